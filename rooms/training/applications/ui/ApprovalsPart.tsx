import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { AgreeByHead } from '../../cover/ui/AgreeByHead.tsx'
import { ArrangeCover } from '../../cover/ui/ArrangeCover.tsx'
import { CoverWords } from '../../cover/ui/CoverWords.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { PersonOf, useSessionWords } from '../../ui/words.tsx'
import type { approving } from '../approving.contract.ts'
import { Decide } from './Decide.tsx'
import { pageMessages } from './messages.ts'

type Awaiting = Output<typeof approving.listApprovals>['toDecide'][number]

/** 承認待ち of チーム: cover and staffing of the day inside each card, so that approving is one look and one press. */
export function ApprovalsPart() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.listApprovals.queryOptions({ input: {} }))
  return (
    <>
      <Section title={t('approvals')}>
        {error && <Trouble error={error} retry={refetch} />}
        {!error && !data && <Waiting shape="cards" rows={2} />}
        {data && <MoreThanShown shown={data.toDecide.length} total={data.total.toDecide} />}
        {data?.toDecide.length === 0 && <Empty>{t('approvals.none')}</Empty>}
        <div className="grid gap-4 lg:grid-cols-2">
          {data?.toDecide.map((waiting) => (
            <Approval key={waiting.applicationId} waiting={waiting} />
          ))}
        </div>
      </Section>
      {data && data.toCover.length > 0 && (
        <Section title={t('approvals.cover')} lead={t('approvals.cover_lead')}>
          <MoreThanShown shown={data.toCover.length} total={data.total.toCover} />
          <div className="grid gap-4 lg:grid-cols-2">
            {data.toCover.map((waiting) => (
              <Uncovered key={waiting.applicationId} waiting={waiting} />
            ))}
          </div>
        </Section>
      )}
    </>
  )
}

function Approval({ waiting }: { waiting: Awaiting }) {
  const t = useMessages(pageMessages)
  return (
    <article className="grid content-between gap-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <div className="grid gap-3">
        <Head waiting={waiting} />
        {waiting.motive && <p className="whitespace-pre-line">{waiting.motive}</p>}
        <div>
          <h4 className="text-std-16B-170 text-solid-gray-700">{t('cover')}</h4>
          <CoverWords cover={waiting.cover} />
        </div>
        <Staffing waiting={waiting} />
      </div>
      <Decide application={waiting} hasCover={waiting.cover !== null} />
    </article>
  )
}

function Uncovered({ waiting }: { waiting: Awaiting }) {
  const { cover } = waiting
  return (
    <article className="grid content-start gap-3 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <Head waiting={waiting} />
      <CoverWords cover={cover} />
      <Staffing waiting={waiting} />
      <div className="flex flex-wrap gap-3">
        {cover && !cover.substitute && <AgreeByHead coverArrangementId={cover.coverArrangementId} />}
        <ArrangeCover applicationId={waiting.applicationId} />
      </div>
    </article>
  )
}

function Head({ waiting }: { waiting: Awaiting }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  return (
    <header className="grid gap-2">
      <PersonOf person={waiting.applicant} />
      <h3 className="flex flex-wrap items-baseline gap-x-3">
        <Link to={`/training/applications/${waiting.applicationId}`} className="text-std-17B-170">
          {waiting.course.title}
        </Link>
        {waiting.recommendedByMe && <Tag tone="blue">{t('approval.recommended')}</Tag>}
      </h3>
      <p className="figures text-solid-gray-700">
        {when(waiting.session)} · {waiting.session.place}
      </p>
    </header>
  )
}

function Staffing({ waiting }: { waiting: Awaiting }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  if (waiting.staffing.length === 0) return null
  return (
    <div>
      <h4 className="text-std-16B-170 text-solid-gray-700">{t('staffing')}</h4>
      <ul>
        {waiting.staffing.map(({ day, members, onLeave, inSession, inService }) => (
          <li key={day} className="figures flex flex-wrap gap-x-3">
            <span>{t('staffing.day', { date: formatDate(day, language, 'weekday'), n: inService })}</span>
            <span className="text-solid-gray-700">
              {t('staffing.of', { all: members, leave: onLeave, session: inSession })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
