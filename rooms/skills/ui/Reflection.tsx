import { useMessages } from '#platform/i18n/react.tsx'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Button } from '#platform/ui/Button.tsx'
import { useFocusOnChange } from '#platform/ui/focus.ts'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Steps } from '#platform/ui/Steps.tsx'
import type { SkillInTier } from '#rooms/policy/rules.ts'
import { skillsMessages } from '../messages.ts'
import { OneReflection } from './OneReflection.tsx'
import { type Standing, useReflection } from './useReflection.ts'
import { WhoSees } from './WhoSees.tsx'

/** The skills that are asked about, tier by tier. Only what is answered here is recorded; what was said before stands as it is. */
export function Reflection({
  skills,
  standing,
  isOneStep,
}: {
  skills: readonly SkillInTier[]
  standing: ReadonlyMap<string, Standing>
  isOneStep: boolean
}) {
  const t = useMessages(skillsMessages)
  const { beforeOf, answerOf, answer, take, shareAll, answered, save, isPending, error } = useReflection(
    skills,
    standing,
  )
  const tiers = [...Map.groupBy(skills, ({ tierId }) => tierId)]
  const [chosen, goTo] = useChoiceInAddress(
    'tier',
    tiers.map(([id]) => id),
  )
  const here = isOneStep ? 0 : tiers.findIndex(([id]) => id === chosen)
  const shown = isOneStep ? tiers : [tiers[here]!]
  const isLast = isOneStep || here === tiers.length - 1
  const part = useFocusOnChange<HTMLDivElement>(here)
  const again = shown.flatMap(([, inTier]) => inTier).filter(({ id }) => beforeOf(id) && answerOf(id) === undefined)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <details className="mb-6">
        <summary className="min-h-11 content-center text-blue-1000 underline">{t('who.title')}</summary>
        <WhoSees />
      </details>
      {!isOneStep && (
        <Steps
          label={t('reflect.steps')}
          steps={tiers.map(([id, inTier], index) => ({
            label: inTier[0]!.tierName,
            state: index === here ? 'current' : inTier.every(({ id }) => answerOf(id)) ? 'done' : 'todo',
            note: t('reflect.of', { n: inTier.filter(({ id }) => answerOf(id)).length, all: inTier.length }),
            onGo: () => goTo(id),
          }))}
        />
      )}
      <div ref={part} tabIndex={-1} className="mt-8">
        {shown.map(([tier, inTier]) => (
          <Section key={tier} title={inTier[0]!.tierName}>
            <div className="grid gap-4">
              {inTier.map((skill) => (
                <OneReflection
                  key={skill.id}
                  skill={skill}
                  before={beforeOf(skill.id)}
                  answer={answerOf(skill.id)}
                  onChange={(change) => answer(skill.id, change)}
                  onAgain={() => take([skill.id])}
                />
              ))}
            </div>
          </Section>
        ))}
      </div>
      {again.length > 1 && (
        <div className="mt-4">
          <Button look="text" size="small" onClick={() => take(again.map(({ id }) => id))}>
            {t('reflect.again_all', { n: again.length })}
          </Button>
        </div>
      )}
      {answered.length > 0 && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button look="text" size="small" onClick={() => shareAll(true)}>
            {t('share.all')}
          </Button>
          <Button look="text" size="small" onClick={() => shareAll(false)}>
            {t('share.none')}
          </Button>
        </div>
      )}
      {error && <Trouble error={error} />}
      <p className="mt-6 text-solid-gray-700" role="status">
        {t('reflect.count', { n: answered.length })} {t('reflect.kept')}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-4">
        {!isLast && <Button onClick={() => goTo(tiers[here + 1]![0])}>{t('reflect.next')}</Button>}
        <Button type="submit" look={isLast ? 'primary' : 'secondary'} busy={isPending} disabled={answered.length === 0}>
          {t('reflect.save')}
        </Button>
        {here > 0 && !isOneStep && (
          <Button look="text" onClick={() => goTo(tiers[here - 1]![0])}>
            {t('reflect.back')}
          </Button>
        )}
      </div>
    </form>
  )
}
