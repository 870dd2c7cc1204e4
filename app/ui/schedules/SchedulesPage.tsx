import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { schedules } from '#app/schedules/contract.ts'
import type { Input, Output } from '#platform/contract/contract.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { wholeIn } from '#platform/ui/form/typed.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble } from '#platform/ui/States.tsx'
import { SeatsNeeded } from '#rooms/training/planning/ui/SeatsNeeded.tsx'
import { CourseField } from '#rooms/training/rounds/ui/CourseField.tsx'
import { api, client } from '../api.ts'
import { Changes } from './Changes.tsx'
import { Drafts } from './Drafts.tsx'
import { pageMessages } from './messages.ts'
import { Reliefs, type Rest, Resting, Trials, type Tried } from './Reliefs.tsx'
import { newKey, Running } from './Running.tsx'
import { EVERYBODY, type Who, WhoFields } from './WhoFields.tsx'
import { WishCalls } from './WishCalls.tsx'

type Asked = Input<typeof schedules.searchSchedule>
/** What is searched for; what is tried with it, and what it rests on, is said apart. */
type Wanted = Omit<Asked, 'searchKey' | 'trials' | 'rests'>
type Found = Output<typeof schedules.searchSchedule>

/** 研修の日程: HR has a schedule searched for, sees what is proven and what binds, tries reliefs, and publishes a draft. */
export function SchedulesPage() {
  const t = useMessages(pageMessages)
  const queries = useQueryClient()
  const [running, setRunning] = useState<{ key: string; seconds: number } | null>(null)
  const [asked, setAsked] = useState<Wanted | null>(null)
  const [tried, setTried] = useState<readonly Tried[]>([])
  const [rests, setRests] = useState<readonly Rest[]>([])
  const search = useMutation({
    mutationFn: async (input: Asked) => {
      setRunning({ key: input.searchKey, seconds: input.seconds })
      try {
        return await client.schedules.searchSchedule(input)
      } finally {
        setRunning(null)
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: api.training.key() }),
  })
  const run = (input: Wanted, trying: readonly Tried[] = [], resting: readonly Rest[] = []) => {
    setAsked(input)
    setTried(trying)
    setRests(resting)
    const next = { ...input, trials: trying.map(({ trial }) => trial), rests: resting.map(({ rest }) => rest) }
    return search.mutateAsync({ ...next, searchKey: newKey() }).catch(() => undefined)
  }
  const courses = useQuery(api.training.listCourses.queryOptions({ input: { pageSize: 1 } })).data
  if (courses?.total === 0) {
    return (
      <>
        <PageHeading lead={t('schedules.lead')}>{t('schedules')}</PageHeading>
        <Empty action={<Link to="/admin/training">{t('search.add_course')}</Link>}>{t('search.no_course')}</Empty>
      </>
    )
  }
  return (
    <>
      <PageHeading lead={t('schedules.lead')}>{t('schedules')}</PageHeading>
      <Section title={t('search.title')}>
        <SearchForm busy={running !== null} onSearch={(input) => run(input)} />
        {running && <Running searchKey={running.key} seconds={running.seconds} />}
        {search.error && <Trouble error={search.error} />}
      </Section>
      {search.data && asked && (
        <FoundSchedule found={search.data}>
          <Resting
            rests={rests}
            onDrop={(one) =>
              run(
                asked,
                tried,
                rests.filter((other) => other !== one),
              )
            }
          />
          <Trials
            tried={tried}
            courseCode={asked.courseCode}
            onDrop={(one) =>
              run(
                asked,
                tried.filter((other) => other !== one),
                rests,
              )
            }
            onRest={(one, rest) =>
              run(
                asked,
                tried.filter((other) => other !== one),
                [...rests, rest],
              )
            }
          />
          <Reliefs reliefs={search.data.reliefs} onTry={(one) => run(asked, [...tried, one], rests)} />
        </FoundSchedule>
      )}
      <WishCalls />
      <Drafts />
      <Changes />
    </>
  )
}

const MOST_SECONDS = 60

