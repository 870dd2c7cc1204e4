import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import type { notices } from '#platform/notices/contract.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { CoverAnswer, RecommendationAnswer } from '../home/Answers.tsx'
import { noticePageMessages } from './messages.ts'

export type Notice = Output<typeof notices.listMyNotices>['notices'][number]

/** A sentence that leads to its place; what is to be done and can be done in one press is done here. */
export function NoticeLine({ notice, onRead }: { notice: Notice; onRead: () => unknown }) {
  const t = useMessages(noticePageMessages)
  const { title, to, isRead, isOver, isToDo } = notice
  const isNew = !isRead && !isOver
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
      <div className="min-w-0 grow basis-72">
        <p className={isOver ? 'text-solid-gray-700' : isNew ? 'font-bold' : ''}>
          {/* Whoever goes there has seen it. */}
          <Link to={to} className="py-2 leading-170" onPress={isNew ? onRead : undefined}>
            {title}
          </Link>
        </p>
        <p className="mt-1 flex flex-wrap gap-2">
          {isNew && <Tag tone="blue">{t('unread')}</Tag>}
          {isToDo && <Tag tone="yellow">{t('todo')}</Tag>}
          {isOver && <Tag>{t('over')}</Tag>}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Act notice={notice} />
        {isNew && (
          <Button look="text" size="small" onClick={onRead}>
            {t('read.one')}
            <span className="sr-only">: {title}</span>
          </Button>
        )}
      </div>
    </li>
  )
}

function Act({ notice: { act, to } }: { notice: Notice }) {
  if (act?.by === 'training.answerRecommendation') return <RecommendationAnswer recommendationId={act.id} to={to} />
  if (act?.by === 'training.agreeToCover') return <CoverAnswer coverArrangementId={act.id} />
  return null
}
