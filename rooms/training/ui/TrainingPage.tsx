import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { MyApplications } from '../applications/ui/MyApplications.tsx'
import { CalendarCard } from '../calendar/ui/CalendarCard.tsx'
import { CourseSearch } from '../catalogue/ui/CourseSearch.tsx'
import { CoverRequests } from '../cover/ui/CoverRequests.tsx'
import { GivenBefore } from '../recommendations/ui/GivenRecommendations.tsx'
import { MyRecommendations } from '../recommendations/ui/MyRecommendations.tsx'
import { MyWishes } from '../scheduling/ui/MyWishes.tsx'
import { Swaps } from '../scheduling/ui/Swaps.tsx'
import { pageMessages } from './messages.ts'
import { useTrainingApi } from './useTrainingApi.ts'

/** 研修: what was recommended to me, whom I may stand in for, my applications, and every course. */
export function TrainingPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.listMyTraining.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('training.lead')}>{t('training')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={2} />}
      {data && (
        <>
          <MyRecommendations recommendations={data.recommendations} total={data.total.recommendations} />
          <CoverRequests requests={data.coverRequests} total={data.total.coverRequests} />
          <MyWishes />
          <Swaps />
          <MyApplications applications={data.applications} total={data.total.applications} />
        </>
      )}
      <CourseSearch />
      <GivenBefore />
      <CalendarCard />
    </>
  )
}
