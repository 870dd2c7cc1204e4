import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { Empty } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import type { Decision } from './review.ts'

/** What was decided, by whom it is carried out and by when; the owner or HR says when it is done. */
export function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ pdca: typeof pdca }>()
  const queries = useQueryClient()
  const toast = useToast()
  const ui = useMessages(uiMessages)
  const complete = useMutation(
    api.pdca.completeDecision.mutationOptions({
      onSuccess: async (_, { reviewDecisionId }) => {
        toast({
          message: t('decision.completed'),
          undo: () => takeBack.mutateAsync({ reviewDecisionId }).catch(() => undefined),
        })
        await queries.invalidateQueries()
      },
    }),
  )
  const takeBack = useMutation(
    api.pdca.takeBackCompletion.mutationOptions({
      onSuccess: () => toast({ message: ui('undone') }),
      onError: (refusal) => toast({ message: problemFrom(refusal)?.title ?? ui('trouble.unreachable') }),
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  if (decisions.length === 0) return <Empty>{t('decisions.empty')}</Empty>
  return (
    <ul className="grid gap-3">
      {decisions.map((decision) => (
        <li
          key={decision.reviewDecisionId}
          className="break-inside-avoid rounded-12 border border-solid-gray-200 bg-white p-4"
        >
          <p className="flex flex-wrap items-center gap-2">
            <Tag tone="blue">{t(`decision.${decision.decision}`)}</Tag>
            <span className="text-std-16B-170">{decision.subjectName}</span>
          </p>
          <p className="mt-1 max-w-[42em] whitespace-pre-line">{decision.cause}</p>
          <Changes decision={decision} />
          <p className="mt-1 flex flex-wrap gap-x-6 text-dns-14N-130 text-solid-gray-700">
            {decision.state === 'overdue' && <Tag tone="yellow">{t('decision.overdue')}</Tag>}
            <span>{t('decision.owner', { name: decision.ownerName ?? '—' })}</span>
            <span>{t('decision.due', { date: formatDate(decision.dueOn, language) })}</span>
          </p>
          {decision.done ? (
            <p className="mt-2 flex flex-wrap items-center gap-2">
              <Tag tone="green">{t('decision.done', { date: formatDate(decision.done.on, language) })}</Tag>
              {decision.done.note}
              {decision.may.includes('takeBackCompletion') && (
                <Button
                  look="text"
                  size="small"
                  busy={takeBack.isPending}
                  onClick={() => takeBack.mutate({ reviewDecisionId: decision.reviewDecisionId })}
                >
                  {ui('undo')}
                  <span className="sr-only"> {decision.subjectName}</span>
                </Button>
              )}
            </p>
          ) : (
            decision.may.includes('completeDecision') && (
              <div className="mt-2" data-print="no">
                <Button
                  look="secondary"
                  size="small"
                  onClick={() => complete.mutateAsync({ reviewDecisionId: decision.reviewDecisionId })}
                >
                  {t('decision.complete')}
                </Button>
              </div>
            )
          )}
        </li>
      ))}
    </ul>
  )
}

/** What becomes otherwise, and the way to what of the next policy it changes. */
function Changes({ decision: { changes, aim, may } }: { decision: Decision }) {
  const t = useMessages(pdcaMessages)
  return (
    <dl className="grid gap-1">
      {changes && (
        <div>
          <dt className="text-dns-14N-130 text-solid-gray-700">{t('decision.changes')}</dt>
          <dd className="max-w-[42em] whitespace-pre-line">{changes}</dd>
        </div>
      )}
      {aim && (
        <div>
          <dt className="text-dns-14N-130 text-solid-gray-700">{t('decision.aim')}</dt>
          <dd className="flex flex-wrap gap-x-4">
            {t(`aim.${aim.kind}`, { name: aim.name })}
            {may.includes('openDraft') && (
              <Link to={aim.opens}>{t(aim.kind === 'course' ? 'aim.open_course' : 'aim.open')}</Link>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}
