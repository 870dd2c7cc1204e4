import { useMessages } from '#platform/i18n/react.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import type { SkillInTier } from '#rooms/policy/rules.ts'
import { skillsMessages } from '../messages.ts'

/** One skill with the behaviour of each level as the choices: one recognises oneself, instead of giving a mark. */
export function LevelChoices({
  skill,
  label,
  support,
  level,
  onChange,
}: {
  skill: SkillInTier
  label: string
  support?: string
  level: number | null
  onChange: (level: number) => void
}) {
  const t = useMessages(skillsMessages)
  const choices = [
    { value: '0', label: t('level.zero'), support: t('level.zero_support') },
    ...skill.levels.map(({ level, name, behaviour }) => ({
      value: String(level),
      label: t('level.named', { level, name }),
      support: behaviour,
    })),
  ]
  return (
    <RadioGroup
      name={`level-${skill.id}`}
      label={label}
      support={support}
      choices={choices}
      value={level === null ? null : String(level)}
      onChange={(value) => onChange(Number(value))}
    />
  )
}
