import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { stepMessages } from '../../steps.messages.ts'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { StateTag, useSessionWords } from '../../ui/words.tsx'
import type { MyApplication } from '../applying.contract.ts'
import { pageMessages } from './messages.ts'

type Mine = z.output<typeof MyApplication>

/** わたしの申込み: what is under way, and earlier training behind it. */
export function MyApplications({ applications, total }: { applications: readonly Mine[]; total: number }) {
  const t = useMessages(pageMessages)
  const live = applications.filter(({ isOver }) => !isOver).reverse()
  const past = applications.filter(({ isOver }) => isOver)
  return (
    <Section title={t('mine')}>
      <MoreThanShown shown={applications.length} total={total} />
      {live.length === 0 && <Empty>{t('mine.none')}</Empty>}
      <ApplicationList applications={live} />
      {past.length > 0 && (
        <details className="mt-4">
          <summary className="text-blue-1000 underline">{t('mine.past', { n: past.length })}</summary>
          <div className="mt-3">
            <ApplicationList applications={past} />
          </div>
        </details>
      )}
    </Section>
  )
}

function ApplicationList({ applications }: { applications: readonly Mine[] }) {
  const t = useMessages(stepMessages)
  const when = useSessionWords()
  return (
    <ul className="grid gap-2">
      {applications.map(({ applicationId, course, session, state, next, reason, isPast }) => (
        <li key={applicationId} className="rounded-12 border border-solid-gray-200 bg-white px-4 py-3 sm:px-6">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link to={`/training/applications/${applicationId}`} className="text-std-16B-170">
              {course.title}
            </Link>
            <StateTag state={state} isPast={isPast} />
            {course.isSample && <SampleTag />}
          </div>
          <p className="figures text-solid-gray-700">{when(session)}</p>
          <p>{next}</p>
          {state === 'returned' && reason && (
            <p className="text-solid-gray-700">
              {t('state.returned')}: {reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
