import type { ReactNode } from 'react'
import { policyStartMessages } from '#app/home/policy-start.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import {
  type Beginning,
  noPlan,
  noStatement,
  type SaidKind,
  type SaidPlan,
  type SaidStatement,
  saidKinds,
} from '#rooms/policy/beginning.rules.ts'

/** What every part of the questions takes: the answers, how they are changed, and what is wrong with a field. */
export interface Asking {
  readonly said: Beginning
  readonly put: (more: Partial<Beginning>) => void
  readonly errorOf: (field: string) => { error: string } | object
}

/** Statements of any number, each of its kind. */
export function Statements({ said, put, errorOf }: Asking) {
  const t = useMessages(policyStartMessages)
  return (
    <Rows
      rows={said.statements}
      nameOf={(n) => t('words.one', { n })}
      add={t('words.add')}
      blank={noStatement}
      onChange={(statements) => put({ statements })}
    >
      {({ kind, label, heading, text }: SaidStatement, at, change) => (
        <>
          <Select
            name={`statements.${at}.kind`}
            label={t('kind')}
            value={kind}
            onChange={(next) => change({ kind: next as SaidKind })}
            choices={saidKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          />
          {kind === 'other' && (
            <TextField
              name={`statements.${at}.label`}
              label={t('label')}
              support={t('label.support')}
              required
              value={label}
              onChange={(next) => change({ label: next })}
              {...errorOf(`statements.${at}.label`)}
            />
          )}
          <TextField
            name={`statements.${at}.heading`}
            label={t('heading')}
            value={heading}
            onChange={(next) => change({ heading: next })}
            {...errorOf(`statements.${at}.heading`)}
          />
          <TextArea
            name={`statements.${at}.text`}
            label={t('text')}
            rows={3}
            value={text}
            onChange={(next) => change({ text: next })}
            {...errorOf(`statements.${at}.text`)}
          />
        </>
      )}
    </Rows>
  )
}

/** Plans that the policy serves. */
export function Plans({ said, put, errorOf }: Asking) {
  const t = useMessages(policyStartMessages)
  return (
    <Rows
      rows={said.plans}
      nameOf={(n) => t('plans.one', { n })}
      add={t('plans.add')}
      blank={noPlan}
      onChange={(plans) => put({ plans })}
    >
      {(plan: SaidPlan, at, change) => (
        <>
          <TextField
            name={`plans.${at}.name`}
            label={t('plan.name')}
            required
            value={plan.name}
            onChange={(name) => change({ name })}
            {...errorOf(`plans.${at}.name`)}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                name={`plans.${at}.${end}`}
                label={t(`plan.${end}`)}
                support={t('plan.when')}
                required
                value={plan[end]}
                onChange={(when) => change({ [end]: when })}
                {...errorOf(`plans.${at}.${end}`)}
              />
            ))}
          </div>
          <TextField
            name={`plans.${at}.pillar`}
            label={t('plan.pillar')}
            value={plan.pillar}
            onChange={(pillar) => change({ pillar })}
            {...errorOf(`plans.${at}.pillar`)}
          />
          <TextArea
            name={`plans.${at}.initiatives`}
            label={t('plan.initiatives')}
            rows={3}
            value={plan.initiatives}
            onChange={(initiatives) => change({ initiatives })}
            {...errorOf(`plans.${at}.initiatives`)}
          />
        </>
      )}
    </Rows>
  )
}

/** Several of the same under each other, each with its number; more can be added and each taken away. */
function Rows<Row extends object>({
  rows,
  nameOf,
  add,
  blank,
  onChange,
  children,
}: {
  rows: readonly Row[]
  nameOf: (n: number) => string
  add: string
  blank: Row
  onChange: (rows: readonly Row[]) => void
  children: (row: Row, at: number, change: (more: Partial<Row>) => void) => ReactNode
}) {
  const t = useMessages(policyStartMessages)
  return (
    <div className="grid gap-6">
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; it has no other name.
        <fieldset key={at} className="grid min-w-0 gap-4 rounded-8 border border-solid-gray-200 p-4">
          <legend className="px-2 text-std-16B-170">{nameOf(at + 1)}</legend>
          {children(row, at, (more) => onChange(rows.with(at, { ...row, ...more })))}
          <div>
            <Button look="text" size="small" onClick={() => onChange(rows.toSpliced(at, 1))}>
              {t('remove', { what: nameOf(at + 1) })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button look="secondary" size="small" onClick={() => onChange([...rows, blank])}>
          {add}
        </Button>
      </div>
    </div>
  )
}
