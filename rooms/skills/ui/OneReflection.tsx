import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import type { SkillInTier } from '#rooms/policy/rules.ts'
import { skillsMessages } from '../messages.ts'
import { LevelChoices } from './LevelChoices.tsx'
import type { Answer, Before } from './useReflection.ts'

/** One skill: what was said last time, the levels, and, once it is answered, a note and who sees it. */
export function OneReflection({
  skill,
  before,
  answer,
  onChange,
  onAgain,
}: {
  skill: SkillInTier
  before: Before | undefined
  answer: Answer | undefined
  onChange: (change: Partial<Answer> | undefined) => void
  onAgain: () => void
}) {
  const t = useMessages(skillsMessages)
  const { language } = useLanguage()
  const name = before && (before.level === 0 ? t('level.zero') : nameOf(skill, before.level, t))
  return (
    <Card>
      {before && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="figures text-solid-gray-700">
            {t('reflect.before', { level: name ?? '', date: formatDate(before.asOf, language) })}
          </p>
          <Button look="secondary" size="small" onClick={onAgain}>
            {t('reflect.again')}
            <span className="sr-only"> {skill.name}</span>
          </Button>
        </div>
      )}
      <LevelChoices
        skill={skill}
        label={skill.name}
        support={before ? skill.description : `${skill.description}(${t('reflect.first')})`}
        level={answer?.level ?? null}
        onChange={(level) => onChange({ level })}
      />
      {answer && (
        <div className="mt-2">
          <details open={answer.note !== ''}>
            <summary className="min-h-11 content-center text-blue-1000 underline">{t('note.add')}</summary>
            <div className="mt-2">
              <TextArea
                name={`note-${skill.id}`}
                label={t('note.label', { skill: skill.name })}
                support={t('note.support')}
                rows={2}
                value={answer.note}
                onChange={(note) => onChange({ note })}
              />
            </div>
          </details>
          <Checkbox
            name={`shared-${skill.id}`}
            label={t('share.one')}
            checked={answer.shared}
            onChange={(shared) => onChange({ shared })}
          />
          <Button look="text" size="small" onClick={() => onChange(undefined)}>
            {t('reflect.unsay')}
            <span className="sr-only"> {skill.name}</span>
          </Button>
        </div>
      )}
    </Card>
  )
}

function nameOf(
  skill: SkillInTier,
  level: number,
  t: (key: 'level.named', values: { level: number; name: string }) => string,
): string {
  return t('level.named', { level, name: skill.levels.find((one) => one.level === level)?.name ?? '' })
}
