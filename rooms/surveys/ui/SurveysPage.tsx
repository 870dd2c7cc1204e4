import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { LoadFile } from './LoadFile.tsx'
import { type Previewed, SheetPreview } from './SheetPreview.tsx'
import { teamMessages } from './team.messages.ts'
import type { Listed, SurveyList } from './told.ts'
import { useSurveysApi } from './useSurveys.ts'

type Round = Listed['rounds'][number]

/** 調査: the surveys with their rounds, the way to a new one, and to a round of each. */
export function SurveysPage() {
  const t = useMessages(teamMessages)
  const api = useSurveysApi()
  const { data, error, refetch } = useQuery(api.surveys.listSurveys.queryOptions({ input: {} }))
  const mayLoad = data?.may.includes('loadSurvey') ?? false
  const isEmpty = data?.surveys.length === 0
  return (
    <>
      <PageHeading
        lead={t('lead')}
        actions={mayLoad && !isEmpty && <LinkButton to="/admin/surveys/new">{t('new')}</LinkButton>}
      >
        {t('title')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {isEmpty && (
        <Empty title={t('none.title')} action={mayLoad && <LinkButton to="/admin/surveys/new">{t('new')}</LinkButton>}>
          {t(mayLoad ? 'none' : 'none.reader')}
        </Empty>
      )}
      {data?.surveys.map((survey) => (
        <Survey key={survey.survey} survey={survey} may={data.may} />
      ))}
      {mayLoad && <LoadFile surveys={data?.surveys ?? []} />}
    </>
  )
}

function Survey({ survey, may }: { survey: Listed; may: SurveyList['may'] }) {
  const t = useMessages(teamMessages)
  const [previewed, setPreviewed] = useState<Previewed | null>(null)
  const isBusy = survey.rounds.some(({ state }) => state !== 'closed')
  const n = survey.items.filter(({ type }) => type !== 'heading').length
  return (
    <Section
      title={survey.title}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Tag>{t(`kind.${survey.kind}`)}</Tag>
          <span className="figures">{t('survey.facts', { version: survey.version, n })}</span>
        </span>
      }
      actions={
        <span className="flex flex-wrap gap-3">
          {may.includes('openSurveyRound') && !isBusy && (
            <LinkButton size="small" to={`/admin/surveys/${survey.survey}/open`}>
              {t('survey.open')}
            </LinkButton>
          )}
          {may.includes('loadSurvey') && (
            <LinkButton look="secondary" size="small" to={`/admin/surveys/${survey.survey}`}>
              {t('survey.edit')}
            </LinkButton>
          )}
          <Button look="secondary" size="small" onClick={() => setPreviewed(survey)}>
            {t('preview')}
          </Button>
        </span>
      }
    >
      {survey.rounds.length === 0 ? (
        <p className="text-solid-gray-700">{t('survey.no_rounds')}</p>
      ) : (
        <Rounds survey={survey} />
      )}
      <SheetPreview survey={previewed} onClose={() => setPreviewed(null)} />
    </Section>
  )
}

const tones = { ahead: 'plain', open: 'blue', over: 'yellow', closed: 'green' } as const

function Rounds({ survey: { survey, title, rounds } }: { survey: Listed }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const number = (n: number) => formatNumber(n, language) ?? ''
  const columns: Column<Round>[] = [
    {
      ...{ id: 'round', header: t('rounds.number'), isRowHeader: true, value: ({ number: n }) => n },
      cell: ({ roundId, number: n }) => <Link to={`/admin/survey-rounds/${roundId}`}>{t('rounds.name', { n })}</Link>,
    },
    {
      ...{ id: 'state', header: t('rounds.state'), value: ({ state }) => t(`state.${state}`) },
      cell: ({ state }) => <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>,
    },
    {
      ...{ id: 'period', header: t('rounds.period'), value: ({ from }) => from },
      cell: ({ from, to }) =>
        t('period', { from: formatDate(from, language, 'short'), to: formatDate(to, language, 'short') }),
    },
    {
      ...{ id: 'receivers', header: t('rounds.receivers'), align: 'end', value: ({ receivers }) => receivers },
      cell: ({ receivers }) => <span className="figures">{t('people', { n: number(receivers) })}</span>,
    },
    {
      ...{ id: 'response', header: t('rounds.response'), align: 'end', value: ({ answered }) => answered },
      cell: ({ answered, receivers }) => (
        <span className="figures">
          {answered === null
            ? t('hidden')
            : t('response', { n: number(answered), share: ((100 * answered) / receivers).toFixed(1) })}
        </span>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('rounds.of', { title })}
      name={survey}
      columns={columns}
      rows={rounds}
      rowKey={({ roundId }) => roundId}
      filter={false}
      pageSize={12}
    />
  )
}
