import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { PersonOf, StateTag } from '../../ui/words.tsx'
import type { recommending } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { StrikeRecommendation } from './StrikeRecommendation.tsx'

type AllGiven = Output<typeof recommending.listGivenRecommendations>
type Given = AllGiven['recommendations'][number]

/** わたしのおすすめ of チーム: what came of each; a decline stands there like any other answer (INV-T3). */
export function GivenRecommendations() {
  const t = useMessages(pageMessages)
  const { data, error, refetch } = useGiven()
  return (
    <Section title={t('given')} lead={t('given.lead')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={3} />}
      {data && <GivenTable name="given" given={data} rows={data.recommendations} />}
    </Section>
  )
}

/** Of whoever has moved on: what they wrote to people who have another head now; nothing where there is none. */
export function GivenBefore() {
  const t = useMessages(pageMessages)
  const { data } = useGiven()
  const rows = data?.recommendations.filter(({ isElsewhere }) => isElsewhere) ?? []
  if (!data || rows.length === 0) return null
  return (
    <Section title={t('given.away')} lead={t('given.away_lead')}>
      <GivenTable name="given-before" given={data} rows={rows} />
    </Section>
  )
}

function useGiven() {
  const api = useTrainingApi()
  return useQuery(api.training.listGivenRecommendations.queryOptions({ input: {} }))
}

function GivenTable({
  name,
  given,
  rows,
}: {
  name: 'given' | 'given-before'
  given: AllGiven
  rows: readonly Given[]
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const columns: Column<Given>[] = [
    {
      id: 'person',
      header: t('team.person'),
      isRowHeader: true,
      cell: ({ person }) => <PersonOf person={person} />,
      value: ({ person }) => `${person.nameKana} ${person.name}`,
    },
    {
      id: 'course',
      header: t('given.course'),
      cell: ({ course, corrections }) => (corrections.length > 0 ? <s>{course.title}</s> : course.title),
      value: ({ course }) => course.title,
    },
    {
      id: 'on',
      header: t('given.on'),
      cell: ({ recommendedOn, recommendedBy }) => (
        <>
          {formatDate(recommendedOn, language, 'short')}
          {recommendedBy && <span className="block">{t('given.by', { name: recommendedBy })}</span>}
        </>
      ),
      value: ({ recommendedOn }) => recommendedOn,
    },
    {
      id: 'answer',
      header: t('given.answer'),
      cell: ({ answer, isElsewhere, corrections: [struck] }) => {
        if (struck) return t('strike.because', { reason: struck.reason })
        return isElsewhere ? t('given.elsewhere') : t(answer ? `answer.${answer}` : 'answer.none')
      },
      value: ({ answer }) => answer ?? '',
    },
    {
      id: 'came',
      header: t('given.came'),
      cell: ({ applicationState, isElsewhere }) =>
        applicationState ? <StateTag state={applicationState} /> : isElsewhere ? null : t('given.nothing'),
      value: ({ applicationState }) => applicationState ?? '',
    },
    {
      id: 'strike',
      header: t('strike'),
      cell: ({ may, recommendationId, course, person, recommendedOn, applicationId }) =>
        may.includes('strikeRecommendation') && (
          <StrikeRecommendation
            {...{ recommendationId, recommendedOn, course: course.title, name: person.name }}
            {...{ hasApplication: applicationId !== null, closedYears: given.closedYears }}
          />
        ),
    },
  ]
  return (
    <>
      <MoreThanShown shown={given.recommendations.length} total={given.total} />
      <DataTable
        name={name}
        caption={t(name === 'given' ? 'given' : 'given.away')}
        columns={columns}
        rows={rows}
        rowKey={({ recommendationId }) => recommendationId}
        pageSize={10}
        narrowPageSize={3}
        empty={<Empty>{t('given.none')}</Empty>}
      />
    </>
  )
}