function SearchForm({ busy, onSearch }: { busy: boolean; onSearch: (input: Wanted) => unknown }) {
  const t = useMessages(pageMessages)
  // Whoever comes from a round means its course, and its people.
  const { course, round } = useSearch({ strict: false }) as { course?: string | number; round?: number }
  const [typed, setTyped] = useState({ courseCode: String(course ?? ''), from: '', to: '', seconds: '20' })
  const [who, setWho] = useState<Who>(round ? { ...EVERYBODY, roundId: Number(round) } : EVERYBODY)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const change = (more: Partial<typeof typed>) => setTyped({ ...typed, ...more })
  const errorOf = (name: string) => {
    const error = messageFor(errors, name)
    return error ? { error } : {}
  }
  function submit() {
    const [from, to, seconds] = [parseDate(typed.from), parseDate(typed.to), wholeIn(typed.seconds, 1, MOST_SECONDS)]
    const faults: FieldTrouble[] = [
      ...(typed.courseCode.trim() ? [] : [{ name: 'courseCode', message: t('search.course_missing') }]),
      ...(from ? [] : [{ name: 'from', message: t('search.date') }]),
      ...(to ? [] : [{ name: 'to', message: t('search.date') }]),
      ...(seconds ? [] : [{ name: 'seconds', message: t('search.seconds_wrong', { most: MOST_SECONDS }) }]),
    ]
    setErrors(faults)
    if (faults.length > 0 || !from || !to || !seconds) return
    return onSearch({ courseCode: typed.courseCode, from, to, who, seconds })
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={busy}>
          {t('search.do')}
        </Button>
      }
    >
      <CourseField
        name="courseCode"
        label={t('search.course')}
        value={typed.courseCode}
        onChange={(courseCode) => {
          change({ courseCode })
          // Rounds are of a course; sections and cohorts stay.
          const { roundId: _, ...others } = who
          setWho(others)
        }}
        {...errorOf('courseCode')}
      />
      {typed.courseCode !== '' && (
        <div>
          <SeatsNeeded courseCode={typed.courseCode} />
          <Link to="/admin/sessions" search={{ course: typed.courseCode }}>
            {t('search.sessions')}
          </Link>
        </div>
      )}
      {typed.courseCode !== '' && <WhoFields courseCode={typed.courseCode} who={who} onChange={setWho} />}
      <DateField
        name="from"
        label={t('search.from')}
        required
        value={typed.from}
        onChange={(from) => change({ from })}
        {...errorOf('from')}
      />
      <DateField
        name="to"
        label={t('search.to')}
        required
        value={typed.to}
        onChange={(to) => change({ to })}
        {...errorOf('to')}
      />
      <TextField
        name="seconds"
        label={t('search.seconds')}
        characters={4}
        value={typed.seconds}
        onChange={(seconds) => change({ seconds })}
        {...errorOf('seconds')}
      />
    </Form>
  )
}

function FoundSchedule({ found, children }: { found: Found; children: ReactNode }) {
  const t = useMessages(pageMessages)
  const { status, needed, seated, seatedBound, gap, scheduleDraftId, reasons, binding } = found
  const values = { needed, seated, bound: seatedBound, gap: (100 * gap).toFixed(1) }
  const reasonOf = (reason: string) => {
    const key = `reason.${reason}`
    return hasMessage(pageMessages, key) ? t(key) : reason
  }
  return (
    <Section title={t('found.title')}>
      <Card>
        <p className="figures text-std-16B-170" role="status">
          {t(status === 'optimal' || gap === 0 ? 'found.optimal' : 'found.feasible', values)}
        </p>
        <p>{scheduleDraftId === null ? t('found.trial') : t('found.draft', { id: scheduleDraftId })}</p>
        <List
          title={t('found.reasons')}
          rows={reasons.map(({ reason, people }) => t('found.reason', { reason: reasonOf(reason), n: people }))}
        />
        <List
          title={t('found.binding')}
          rows={binding.map(({ sectionName, slots, halfDays, people }) =>
            t('found.bound', { section: sectionName, slots, n: people, halfDays }),
          )}
        />
        {children}
      </Card>
    </Section>
  )
}

function List({ title, rows }: { title: string; rows: readonly string[] }) {
  if (rows.length === 0) return null
  return (
    <>
      <h3 className="mt-4 text-std-16B-170">{title}</h3>
      <ul className="figures list-disc pl-6">
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </>
  )
}
