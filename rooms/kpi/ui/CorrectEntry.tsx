import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, fieldTroublesIn, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { kpi } from '../contract.ts'
import { kpiMessages } from '../messages.ts'
import type { Shown } from './item.ts'

/** A value that was entered wrongly, or for a wrong day: what is right, or that there should be none, and why. */
export function CorrectEntry({
  id,
  unit,
  entry,
  closedYears,
  onDone,
}: {
  id: string
  unit: string
  entry: Shown['entries'][number]
  closedYears: Shown['closedYears']
  onDone: () => void
}) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const api = useApi<{ kpi: typeof kpi }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [draft, setDraft] = useState({
    numerator: String(entry.numerator),
    denominator: entry.denominator === null ? '' : String(entry.denominator),
    asOf: formatDate(entry.asOf, language),
    note: entry.note,
    isNone: false,
    reason: '',
  })
  const [own, setOwn] = useState<readonly FieldTrouble[]>([])
  const correct = useMutation(
    api.kpi.correctKpiActual.mutationOptions({
      onSuccess: () => {
        toast({ message: t('entry.corrected') })
        onDone()
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  const errors = own.length > 0 ? own : fieldTroublesIn(correct.error)
  const field = (name: 'numerator' | 'denominator' | 'asOf' | 'note' | 'reason') => {
    const error = messageFor(errors, name)
    return { name, value: draft[name], ...(error ? { error } : {}) }
  }
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  function submit() {
    const asOf = parseDate(draft.asOf)
    const isNumber = numberIn(draft.numerator) >= 0
    const found = [
      ...(draft.isNone || isNumber ? [] : [{ name: 'numerator', message: t('entry.number') }]),
      ...(draft.isNone || asOf ? [] : [{ name: 'asOf', message: t('entry.date') }]),
      ...(draft.reason.trim() === '' ? [{ name: 'reason', message: t('entry.reason_missing') }] : []),
    ]
    setOwn(found)
    if (found.length > 0) return
    const { note } = draft
    const denominator = draft.denominator ? { denominator: numberIn(draft.denominator) } : {}
    const to = draft.isNone || !asOf ? null : { numerator: numberIn(draft.numerator), ...denominator, asOf, note }
    correct.mutate({ kpiId: id, kpiActualId: entry.kpiActualId, seen: entry.version, to, reason: draft.reason })
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={correct.isPending}>
          {t('entry.correct_do')}
        </Button>
      }
    >
      <p className="text-solid-gray-700">{t('entry.correct_what')}</p>
      <ReachesClosed years={closedYears} from={earlier(entry.asOf, draft.isNone ? undefined : parseDate(draft.asOf))} />
      {correct.error && errors.length === 0 && <Trouble error={correct.error} />}
      <Checkbox
        name="isNone"
        label={t('entry.is_none')}
        checked={draft.isNone}
        onChange={(isNone) => set({ isNone })}
      />
      {!draft.isNone && (
        <>
          <TextField
            {...field('numerator')}
            label={t(unit === '%' ? 'numerator' : 'count')}
            required
            characters={8}
            onChange={(numerator) => set({ numerator })}
          />
          {unit === '%' && (
            <TextField
              {...field('denominator')}
              label={t('denominator')}
              required
              characters={8}
              onChange={(denominator) => set({ denominator })}
            />
          )}
          <DateField {...field('asOf')} label={t('as_of')} required onChange={(asOf) => set({ asOf })} />
          <TextArea {...field('note')} label={t('entry.note')} rows={2} onChange={(note) => set({ note })} />
        </>
      )}
      <TextArea
        {...field('reason')}
        label={t('entry.reason')}
        required
        rows={3}
        onChange={(reason) => set({ reason })}
      />
    </Form>
  )
}

/** From the day of what was wrong, or of what is right, on. */
function earlier(day: string, other: string | undefined): string {
  return other !== undefined && other < day ? other : day
}
