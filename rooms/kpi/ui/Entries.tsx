import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import { useApi } from '#platform/client/react.tsx'
import type { Language } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Corrections } from '#platform/ui/Corrections.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, fieldTroublesIn, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { kpi } from '../contract.ts'
import { otherReading } from '../entry.rules.ts'
import { kpiMessages } from '../messages.ts'
import { figureOf, formatStated, formatWithCounts } from '../rules.ts'
import { CorrectEntry } from './CorrectEntry.tsx'
import { EntriesFile } from './EntriesFile.tsx'
import type { Shown } from './item.ts'

/** Values that HR entered, and the form for another. */
export function Entries({ shown }: { shown: Shown }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const { item, entries, corrections, closedYears } = shown
  const [wrong, setWrong] = useState<(typeof entries)[number]>()
  return (
    <Section title={t('entries')} lead={t('entries.lead')}>
      <DataTable
        caption={t('entries.caption', { name: item.name })}
        name="entries"
        rows={entries}
        rowKey={(row) => row.kpiActualId}
        empty={<Empty>{t('entries.empty')}</Empty>}
        columns={[
          { id: 'asOf', header: t('as_of'), value: (row) => row.asOf, cell: (row) => formatDate(row.asOf, language) },
          {
            id: 'value',
            header: t('trend.value'),
            cell: (row) => (
              <span className="flex flex-wrap gap-2">
                {formatWithCounts(row, item.unit, language) ?? t('none')}
                {row.isSample && <SampleTag />}
              </span>
            ),
          },
          { id: 'note', header: t('entry.note'), cell: (row) => row.note },
          { id: 'by', header: t('entries.by'), cell: (row) => row.recordedBy ?? '' },
          {
            id: 'at',
            header: t('entries.at'),
            value: (row) => row.recordedAt,
            cell: (row) => formatDate(todayInTokyo({ epochMilliseconds: Date.parse(row.recordedAt) }), language),
          },
          {
            id: 'correct',
            header: t('entry.correct'),
            isButton: true,
            cell: (row) => (
              <Button look="secondary" size="small" onClick={() => setWrong(row)}>
                {t('entry.correct_do')}
                <span className="sr-only"> {formatDate(row.asOf, language)}</span>
              </Button>
            ),
          },
        ]}
      />
      <div className="mt-4">
        <Corrections
          corrections={corrections}
          wordsOf={({ asOf, numerator, denominator }) =>
            typeof numerator === 'number' && typeof asOf === 'string'
              ? `${formatDate(asOf, language)} ${formatWithCounts({ numerator, denominator: denominator as number | null }, item.unit, language)}`
              : ''
          }
        />
      </div>
      <SidePanel title={t('entry.correct')} open={wrong !== undefined} onClose={() => setWrong(undefined)}>
        {wrong && (
          <CorrectEntry
            key={wrong.kpiActualId}
            {...{ id: item.id, unit: item.unit, entry: wrong, closedYears }}
            onDone={() => setWrong(undefined)}
          />
        )}
      </SidePanel>
      <div className="mt-6">
        <EntryForm shown={shown} />
        {shown.may.bringFile && <EntriesFile />}
      </div>
    </Section>
  )
}

const blank = { numerator: '', denominator: '', asOf: '', note: '' }

/** The day that is meant where a span has no value: its last, or today while it runs. */
function dayFor({ owed, asOf }: Shown, language: Language): string {
  return owed ? formatDate([owed.to, asOf].toSorted()[0]!, language, 'short') : ''
}

