import { useInfiniteQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import type { List } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { ThankYou } from './ThankYou.tsx'
import { useThanksApi } from './useThanksApi.ts'

/** One of the lists, the newest first; more on demand. */
export function ThanksList({ list }: { list: List }) {
  const t = useMessages(pageMessages)
  const api = useThanksApi()
  const pages = useInfiniteQuery(
    api.thanks.listThanks.infiniteOptions({
      input: (after: number | undefined) => ({ list, ...(after ? { after } : {}) }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  if (pages.error) return <Trouble error={pages.error} retry={pages.refetch} />
  if (!pages.data) return <Waiting shape="list" rows={4} />
  const thanks = pages.data.pages.flatMap((page) => page.thanks)
  if (thanks.length === 0) return <Empty title={t(`none.${list}`)}>{t(`none.${list}.what`)}</Empty>
  return (
    <>
      <ul className="grid grid-cols-1 gap-4">
        {thanks.map((one) => (
          <ThankYou key={one.thankYouId} one={one} list={list} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="mt-6" data-print="no">
          <Button look="secondary" busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
