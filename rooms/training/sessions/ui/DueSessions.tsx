import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import type { sessions } from '../contract.ts'
import { pageMessages } from './messages.ts'

type Listed = Output<typeof sessions.listSessions>['sessions'][number]

/** In the order in which it is late: a session that is over waits for its records, the next one for its people. */
const works = ['toComplete', 'toRecord', 'toOrder', 'toSelect'] as const
const MOST = 5

/** What HR has to do now, before the lists; the rest of it stands in the list below. */
export function DueSessions({ sessions }: { sessions: readonly Listed[] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const due = works.flatMap((work) =>
    sessions
      .filter((session) => session[work] > 0 && session.cancelledOn === null)
      .map((session) => ({ work, session, n: session[work] })),
  )
  if (due.length === 0) return null
  return (
    <Section title={t('due.title')} lead={due.length > MOST ? t('due.more', { n: due.length - MOST }) : undefined}>
      <ul className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
        {due.slice(0, MOST).map(({ work, session, n }, index) => (
          <li
            key={`${work} ${session.courseSessionId}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-solid-gray-200 border-t py-3 first:border-t-0"
          >
            <div className="min-w-0 grow basis-60">
              <p>{t(`due.${work}`, { course: session.course.title, n })}</p>
              <p className="figures text-dns-14N-130 text-solid-gray-700">
                {formatDate(session.startsOn, language, 'weekday')}
              </p>
            </div>
            <LinkButton
              look={index === 0 ? 'primary' : 'secondary'}
              size="small"
              to={`/admin/training/${session.courseSessionId}`}
            >
              {t('due.go')}
              <span className="sr-only"> {session.course.title}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}
