import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useAct, useSkills } from '../../ui/useTrainingApi.ts'
import type { RecommendationToMe } from '../contract.ts'
import { pageMessages } from './messages.ts'

type ToMe = z.output<typeof RecommendationToMe>

/** おすすめが届いています: what waits for an answer first, what was answered behind it. */
export function MyRecommendations({ recommendations, total }: { recommendations: readonly ToMe[]; total: number }) {
  const t = useMessages(pageMessages)
  const open = recommendations.filter(({ isOpen }) => isOpen)
  const earlier = recommendations.filter(({ isOpen }) => !isOpen)
  if (recommendations.length === 0) return null
  return (
    <Section title={t('recommended')} lead={open.length > 0 ? t('recommended.note') : undefined}>
      <MoreThanShown shown={recommendations.length} total={total} />
      <div className="grid gap-4 lg:grid-cols-2">
        {open.map((one) => (
          <Recommendation key={one.recommendationId} recommendation={one} />
        ))}
      </div>
      {earlier.length > 0 && (
        <details className="mt-4" open={open.length === 0}>
          <summary className="text-blue-1000 underline">{t('recommended.earlier', { n: earlier.length })}</summary>
          <div className="mt-3 grid gap-4 lg:grid-cols-2">
            {earlier.map((one) => (
              <Recommendation key={one.recommendationId} recommendation={one} />
            ))}
          </div>
        </details>
      )}
    </Section>
  )
}

function Recommendation({ recommendation }: { recommendation: ToMe }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { nameOf } = useSkills()
  const { act, error } = useAct()
  const { recommendationId, course, recommendedBy, recommendedOn, reason, answer, version, applicationId } =
    recommendation
  const say = (said: ToMe['mayAnswer'][number]) =>
    act(
      (client) => client.training.answerRecommendation({ recommendationId, seen: version, answer: said }),
      t(`answered.${said}`),
      (client) => client.training.takeBackAnswer({ recommendationId }),
    )
  return (
    <Card title={course.title} isSample={recommendation.isSample}>
      <p className="text-solid-gray-700">
        {t('recommended.by', { name: recommendedBy.name, date: formatDate(recommendedOn, language) })}
      </p>
      <p className="my-2 whitespace-pre-line">{reason}</p>
      {recommendation.targetSkill && <p>{t('recommended.skill', { skill: nameOf(recommendation.targetSkill) })}</p>}
      {recommendation.offeredCover && <p>{t('recommended.cover', { cover: recommendation.offeredCover })}</p>}
      {answer && <p className="mt-2 text-solid-gray-700">{t('answer.now', { answer: t(`answer.${answer}`) })}</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {applicationId !== null ? (
          <LinkButton look="secondary" size="small" to={`/training/applications/${applicationId}`}>
            {t('go.application')}
          </LinkButton>
        ) : (
          <>
            {recommendation.mayApply && (
              <LinkButton
                size="small"
                to={`/training/${course.courseId}`}
                search={{ recommendation: recommendationId }}
              >
                {t('go.apply')}
              </LinkButton>
            )}
            {recommendation.mayAnswer.map((one) => (
              <Button key={one} size="small" look={one === 'accepted' ? 'secondary' : 'text'} onClick={() => say(one)}>
                {t(`answer.${one}`)}
              </Button>
            ))}
            {recommendation.mayTakeBack && (
              <Button
                size="small"
                look="text"
                onClick={() => act((client) => client.training.takeBackAnswer({ recommendationId }), t('undone'))}
              >
                {t('undo')}
                <span className="sr-only"> {course.title}</span>
              </Button>
            )}
            <Link to={`/training/${course.courseId}`} className="self-center">
              {t('go.course')}
            </Link>
          </>
        )}
      </div>
      {error && <Trouble error={error} />}
    </Card>
  )
}
