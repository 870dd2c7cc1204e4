import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { ChangeList } from './ChangeList.tsx'
import { changesMessages } from './changes.messages.ts'
import { useSurveysApi } from './useSurveys.ts'

/** What came of the answers before, beside the sheet; nothing where nothing did, and no trouble of it keeps anybody from answering. */
export function ChangesBefore({ roundId }: { roundId: number }) {
  const t = useMessages(changesMessages)
  const api = useSurveysApi()
  const { data } = useQuery(api.surveys.listSurveyChanges.queryOptions({ input: { roundId } }))
  const last = data?.rounds[0]
  if (!last) return null
  return (
    <details className="mt-8">
      <summary className="text-blue-1000 underline">{t('before.title')}</summary>
      <div className="mt-3 grid gap-3">
        <ChangeList round={last} mayWrite={false} />
        <Link to="/surveys/changes">{t('before.all')}</Link>
      </div>
    </details>
  )
}
