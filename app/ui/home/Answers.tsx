import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { homeMessages } from '#app/home/messages.ts'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button, type ButtonLook } from '#platform/ui/Button.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { useToast } from '#platform/ui/Toasts.tsx'
import { api, client } from '../api.ts'

/** A recommendation is answered in place, without a reason (INV-T3). */
export function RecommendationAnswer({
  recommendationId,
  to,
  look = 'secondary',
}: {
  recommendationId: number
  to: string
  look?: ButtonLook
}) {
  const t = useMessages(homeMessages)
  const done = useDone()
  const { mutateAsync, isPending } = useMutation({
    ...api.training.answerRecommendation.mutationOptions(),
    onError: done.failed,
  })
  const navigate = useNavigate()
  async function answer(answer: 'accepted' | 'later' | 'declined', message: Parameters<typeof t>[0]) {
    const { courseId } = await mutateAsync({ recommendationId, answer })
    await done.said(t(message), () => client.training.takeBackAnswer({ recommendationId }))
    // Accepting enrols no one: the next step is to choose a session.
    if (answer === 'accepted') await navigate({ to: `/training/${courseId}` })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <LinkButton look="text" size="small" to={to}>
        {t('do.see')}
      </LinkButton>
      <Button look={look} size="small" busy={isPending} onClick={() => answer('accepted', 'recommendation.accepted')}>
        {t('recommendation.accept')}
      </Button>
      <Button look="text" size="small" busy={isPending} onClick={() => answer('later', 'recommendation.put_off')}>
        {t('recommendation.later')}
      </Button>
      <Button look="text" size="small" busy={isPending} onClick={() => answer('declined', 'recommendation.declined')}>
        {t('recommendation.decline')}
      </Button>
    </div>
  )
}

export function CoverAnswer({
  coverArrangementId,
  look = 'secondary',
}: {
  coverArrangementId: number
  look?: ButtonLook
}) {
  const t = useMessages(homeMessages)
  const done = useDone()
  const agree = useMutation({ ...api.training.agreeToCover.mutationOptions(), onError: done.failed })
  const decline = useMutation({ ...api.training.declineCover.mutationOptions(), onError: done.failed })
  const takeBack = () => client.training.takeBackCoverAnswer({ coverArrangementId })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        look={look}
        size="small"
        onClick={async () => {
          await agree.mutateAsync({ coverArrangementId })
          await done.said(t('cover.agreed'), takeBack)
        }}
      >
        {t('cover.agree')}
      </Button>
      <Button
        look="text"
        size="small"
        onClick={async () => {
          await decline.mutateAsync({ coverArrangementId })
          await done.said(t('cover.declined'), takeBack)
        }}
      >
        {t('cover.decline')}
      </Button>
    </div>
  )
}

/**
 * After an answer everything that shows it is asked for again; one press answered, and one takes it back. A refusal is said in the server's own
 * sentence.
 */
function useDone() {
  const queries = useQueryClient()
  const toast = useToast()
  const ui = useMessages(uiMessages)
  const failed = (error: unknown) => toast({ message: problemFrom(error)?.title ?? ui('trouble.unreachable') })
  const askAnew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: api.home.key() }),
      queries.invalidateQueries({ queryKey: api.training.key() }),
      queries.invalidateQueries({ queryKey: api.notices.key() }),
    ])
  return {
    said: async (message: string, takeBack: () => Promise<unknown>) => {
      const undo = async () => {
        await takeBack().then(() => toast({ message: ui('undone') }), failed)
        await askAnew()
      }
      toast({ message, undo })
      await askAnew()
    },
    failed,
  }
}
