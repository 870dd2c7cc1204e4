import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { absences } from '../absences.contract.ts'
import { type AbsenceKind, absenceKinds, weekdaysIn, weekOf } from '../absences.rules.ts'
import { AbsenceFile } from './AbsenceFile.tsx'
import { pageMessages } from './messages.ts'

type Absence = Output<typeof absences.listAbsences>['absences'][number]

/** Who of the section is away for some half-days, from today on. */
export function Absences({ sectionCode }: { sectionCode: string }) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(api.training.listAbsences.queryOptions({ input: { sectionCode } }))
  const columns = useColumns()
  return (
    <Section
      title={t('absences')}
      lead={t('absences.lead')}
      actions={
        <Button look="secondary" onClick={() => setAdding(true)}>
          {t('absences.add')}
        </Button>
      }
    >
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={3} />}
      {data && (
        <DataTable
          name="absences"
          caption={t('absences')}
          columns={columns}
          rows={data.absences}
          rowKey={({ shortAbsenceId }) => shortAbsenceId}
          pageSize={20}
          empty={<Empty>{t('absences.none')}</Empty>}
        />
      )}
      <AbsenceFile />
      <SidePanel title={t('absences.add')} open={adding} onClose={() => setAdding(false)}>
        <AbsenceForm onSaved={() => setAdding(false)} />
      </SidePanel>
    </Section>
  )
}

function useColumns(): readonly Column<Absence>[] {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { act } = useAct()
  const day = (iso: string) => formatDate(iso, language, 'short')
  const daysOf = ({ validFrom, validTo }: Absence) => {
    const last = validTo && addDays(validTo, -1)
    return last === validFrom ? day(validFrom) : `${day(validFrom)}〜${last ? day(last) : t('absences.open')}`
  }
  const drop = ({ shortAbsenceId }: Absence) =>
    act(
      (client) => client.training.endAbsence({ shortAbsenceId }),
      t('absences.dropped'),
      (client) => client.training.takeBackAbsence({ shortAbsenceId }),
    )
  const whenOf = useWeekWords()
  return [
    {
      id: 'person',
      header: t('absences.person'),
      isRowHeader: true,
      cell: ({ person }) => person.name,
      value: ({ person }) => person.nameKana,
    },
    {
      id: 'kind',
      header: t('absences.kind'),
      cell: ({ kind }) => t(`kind.${kind}`),
      value: ({ kind }) => t(`kind.${kind}`),
    },
    { id: 'days', header: t('absences.days'), cell: daysOf, value: ({ validFrom }) => validFrom },
    { id: 'when', header: t('absences.when'), cell: ({ week }) => whenOf(week) },
    {
      id: 'do',
      header: t('absences.do'),
      isButton: true,
      cell: (absence) => (
        <Button look="text" size="small" onClick={() => drop(absence)}>
          {t('absences.drop')}
          <span className="sr-only"> {absence.person.name}</span>
        </Button>
      ),
    },
  ]
}

/** 月・水 午後; 毎日 終日. */
function useWeekWords() {
  const t = useMessages(pageMessages)
  return (week: string) => {
    const days = ([0, 1, 2, 3, 4, 5, 6] as const).map((weekday) => week.slice(weekday * 2, weekday * 2 + 2))
    const groups = (['11', '10', '01'] as const).flatMap((marks) => {
      const on = days.flatMap((one, weekday) => (one === marks ? [t(`weekday.${weekday as 0}`)] : []))
      if (on.length === 0) return []
      const half = marks === '11' ? t('absences.whole') : t(marks === '10' ? 'half.am' : 'half.pm')
      return [`${on.length === 7 ? t('absences.every_day') : on.join('・')} ${half}`]
    })
    return groups.join('、')
  }
}

function AbsenceForm({ onSaved }: { onSaved: () => void }) {
  const t = useMessages(pageMessages)
  const [person, setPerson] = useState<number | null>(null)
  const [kind, setKind] = useState<AbsenceKind>('annualLeave')
  const [typed, setTyped] = useState({ from: '', last: '', weekdays: '', half: 'whole' as 'whole' | 'am' | 'pm' })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const change = (more: Partial<typeof typed>) => setTyped({ ...typed, ...more })
  async function submit() {
    const [from, last] = [parseDate(typed.from), parseDate(typed.last)]
    const weekdays = weekdaysIn(typed.weekdays)
    const faults: FieldTrouble[] = [
      ...(person === null ? [{ name: 'person', message: t('absences.person') }] : []),
      ...(from ? [] : [{ name: 'from', message: t('fault.date') }]),
      ...(weekdays ? [] : [{ name: 'weekdays', message: t('absences.weekdays_support') }]),
    ]
    setErrors(faults)
    if (faults.length > 0 || !from || !weekdays || person === null) return
    const input = {
      staffMemberId: person,
      kind,
      from,
      ...(last ? { lastDay: last } : {}),
      week: weekOf(weekdays, typed.half),
    }
    const added = await act((client) => client.training.addAbsence(input), t('absences.added'))
    if (added) onSaved()
  }
  const errorFor = faultsIn(errors)
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('absences.add')}
        </Button>
      }
    >
      <ColleaguePicker
        name="person"
        label={t('absences.person')}
        required
        onChoose={(one) => setPerson(one?.id ?? null)}
        {...errorFor('person')}
      />
      <Select
        name="kind"
        label={t('absences.kind')}
        value={kind}
        onChange={(value) => setKind(value as AbsenceKind)}
        choices={absenceKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <DateField
        name="from"
        label={t('field.from')}
        required
        value={typed.from}
        onChange={(from) => change({ from })}
        {...errorFor('from')}
      />
      <DateField name="last" label={t('field.last')} value={typed.last} onChange={(last) => change({ last })} />
      <TextField
        name="weekdays"
        label={t('absences.weekdays')}
        support={t('absences.weekdays_support')}
        value={typed.weekdays}
        onChange={(weekdays) => change({ weekdays })}
        {...errorFor('weekdays')}
      />
      <Select
        name="half"
        label={t('absences.half')}
        value={typed.half}
        onChange={(half) => change({ half: half as 'whole' })}
        choices={[
          { value: 'whole', label: t('absences.whole') },
          { value: 'am', label: t('half.am') },
          { value: 'pm', label: t('half.pm') },
        ]}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}
