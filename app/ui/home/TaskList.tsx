import type { home } from '#app/home/contract.ts'
import { homeMessages } from '#app/home/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { daysBetween, formatDate } from '#platform/time/dates.ts'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { CoverAnswer, RecommendationAnswer } from './Answers.tsx'

export type Task = Output<typeof home.showHome>['tasks'][number]

/** 今日やること: everything can be done here or is one press away. */
export function TaskList({ tasks, today }: { tasks: readonly Task[]; today: string }) {
  const t = useMessages(homeMessages)
  return (
    <Card
      title={t('tasks.title')}
      actions={tasks.length > 0 && <span className="figures">{t('tasks.count', { n: tasks.length })}</span>}
    >
      {tasks.length === 0 ? (
        <>
          <p className="text-solid-gray-700">{t('tasks.nothing')}</p>
          <div className="mt-4 flex flex-wrap gap-3">
            <LinkButton look="secondary" size="small" to="/training">
              {t('tasks.find_training')}
            </LinkButton>
            <LinkButton look="secondary" size="small" to="/skills">
              {t('tasks.see_skills')}
            </LinkButton>
          </div>
        </>
      ) : (
        <ul>
          {tasks.map((task, index) => (
            <li
              key={`${task.kind} ${task.to} ${task.recommendationId ?? task.coverArrangementId ?? task.title}`}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-solid-gray-200 border-t py-3 first:border-t-0 first:pt-0 last:pb-0"
            >
              <div className="min-w-0 grow basis-60">
                <p className={index === 0 ? 'text-std-16B-170 text-solid-gray-900' : ''}>{task.title}</p>
                <Due task={task} today={today} />
              </div>
              <Ways task={task} isFirst={index === 0} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Due({ task: { kind, dueOn, title }, today }: { task: Task; today: string }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  if (dueOn === null) return null
  const days = daysBetween(today, dueOn)
  const date = formatDate(dueOn, language)
  const isBacklog = kind === 'orderToGive' || kind === 'attendanceToRecord' || kind === 'completionToRecord'
  const past = t(isBacklog ? 'due.since' : 'due.past', { date })
  const says = days < 0 ? past : days === 0 ? t('due.today') : t('due.in', { n: days })
  const isSaid = days <= 0 || title.includes(date)
  return <p className="figures text-dns-14N-130 text-solid-gray-700">{isSaid ? says : `${date}(${says})`}</p>
}

/** One primary button: that of the first thing. */
function Ways({ task, isFirst }: { task: Task; isFirst: boolean }) {
  const t = useMessages(homeMessages)
  const look = isFirst ? 'primary' : 'secondary'
  if (task.kind === 'recommendationToAnswer' && task.recommendationId !== null) {
    return <RecommendationAnswer recommendationId={task.recommendationId} to={task.to} look={look} />
  }
  if (task.kind === 'coverToAgreeTo' && task.coverArrangementId !== null) {
    return <CoverAnswer coverArrangementId={task.coverArrangementId} look={look} />
  }
  return (
    <LinkButton look={look} size="small" to={task.to}>
      {t(`do.${verbs[task.kind]}`)}
    </LinkButton>
  )
}

const verbs = {
  recommendationToAnswer: 'see',
  coverToAgreeTo: 'see',
  applicationReturned: 'mend',
  reportDue: 'write',
  attendSoon: 'see',
  roundAhead: 'see',
  wishesAsked: 'write',
  testAhead: 'start',
  testRunning: 'start',
  approvalsWaiting: 'decide',
  coverMissing: 'decide',
  undecided: 'decide',
  selectionWaiting: 'decide',
  attendanceToRecord: 'enter',
  completionToRecord: 'enter',
  loadPolicy: 'start',
  reflect: 'start',
  reflectMore: 'start',
  stateDuty: 'write',
  answerProposal: 'see',
  statePurpose: 'write',
  decisionDue: 'see',
  milestoneDue: 'see',
  kpiValueOwed: 'see',
  orderToGive: 'see',
  enterKpiValues: 'enter',
  closeYear: 'start',
  rolesToAgreeTo: 'see',
  surveyAsked: 'answer',
} as const satisfies Record<Task['kind'], string>
