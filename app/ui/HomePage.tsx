import { useQuery } from '@tanstack/react-query'
import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Minute, useMinute } from '#rooms/pdca/ui/Minute.tsx'
import { isSentFromHere } from '#rooms/surveys/ui/kept.ts'
import { FittingCourses } from '#rooms/training/catalogue/ui/FittingCourses.tsx'
import { api } from './api.ts'
import { PyramidCard } from './home/PyramidCard.tsx'
import { SightStrip } from './home/SightStrip.tsx'
import { type Task, TaskList } from './home/TaskList.tsx'
import { useSession } from './session.ts'

/** Executives see first whether the outcomes move. What waits for me today, my pyramid, and what my work is for: one request, one look. What fits after a test comes below, where there is any. */
export function HomePage() {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { today, signedIn } = useSession()
  const isExecutive = signedIn?.ways.includes('model') === true && signedIn.adminWays.length === 0
  const { minute, isPending } = useMinute(isExecutive)
  const { data, error, refetch } = useQuery(api.home.showHome.queryOptions({ input: {} }))
  const me = signedIn?.staffMemberId ?? null
  const isAhead = ({ surveyRoundId }: Task) =>
    me === null || surveyRoundId === null || !isSentFromHere(me, surveyRoundId)
  return (
    <>
      <PageHeading
        aside={<p className="text-solid-gray-700">{formatDate(data?.today ?? today, language, 'weekday')}</p>}
        actions={<Link to="/thanks">{t('thanks')}</Link>}
      >
        {useGreeting()}
      </PageHeading>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data && !isPending ? (
        <>
          {minute && <Minute {...minute} leadsToModel />}
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <TaskList tasks={data.tasks.filter(isAhead)} today={data.today} />
            <PyramidCard pyramid={data.pyramid} />
            <SightStrip sight={data.sight} />
          </div>
          <FittingCourses />
        </>
      ) : (
        <Waiting shape="cards" rows={3} />
      )}
    </>
  )
}

/** By the clock of the place where the person sits; family name only, as colleagues say it. */
function useGreeting(): string {
  const t = useMessages(homeMessages)
  const { signedIn } = useSession()
  const hour = new Date().getHours()
  const key = hour >= 5 && hour < 11 ? 'hello.morning' : hour >= 11 && hour < 18 ? 'hello.day' : 'hello.evening'
  return t(key, { name: signedIn?.name.split(/\s/u)[0] ?? '' })
}
