import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { AgreeByHead } from '../../cover/ui/AgreeByHead.tsx'
import { ArrangeCover } from '../../cover/ui/ArrangeCover.tsx'
import { CoverWords, useCoverWords } from '../../cover/ui/CoverWords.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { PersonOf, useSessionTimes } from '../../ui/words.tsx'
import type { approving } from '../approving.contract.ts'
import { type HalfDayAtStake, halfDaysAtStake } from '../team.rules.ts'
import { type Waiting as Waits, wholeOf } from '../waiting.rules.ts'
import { Counter } from './Counter.tsx'
import { Decide } from './Decide.tsx'
import { pageMessages } from './messages.ts'
import { Staffing } from './Staffing.tsx'

type Answer = Output<typeof approving.listApprovals>
type Awaiting = Waits & { readonly isToDecide: boolean }

/** 承認 of チーム: one card a half-day that is at stake, the next one first, so that approving is one look and one press. */
export function Approvals() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.listApprovals.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="list" rows={8} />
  if (data.toDecide.length + data.toCover.length === 0) return <Empty>{t('approvals.none')}</Empty>
  return (
    <Section title={t('approvals')} lead={t('approvals.lead')}>
      <Board approvals={data} />
    </Section>
  )
}

/** What it waits for. */
const filters = {
  all: () => true,
  decide: ({ isToDecide }: Awaiting) => isToDecide,
  cover: ({ isToDecide }: Awaiting) => !isToDecide,
} as const
type Filter = keyof typeof filters
const choices = Object.keys(filters) as Filter[]

/** One card a half-day of what waits for whoever decides. */
export function Board({ approvals }: { approvals: Answer }) {
  const t = useMessages(pageMessages)
  const [filter, setFilter] = useChoiceInAddress('wait', choices)
  const { toDecide, toCover } = wholeOf(approvals)
  const { total } = approvals
  const all: Awaiting[] = [
    ...toDecide.map((one) => ({ ...one, isToDecide: true })),
    ...toCover.map((one) => ({ ...one, isToDecide: false })),
  ].sort((a, b) => a.session.startsOn.localeCompare(b.session.startsOn))
  const isMixed = toDecide.length > 0 && toCover.length > 0
  return (
    <>
      {isMixed && (
        <div data-print="no" className="mb-3">
          <RadioGroup
            name="approvals-filter"
            label={t('approvals.filter')}
            inRow
            value={filter}
            choices={choices.map((one) => ({
              value: one,
              label: t(`approvals.filter_${one}`, { n: all.filter(filters[one]).length }),
            }))}
            onChange={(chosen) => setFilter(chosen as Filter)}
          />
        </div>
      )}
      <MoreThanShown shown={all.length} total={total.toDecide + total.toCover} />
      <DataTable
        name="approvals"
        caption={t('approvals')}
        columns={useColumns()}
        rows={isMixed ? all.filter(filters[filter]) : all}
        rowKey={({ applicationId }) => applicationId}
        pageSize={12}
        narrowPageSize={6}
        draw={HalfDays}
      />
    </>
  )
}

/** What the list is filtered, sorted and saved by. */
function useColumns(): readonly Column<Awaiting>[] {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const coverWords = useCoverWords()
  return [
    {
      id: 'person',
      header: t('admin.applicant'),
      isRowHeader: true,
      cell: ({ applicant }) => applicant.name,
      value: ({ applicant }) => `${applicant.nameKana} ${applicant.name} ${applicant.sectionName ?? ''}`,
    },
    {
      id: 'course',
      header: t('admin.course'),
      cell: ({ course }) => course.title,
      value: ({ course }) => course.title,
    },
    {
      id: 'on',
      header: t('application.when'),
      cell: ({ session }) => formatDate(session.startsOn, language, 'short'),
      value: ({ session }) => session.startsOn,
    },
    {
      id: 'cover',
      header: t('cover'),
      cell: ({ cover }) => coverWords(cover),
      value: ({ cover }) => coverWords(cover),
    },
  ]
}

const HalfDays = memo(function HalfDays({ rows }: { rows: readonly Awaiting[] }) {
  return (
    <div className="grid gap-4">
      {halfDaysAtStake(rows).map((half) => (
        <HalfDayCard key={`${half.day} ${half.halves}`} half={half} />
      ))}
    </div>
  )
})

function HalfDayCard({ half: { day, halves, waiting, sections } }: { half: HalfDayAtStake<Awaiting> }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  return (
    <article className="rounded-12 border border-solid-gray-200 bg-white px-4 py-4 sm:px-6">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="figures text-solid-gray-900 text-std-20B-150">
          {formatDate(day, language, 'weekday')} {t(halves.length === 2 ? 'half.whole' : `half.${halves[0]!}`)}
        </h3>
        <ul className="grid gap-x-6 text-solid-gray-700">
          {sections.map((section) => (
            <Staffing key={section.sectionName} section={section} isOnlyOne={sections.length === 1} />
          ))}
        </ul>
      </header>
      <ul className="mt-2">
        {waiting.map((one) => (
          <Application key={one.applicationId} waiting={one} />
        ))}
      </ul>
    </article>
  )
}

function Application({ waiting }: { waiting: Awaiting }) {
  const t = useMessages(pageMessages)
  const { when, hours } = useSessionTimes()
  const {
    applicationId,
    applicant,
    course,
    session,
    motive,
    cover,
    recommendedByMe,
    isToDecide,
    may,
    why,
    notThere,
    moved,
  } = waiting
  return (
    <li className="grid items-start gap-x-6 gap-y-3 border-solid-gray-200 border-t py-4 last:pb-0 lg:grid-cols-[15rem_1fr_auto]">
      <PersonOf person={applicant} />
      <div className="grid min-w-0 gap-1">
        <h4 className="flex flex-wrap items-baseline gap-x-3">
          <Link to={`/training/applications/${applicationId}`} className="text-std-16B-170">
            {course.title}
          </Link>
          {recommendedByMe && <Tag tone="blue">{t('approval.recommended')}</Tag>}
          {!isToDecide && <Tag tone="yellow">{t(lackOf(cover))}</Tag>}
        </h4>
        <p className="figures text-dns-14N-130 text-solid-gray-700">
          {session.startsOn === session.endsOn ? hours(session) : when(session)} · {session.place}
        </p>
        {why && <p className="text-solid-gray-700">{why}</p>}
        {notThere && <p>{notThere}</p>}
        {moved && <p>{moved}</p>}
        {motive && <p className="line-clamp-2 whitespace-pre-line">{motive}</p>}
        <div className="flex gap-x-2 text-dns-16N-130">
          <span className="shrink-0 text-solid-gray-700">{t('cover')}</span>
          <CoverWords cover={cover} />
        </div>
        <Counter atStake={waiting} />
      </div>
      <div className="flex flex-wrap gap-2 lg:justify-end">
        {may.includes('returnForRevision') ? (
          <Decide application={waiting} isInList />
        ) : (
          <>
            {may.includes('agreeToCover') && cover && <AgreeByHead coverArrangementId={cover.coverArrangementId} />}
            {may.includes('arrangeCover') && <ArrangeCover applicationId={applicationId} held={cover} />}
          </>
        )}
      </div>
    </li>
  )
}

/** What of the cover is missing, of an application that lacks it. */
function lackOf(cover: Awaiting['cover']) {
  if (cover?.isOfAnotherSection) return 'approvals.cover_before'
  return cover?.substitute ? 'approvals.substitute_away' : 'approvals.cover'
}
