/** What the pages of paper have in common. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Breadcrumbs } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { paperMessages } from './paper.messages.ts'
import { teamMessages } from './team.messages.ts'
import type { PaperSheets } from './told.ts'
import { useSurveysApi } from './useSurveys.ts'

type Cell = PaperSheets['cells'][number]

/** What the pages of paper show once it is known how a round's sheets stand. */
export function WithSheets({ children }: { children: (roundId: number, sheets: PaperSheets) => ReactNode }) {
  const api = useSurveysApi()
  const roundId = Number((useParams({ strict: false }) as { roundId?: string }).roundId)
  const { data, error, refetch } = useQuery(api.surveys.showPaperSheets.queryOptions({ input: { roundId } }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  return (
    <>
      <PaperTrail roundId={roundId} sheets={data} />
      {children(roundId, data)}
    </>
  )
}

function PaperTrail({ roundId, sheets }: { roundId: number; sheets: PaperSheets }) {
  const t = useMessages(teamMessages)
  const round = t('round.title', { title: sheets.title, n: sheets.number })
  return (
    <Breadcrumbs
      crumbs={[
        { label: t('title'), to: '/admin/surveys' },
        { label: round, to: `/admin/survey-rounds/${roundId}` },
        { label: t('paper') },
      ]}
    />
  )
}

export function useCellWords() {
  const t = useMessages(paperMessages)
  return ({ names }: Pick<Cell, 'names'>) => names.join(' ') || t('cells.whole')
}
