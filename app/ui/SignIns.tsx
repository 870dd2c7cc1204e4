import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { api } from './api.ts'
import { clockTime } from './home/clock.ts'
import { appMessages } from './messages.ts'

/** Where one's account is open: in which browser, since when, last used when; each of the others is ended here, or all of them. */
export function SignIns() {
  const t = useMessages(appMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(api.auth.listMySessions.queryOptions({ input: {} }))
  const ended = {
    onSuccess: ({ ended }: { ended: number }) => toast({ message: t('sign_ins.ended', { n: ended }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: api.auth.key() }),
  }
  const end = useMutation(api.auth.endMySession.mutationOptions(ended))
  const endAll = useMutation(api.auth.endMyOtherSessions.mutationOptions(ended))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="list" rows={2} />
  const others = data.sessions.filter(({ isThis }) => !isThis)
  const refused = end.error ?? endAll.error
  return (
    <Section title={t('sign_ins.title')} lead={t('sign_ins.lead')}>
      {refused && <Trouble error={refused} />}
      <ul className="max-w-[48rem] rounded-12 border border-solid-gray-200 bg-white px-4">
        {data.sessions.map((session) => (
          <li
            key={session.sessionId}
            className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-solid-gray-200 border-t py-3 first:border-t-0"
          >
            <SignIn session={session} />
            {!session.isThis && (
              <Button
                look="secondary"
                size="small"
                busy={end.isPending && end.variables?.sessionId === session.sessionId}
                onClick={() => end.mutate({ sessionId: session.sessionId })}
              >
                {t('sign_ins.end')}
                <span className="sr-only"> {session.browser ?? t('sign_ins.unknown')}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button look="secondary" className="mt-4" busy={endAll.isPending} onClick={() => endAll.mutate({})}>
          {t('sign_ins.end_all', { n: others.length })}
        </Button>
      )}
    </Section>
  )
}

function SignIn({
  session,
}: {
  session: { browser: string | null; openedAt: string; lastUsedAt: string; isThis: boolean }
}) {
  const t = useMessages(appMessages)
  const { language } = useLanguage()
  const at = (instant: string) =>
    `${formatDate(todayInTokyo({ epochMilliseconds: Date.parse(instant) }), language, 'short')} ${clockTime(instant, language)}`
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-3">
        {session.browser ?? t('sign_ins.unknown')}
        {session.isThis && <Tag tone="green">{t('sign_ins.this')}</Tag>}
      </p>
      <p className="figures text-dns-14N-130 text-solid-gray-700">
        {t('sign_ins.when', { since: at(session.openedAt), last: at(session.lastUsedAt) })}
      </p>
    </div>
  )
}
