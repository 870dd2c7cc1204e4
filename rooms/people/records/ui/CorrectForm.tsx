import { type ReactNode, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { isStale } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { recordPageMessages } from '../messages.ts'

/** What every correction of a record has: the reason, the closed years that it reaches, and both where somebody else was faster. */
export function CorrectForm<Fact extends { version: string }>({
  stored,
  wordsOf,
  mine,
  years,
  from,
  put,
  faults,
  onSubmit,
  onStored,
  children,
}: {
  stored: Fact
  wordsOf: (fact: Fact) => string
  /** What is to stand, in words. */
  mine: string
  years: readonly number[]
  /** The first day that it concerns. */
  from: string | undefined
  put: { error: unknown; isPending: boolean }
  faults: readonly FieldTrouble[]
  onSubmit: (seen: string, reason: string) => void
  onStored: () => void
  children: (errors: readonly FieldTrouble[]) => ReactNode
}) {
  const t = useMessages(recordPageMessages)
  const [seen, setSeen] = useState(stored.version)
  const because = useReason({ label: t('reason'), support: t('reason.support'), missing: t('reason.missing') })
  return (
    <Form
      onSubmit={() => because.isReady(faults) && onSubmit(seen, because.reason)}
      errors={because.errors}
      actions={
        <Button type="submit" busy={put.isPending}>
          {t('save')}
        </Button>
      }
    >
      {stored.version !== seen && !put.isPending && (
        <ChangedMeanwhile
          rows={[{ name: 'fact', label: t('stored.now'), mine, stored: wordsOf(stored) }]}
          onMine={() => setSeen(stored.version)}
          onStored={onStored}
        />
      )}
      {put.error !== null && !isStale(put.error) && <Trouble error={put.error} />}
      {children(because.errors)}
      {because.field}
      <ReachesClosed years={years} from={from} />
    </Form>
  )
}

/** The first and the last day as they are typed. */
export function DayFields<Typed extends { from: string; to: string }>({
  typed,
  onType,
  errors,
}: {
  typed: Typed
  onType: (typed: Typed) => void
  errors: readonly FieldTrouble[]
}) {
  const t = useMessages(recordPageMessages)
  const missing = messageFor(errors, 'from')
  return (
    <>
      <DateField
        name="from"
        label={t('from')}
        required
        value={typed.from}
        onChange={(from) => onType({ ...typed, from })}
        {...(missing ? { error: missing } : {})}
      />
      <DateField
        name="to"
        label={t('to')}
        support={t('to.support')}
        value={typed.to}
        onChange={(to) => onType({ ...typed, to })}
      />
    </>
  )
}
