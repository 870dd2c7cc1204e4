import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import { levelKinds } from '#rooms/policy/evidence.rules.ts'
import type { Referred } from './specs.ts'
import { useOptions, useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

export interface Inner {
  readonly field: { name: string; label: string; required: boolean; support?: string; error?: string }
  readonly held: unknown
  readonly onChange: (after: unknown) => void
}

/** Digits stand as they were typed, `0.` too, while they mean what is held; what is no number is held as it is, and the checks say so. */
export function NumberField({ field, held, onChange, read = numberIn }: Inner & { read?: (text: string) => number }) {
  const shown = typeof held === 'number' || typeof held === 'string' ? String(held) : ''
  const [typed, setTyped] = useState(shown)
  const means = (text: string): unknown =>
    text.trim() === '' ? undefined : Number.isNaN(read(text)) ? text : read(text)
  return (
    <TextField
      {...field}
      characters={10}
      value={means(typed) === held ? typed : shown}
      onChange={(text) => {
        setTyped(text)
        onChange(means(text))
      }}
    />
  )
}

/** A fiscal year as people write it: 2026, 令和8年度, R8年度; of anything else the number, or none. */
export function fiscalYearIn(text: string): number {
  const named = /^(.+?)年?度$/u.exec(text.trim())?.[1]
  const began = named === undefined ? undefined : parseDate(`${named}年4月1日`)
  return began === undefined ? numberIn(text) : Number(began.slice(0, 4))
}

interface MeasureProps extends Omit<Inner, 'onChange'> {
  readonly isOfOutputs: boolean
  readonly onChange: (after: string) => void
}

/** What the house counts, by its name and what it is called: outcomes are offered what came of it, indicators what was done (INV-L3). */
export function MeasureField({ field, held, isOfOutputs, onChange }: MeasureProps) {
  const { draft } = useWork()
  const offered = draft.measures.filter(({ isOutput }) => isOutput === isOfOutputs)
  const chosen = draft.measures.find(({ name }) => name === held)
  return (
    <TextField
      {...field}
      {...(chosen && { support: chosen.called })}
      value={typeof held === 'string' ? held : ''}
      onChange={onChange}
      suggestions={offered.map(({ name, called, unit }) => ({ value: name, label: `${called} (${unit})` }))}
    />
  )
}

/** A line stands for an entry; the last one may be on its way. */
export function Lines({ field, held, onChange }: Inner) {
  const t = useMessages(workshopMessages)
  const entries = Array.isArray(held) ? held : []
  const [typed, setTyped] = useState(entries.join('\n'))
  const means = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
  const isSame = JSON.stringify(means(typed)) === JSON.stringify(entries)
  if (entries.some((one) => typeof one === 'object')) {
    return (
      <FieldGroup {...field} support={t('only_text')}>
        {null}
      </FieldGroup>
    )
  }
  return (
    <TextArea
      {...field}
      rows={2}
      value={isSame ? typed : entries.join('\n')}
      onChange={(text) => {
        setTyped(text)
        const next = means(text)
        onChange(next.length === 0 && held === undefined ? undefined : next)
      }}
    />
  )
}

export function RefField({ field, referred, held, onChange }: Inner & { referred: Referred }) {
  const t = useMessages(workshopMessages)
  const options = useOptions(referred)
  const value = typeof held === 'string' ? held : ''
  const unknown = value !== '' && !options.some((one) => one.value === value)
  return (
    <Select
      {...field}
      value={value}
      onChange={(next) => onChange(next === '' && !field.required ? undefined : next)}
      choices={[
        { value: '', label: t(options.length > 0 ? 'choose' : 'nothing_to_choose') },
        ...options,
        ...(unknown ? [{ value, label: value }] : []),
      ]}
    />
  )
}

export function RefsField({ field, referred, held, onChange }: Inner & { referred: Referred }) {
  const t = useMessages(workshopMessages)
  const options = useOptions(referred)
  const chosen = Array.isArray(held) ? held.map(String) : []
  return (
    <Several
      {...field}
      chosenLabel={field.label}
      nothing={t(options.length > 0 ? 'choose_more' : 'nothing_to_choose')}
      drop={(label) => t('drop', { what: label })}
      choices={options}
      chosen={chosen}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  )
}

export function EvidenceField({ field, held, onChange }: Inner) {
  const t = useMessages(evidenceMessages)
  const chosen = Array.isArray(held) ? held.map(String) : []
  return (
    <FieldGroup {...field}>
      {levelKinds.map((kind) => (
        <Checkbox
          key={kind}
          name={`${field.name}.${kind}`}
          label={t(`kind.${kind}`)}
          checked={chosen.includes(kind)}
          onChange={(checked) => onChange(checked ? [...chosen, kind] : chosen.filter((one) => one !== kind))}
        />
      ))}
    </FieldGroup>
  )
}

/** A number by each skill that is named; more are chosen below. */
export function LevelsField({ field, held, onChange }: Inner) {
  const t = useMessages(workshopMessages)
  const options = useOptions('skills')
  const levels = Object.entries(typeof held === 'object' && held !== null ? held : {}) as [string, unknown][]
  const put = (next: readonly (readonly [string, unknown])[]) =>
    onChange(next.length === 0 ? undefined : Object.fromEntries(next))
  const nameOf = (id: string) => options.find(({ value }) => value === id)?.label ?? id
  return (
    <FieldGroup {...field}>
      <div className="grid gap-3 border-solid-gray-300 border-l-4 pl-4">
        {levels.map(([skill, level]) => (
          <div key={skill} className="flex flex-wrap items-end gap-x-4">
            <NumberField
              field={{ name: `${field.name}.${skill}`, label: nameOf(skill), required: false }}
              held={level}
              onChange={(next) => put(levels.map(([id, old]) => [id, id === skill ? (next ?? '') : old]))}
            />
            <Button look="text" size="small" onClick={() => put(levels.filter(([id]) => id !== skill))}>
              {t('drop', { what: nameOf(skill) })}
            </Button>
          </div>
        ))}
        <Select
          name={`${field.name}.more`}
          label={t('choose_more')}
          value=""
          onChange={(skill) => skill && put([...levels, [skill, 1]])}
          choices={[
            { value: '', label: t(options.length > 0 ? 'choose' : 'nothing_to_choose') },
            ...options.filter(({ value }) => !levels.some(([id]) => id === value)),
          ]}
        />
      </div>
    </FieldGroup>
  )
}
