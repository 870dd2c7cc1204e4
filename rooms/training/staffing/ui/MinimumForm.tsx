import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { addDays, parseDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct, useSkills, useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { MinimumRow } from '../contract.ts'
import { type MinimumKind, peopleIn, WEEK } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useCellName, WeekGrid } from './WeekGrid.tsx'

export type Row = z.output<typeof MinimumRow>

interface Draft {
  readonly counter: string
  readonly from: string
  readonly last: string
  readonly week: readonly string[]
  readonly openOnHolidays: boolean
  readonly skill: string
  readonly level: string
  readonly people: string
  readonly note: string
  readonly reason: string
}

/** States what a counter needs, usually, in a season or on a day; `row` is what stands, `like` only what to begin with. */
export function MinimumForm({
  sectionCode,
  headcount,
  kind,
  row,
  like,
  onSaved,
}: {
  sectionCode: string
  headcount: number
  kind: MinimumKind
  row?: Row
  like?: Row
  onSaved: () => void
}) {
  const t = useMessages(pageMessages)
  const cellName = useCellName()
  const { skills, nameOf } = useSkills()
  const today = todayInTokyo()
  const empty = draftOf(
    like,
    like
      ? { from: yearLater(like.validFrom), last: lastOf(like, yearLater) }
      : { from: kind === 'usual' ? today : '', last: '' },
  )
  const stored = row && { is: draftOf(row, { from: row.validFrom, last: lastOf(row, same) }), version: row.version }
  const key = `minimum-${sectionCode}-${kind}-${row?.minimumStaffingId ?? like?.minimumStaffingId ?? 'new'}`
  const { typed: draft, type: keep, drop, ...edited } = useEdited<Draft>(key, empty, stored)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct<{ aboveHeadcount: number[]; headcount: number }>()
  const change = (more: Partial<Draft>) => keep({ ...draft, ...more })
  const from = parseDate(draft.from)
  // The form has one; where a skill became several the counter needs each of them.
  const others = (row ?? like)?.needs.slice(1) ?? []
  const isPast = from !== undefined && from < today

  async function submit() {
    const last = parseDate(draft.last)
    const week = draft.week.map(peopleIn)
    const faults: FieldTrouble[] = [
      ...(from ? [] : [{ name: 'from', message: t('fault.date') }]),
      ...(kind === 'season' && !last ? [{ name: 'last', message: t('fault.date') }] : []),
      ...week.flatMap((people, place) =>
        people === undefined
          ? [{ name: `week.${place}`, message: t('fault.cell', { cell: cellName(place), value: draft.week[place]! }) }]
          : [],
      ),
      ...(draft.skill && !(numberIn(draft.level) > 0 && numberIn(draft.people) > 0)
        ? [{ name: 'level', message: t('fault.people') }]
        : []),
    ]
    setErrors(faults)
    if (faults.length > 0 || !from) return
    const isSame = row?.validFrom === from && row.counter === draft.counter.trim()
    const input = {
      ...{ sectionCode, kind, validFrom: from, counter: draft.counter, note: draft.note },
      ...{ week: week as number[], openOnHolidays: draft.openOnHolidays },
      needs: draft.skill
        ? [{ skill: draft.skill, level: numberIn(draft.level), people: numberIn(draft.people) }, ...others]
        : [],
      ...(last && kind !== 'day' ? { lastDay: last } : {}),
      ...(isSame && edited.seen ? { seen: edited.seen } : {}),
      ...(isPast ? { reason: draft.reason } : {}),
    }
    const saved = await act(
      (client) => client.training.stateMinimum(input),
      ({ aboveHeadcount, headcount: n }) =>
        t(aboveHeadcount.length > 0 ? 'minimum.saved_above' : 'minimum.saved', { n }),
    )
    if (!saved) return
    drop()
    onSaved()
  }

  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('field.save')}
        </Button>
      }
    >
      {edited.now && (
        <ChangedMeanwhile
          rows={[
            { name: 'week', label: t('field.week'), mine: draft.week.join(' '), stored: edited.now.week.join(' ') },
          ]}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      {!row && <CopyFrom sectionCode={sectionCode} onWeek={(week) => change({ week: week.map(String) })} />}
      <TextField
        name="counter"
        label={t('field.counter')}
        support={t('field.counter_support')}
        value={draft.counter}
        onChange={(counter) => change({ counter })}
      />
      <DateField
        name="from"
        label={t(kind === 'day' ? 'field.on' : 'field.from')}
        required
        value={draft.from}
        onChange={(typed) => change({ from: typed })}
        {...errorOf(errors, 'from')}
      />
      {kind === 'season' && (
        <DateField
          name="last"
          label={t('field.last')}
          required
          value={draft.last}
          onChange={(typed) => change({ last: typed })}
          {...errorOf(errors, 'last')}
        />
      )}
      <WeekGrid
        typed={draft.week}
        onChange={(week) => change({ week })}
        headcount={headcount}
        error={errors.find(({ name }) => name.startsWith('week'))?.message}
        onFaults={(faults) =>
          setErrors(faults.map((message, at) => ({ name: at === 0 ? 'week' : `week-${at}`, message })))
        }
      />
      <Checkbox
        name="openOnHolidays"
        label={t('minimum.holidays')}
        checked={draft.openOnHolidays}
        onChange={(openOnHolidays) => change({ openOnHolidays })}
      />
      <Select
        name="skill"
        label={t('field.skill')}
        value={draft.skill}
        onChange={(skill) => change({ skill })}
        choices={[
          { value: '', label: t('field.skill_none') },
          ...skills.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {draft.skill && (
        <>
          <TextField
            name="level"
            label={t('field.level')}
            characters={3}
            value={draft.level}
            onChange={(level) => change({ level })}
            {...errorOf(errors, 'level')}
          />
          <TextField
            name="people"
            label={t('field.people')}
            characters={3}
            value={draft.people}
            onChange={(people) => change({ people })}
          />
          {others.length > 0 && (
            <p>
              {t('minimum.need_others', {
                needs: others
                  .map(({ skill, level, people }) => t('minimum.need', { skill: nameOf(skill), level, people }))
                  .join('、'),
              })}
            </p>
          )}
        </>
      )}
      <TextField name="note" label={t('field.note')} value={draft.note} onChange={(note) => change({ note })} />
      {isPast && (
        <TextField
          name="reason"
          label={t('field.reason')}
          required
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      )}
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}

/** The usual week of another section fills the cells; nothing of it is stored before it is stated here. */
function CopyFrom({ sectionCode, onWeek }: { sectionCode: string; onWeek: (week: readonly number[]) => void }) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const [from, setFrom] = useState('')
  const { data } = useQuery(api.training.listStaffedSections.queryOptions({ input: {} }))
  const others = (data?.sections ?? []).filter((one) => one.sectionCode !== sectionCode && one.hasMinimum)
  const shown = useQuery({
    ...api.training.showMinimumStaffing.queryOptions({ input: { sectionCode: from } }),
    enabled: from !== '',
  })
  const rows = shown.data?.rows.filter(({ kind }) => kind === 'usual') ?? []
  if (others.length === 0) return null
  return (
    <div className="grid gap-2">
      <Select
        name="copy"
        label={t('field.copy')}
        value={from}
        onChange={setFrom}
        choices={[
          { value: '', label: t('field.copy_none') },
          ...others.map(({ sectionCode: value, name }) => ({ value, label: name })),
        ]}
      />
      {rows.map((row) => (
        <Button key={row.minimumStaffingId} look="secondary" size="small" onClick={() => onWeek(row.week)}>
          {t('minimum.table', { counter: row.counter || (shown.data?.section.name ?? '') })}
        </Button>
      ))}
    </div>
  )
}

function errorOf(errors: readonly FieldTrouble[], name: string) {
  const error = messageFor(errors, name)
  return error ? { error } : {}
}

function draftOf(row: Row | undefined, { from, last }: { from: string; last: string }): Draft {
  const [need] = row?.needs ?? []
  return {
    ...{ counter: row?.counter ?? '', from, last, note: row?.note ?? '', reason: '' },
    week: row ? row.week.map(String) : Array.from({ length: WEEK }, () => ''),
    openOnHolidays: row?.openOnHolidays ?? false,
    ...{ skill: need?.skill ?? '', level: need ? String(need.level) : '', people: need ? String(need.people) : '' },
  }
}

const same = (day: string) => day
const yearLater = (day: string) => {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('-02-29') ? next.replace('-29', '-28') : next
}
const lastOf = ({ validTo }: Row, as: (day: string) => string) => (validTo === null ? '' : as(addDays(validTo, -1)))