function EntryForm({ shown }: { shown: Shown }) {
  const { id, unit } = shown.item
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const api = useApi<{ kpi: typeof kpi }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [draft, keep, drop] = useDraft(`kpi-${id}`, { ...blank, asOf: dayFor(shown, language) })
  const [own, setOwn] = useState<readonly FieldTrouble[]>([])
  const save = useMutation(
    api.kpi.recordKpiActual.mutationOptions({
      onSuccess: async () => {
        drop()
        toast({ message: t('entry.saved') })
        await queries.invalidateQueries()
      },
      // What another entered meanwhile stands in the list then.
      onError: () => queries.invalidateQueries({ queryKey: api.kpi.key() }),
    }),
  )
  const counted = {
    numerator: numberIn(draft.numerator),
    denominator: draft.denominator ? numberIn(draft.denominator) : null,
  }
  const doubted =
    problemFrom(save.error)?.code === 'reads_two_ways' ? doubtedBy(shown, figureOf(counted, unit)) : undefined
  const words = (times: number) =>
    formatStated(Number(((figureOf(counted, unit) ?? 0) * times).toFixed(2)), unit, language)
  const errors = own.length > 0 ? own : fieldTroublesIn(save.error)
  const field = (name: keyof typeof blank) => ({ name, error: messageFor(errors, name) })
  function submit(asWritten = false, numerator = draft.numerator) {
    const found = missing({ ...draft, numerator }, unit, {
      ...{ number: t('entry.number'), nothing: t('entry.denominator'), date: t('entry.date') },
    })
    setOwn(found)
    if (found.length > 0) return
    save.mutate({
      kpiId: id,
      numerator: numberIn(numerator),
      asWritten,
      ...(draft.denominator ? { denominator: numberIn(draft.denominator) } : {}),
      asOf: parseDate(draft.asOf)!,
      note: draft.note,
    })
  }
  return (
    <Form
      onSubmit={() => submit()}
      errors={errors}
      actions={
        <Button type="submit" busy={save.isPending}>
          {t('entry.enter')}
        </Button>
      }
    >
      {shown.owed && (
        <p className="figures flex flex-wrap items-center gap-2">
          {t('entry.owed', { from: formatDate(shown.owed.from, language), to: formatDate(shown.owed.to, language) })}
          {shown.owed.state === 'missing' && <Tag tone="yellow">{t('entry.missing')}</Tag>}
        </p>
      )}
      {save.error && errors.length === 0 && <Trouble error={save.error} />}
      {doubted !== undefined && (
        <div className="flex flex-wrap gap-3">
          <Button look="secondary" onClick={() => submit(true)}>
            {t('entry.as_written', { value: words(1) })}
          </Button>
          <Button
            look="secondary"
            onClick={() => {
              const other = String(Number((numberIn(draft.numerator) * doubted).toFixed(6)))
              keep({ ...draft, numerator: other })
              submit(false, other)
            }}
          >
            {t('entry.as_other', { value: words(doubted) })}
          </Button>
        </div>
      )}
      <TextField
        {...field('numerator')}
        label={t(unit === '%' ? 'numerator' : 'count')}
        required
        characters={8}
        value={draft.numerator}
        onChange={(numerator) => keep({ ...draft, numerator })}
      />
      {unit === '%' && (
        <TextField
          {...field('denominator')}
          label={t('denominator')}
          required
          characters={8}
          value={draft.denominator}
          onChange={(denominator) => keep({ ...draft, denominator })}
        />
      )}
      <DateField
        {...field('asOf')}
        label={t('as_of')}
        required
        value={draft.asOf}
        onChange={(asOf) => keep({ ...draft, asOf })}
      />
      <TextArea
        {...field('note')}
        label={t('entry.note')}
        support={t('entry.note_support')}
        rows={2}
        value={draft.note}
        onChange={(note) => keep({ ...draft, note })}
      />
    </Form>
  )
}

/** The factor of the other reading, by what this page knows of the quantity. */
function doubtedBy({ item, entries }: Shown, value: number | null): number | undefined {
  const stated = item.kind === 'kpi' ? [item.baseline?.value, ...item.targets.map((target) => target.value)] : []
  const known = [...entries.map((entry) => figureOf(entry, item.unit)), ...stated]
  return value === null
    ? undefined
    : otherReading(
        value,
        known.filter((one) => one != null),
      )
}

function missing(
  draft: typeof blank,
  unit: string,
  words: Record<'number' | 'nothing' | 'date', string>,
): FieldTrouble[] {
  const isNumber = (text: string) => numberIn(text) >= 0
  return [
    ...(isNumber(draft.numerator) ? [] : [{ name: 'numerator', message: words.number }]),
    ...(unit !== '%' || isNumber(draft.denominator) ? [] : [{ name: 'denominator', message: words.number }]),
    ...(unit === '%' && numberIn(draft.denominator) === 0 ? [{ name: 'denominator', message: words.nothing }] : []),
    ...(parseDate(draft.asOf) ? [] : [{ name: 'asOf', message: words.date }]),
  ]
}
