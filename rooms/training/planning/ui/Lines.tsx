import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { CourseField } from '../../rounds/ui/CourseField.tsx'
import { useCatalogue } from '../../rounds/ui/Courses.tsx'
import { draftOf, SessionFields, saidIn, useMissing } from '../../sessions/ui/SessionForm.tsx'
import { useAct, useTrainingClient } from '../../ui/useTrainingApi.ts'
import { useSessionTimes } from '../../ui/words.tsx'
import type { planning } from '../contract.ts'
import type { Line } from '../rules.ts'
import { type DraftLine, lineFrom, seatsIn } from './line.ts'
import { pageMessages } from './messages.ts'

type Looked = Output<typeof planning.addSessions>['lines'][number]
type Row = DraftLine & { looked: Looked | undefined }
const isFaulty = ({ looked }: Row) => looked !== undefined && looked.faults.length > 0

/** What would be made, each line with what is wrong or to be known of it; made all or none. */
export function Lines({
  lines,
  onChange,
  onMade,
}: {
  lines: readonly DraftLine[]
  onChange: (lines: readonly DraftLine[]) => void
  onMade: () => void
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const client = useTrainingClient()
  const [changing, setChanging] = useState<DraftLine | null>(null)
  const { act, error, isPending } = useAct<Output<typeof planning.addSessions>>()
  const wanted = lines.filter(({ isLeftOut }) => !isLeftOut)
  const asked = wanted.map(({ line }) => line)
  const { data, error: unseen } = useQuery({
    queryKey: ['sessions-looked-at', asked],
    queryFn: () => client.training.addSessions({ lines: asked, dryRun: true }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  // An answer to other lines than these is not theirs.
  const isOf = data?.lines.length === wanted.length
  const lookedOf = new Map(isOf ? wanted.map(({ key }, at) => [key, data.lines[at]!]) : [])
  // What has to be mended stands first, wherever in a long list it is.
  const rows: Row[] = lines
    .map((one) => ({ ...one, looked: lookedOf.get(one.key) }))
    .toSorted((a, b) => Number(isFaulty(b)) - Number(isFaulty(a)))
  const faulty = rows.filter(isFaulty).length
  const noted = rows.filter(({ looked }) => looked && looked.notes.length > 0).length
  const fresh = rows.filter(({ looked }) => looked && !looked.isKnown).map(({ line }) => line)
  const set = (key: number, more: Partial<DraftLine>) =>
    onChange(lines.map((one) => (one.key === key ? { ...one, ...more } : one)))

  async function make() {
    let courseSessionIds: number[] = []
    const done = await act(
      async (asking) => {
        const answer = await asking.training.addSessions({ lines: asked })
        courseSessionIds = answer.courseSessionIds
        return answer
      },
      ({ added }) => t('lines.made', { n: added }),
      (asking) => asking.training.removeSessions({ courseSessionIds }),
    )
    if (done) onMade()
  }

  return (
    <>
      <DataTable
        name="lines"
        caption={t('lines.title')}
        columns={useColumns({ set, change: setChanging })}
        rows={rows}
        rowKey={({ key }) => key}
        filter={false}
      />
      <div className="mt-4 grid gap-4">
        <p className="figures" role="status">
          {t('lines.sum', { n: fresh.length, seats: seatsIn(fresh).toLocaleString(language) })}{' '}
          {noted > 0 && t('lines.noted', { n: noted })} {faulty > 0 && t('lines.faulty', { n: faulty })}
        </p>
        {(error ?? unseen) && <Trouble error={error ?? unseen} />}
        <div className="flex flex-wrap gap-4">
          <Button busy={isPending} onClick={() => faulty === 0 && fresh.length > 0 && make()}>
            {t('lines.do', { n: fresh.length })}
          </Button>
          <Button look="text" onClick={() => onChange([])}>
            {t('lines.clear')}
          </Button>
        </div>
      </div>
      <SidePanel title={t('lines.change')} open={changing !== null} onClose={() => setChanging(null)}>
        {changing && (
          <LineForm
            key={changing.key}
            line={changing.line}
            faults={lookedOf.get(changing.key)?.faults ?? []}
            onSaved={(line) => {
              set(changing.key, { line })
              setChanging(null)
            }}
          />
        )}
      </SidePanel>
    </>
  )
}

function useColumns({
  set,
  change,
}: {
  set: (key: number, more: Partial<DraftLine>) => void
  change: (line: DraftLine) => void
}): Column<Row>[] {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { hours } = useSessionTimes()
  const titles = new Map(useCatalogue().map(({ courseCode, title }) => [courseCode, title]))
  const day = ({ line }: Row) =>
    [...new Set([line.startsOn, line.endsOn])].map((one) => formatDate(one, language, 'weekday')).join('〜')
  return [
    {
      id: 'wanted',
      header: t('lines.wanted'),
      isControl: true,
      cell: (row) => (
        <input
          type="checkbox"
          aria-label={t('lines.make_this', { day: day(row), hours: hours(row.line) })}
          checked={!row.isLeftOut}
          onChange={({ target }) => set(row.key, { isLeftOut: !target.checked })}
          className="h-5 w-5 accent-blue-900"
        />
      ),
    },
    { id: 'day', header: t('lines.day'), isRowHeader: true, cell: day },
    { id: 'hours', header: t('lines.hours'), cell: ({ line }) => <span className="figures">{hours(line)}</span> },
    { id: 'course', header: t('lines.course'), cell: ({ line }) => titles.get(line.course) ?? line.course },
    { id: 'place', header: t('lines.place'), cell: ({ line }) => line.place },
    { id: 'seats', header: t('lines.seats'), align: 'end', cell: ({ line }) => line.capacity },
    { id: 'applyBy', header: t('lines.applyBy'), cell: ({ line }) => formatDate(line.applyBy, language, 'short') },
    {
      id: 'told',
      header: t('lines.told'),
      cell: (row) => <Told row={row} />,
      isNothing: ({ isLeftOut, looked }) =>
        !isLeftOut && looked !== undefined && !looked.isKnown && looked.faults.length + looked.notes.length === 0,
    },
    {
      id: 'do',
      header: t('lines.change'),
      isButton: true,
      cell: (row) => (
        <Button look="text" size="small" onClick={() => change(row)}>
          {t('lines.change')}
          <span className="sr-only"> {day(row)}</span>
        </Button>
      ),
    },
  ]
}

function Told({ row: { isLeftOut, looked } }: { row: Row }) {
  const t = useMessages(pageMessages)
  if (isLeftOut) return t('lines.left_out')
  if (!looked) return '…'
  if (looked.isKnown) return t('lines.known')
  return (
    <>
      {looked.faults.map(({ reason }) => (
        <span key={reason} className="block text-error-2">
          ＊{reason}
        </span>
      ))}
      {looked.notes.map((note) => (
        <span key={note} className="block">
          {note}
        </span>
      ))}
    </>
  )
}

function LineForm({ line, faults, onSaved }: { line: Line; faults: Looked['faults']; onSaved: (line: Line) => void }) {
  const t = useMessages(pageMessages)
  const missingIn = useMissing()
  const [course, setCourse] = useState(line.course)
  const [draft, setDraft] = useState(draftOf((name) => String(line[name])))
  const [errors, setErrors] = useState<readonly FieldTrouble[]>(
    faults.map(({ field, reason }) => ({ name: field, message: reason })),
  )
  function submit() {
    const said = saidIn(draft)
    const missing = missingIn(said)
    setErrors(missing)
    const next = lineFrom(course, said)
    if (missing.length === 0 && next) onSaved(next)
  }
  return (
    <Form onSubmit={submit} errors={errors} actions={<Button type="submit">{t('lines.save')}</Button>}>
      <CourseField name="course" label={t('lines.course')} value={course} onChange={setCourse} />
      <SessionFields {...{ draft, errors }} onChange={setDraft} />
    </Form>
  )
}
