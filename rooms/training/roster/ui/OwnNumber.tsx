import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** The number that somebody shows to the trainer on the day of their session; nothing on other days. */
export function OwnNumber({ applicationId }: { applicationId: number }) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data } = useQuery({
    ...api.training.showMyNumber.queryOptions({ input: { applicationId } }),
    refetchInterval: ({ state }) => (state.data?.number ? 10_000 : false),
    staleTime: 0,
  })
  if (!data?.number) return null
  return (
    <Card title={t('number.mine')}>
      <p className="figures text-std-28B-150 tracking-widest">{`${data.number.slice(0, 4)} ${data.number.slice(4)}`}</p>
      <p className="mt-1 text-solid-gray-700">{t('number.mine_what')}</p>
    </Card>
  )
}
