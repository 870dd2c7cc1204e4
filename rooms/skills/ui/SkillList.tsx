import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { LevelMark } from '#platform/ui/LevelMark.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import { sharedByChoice } from '#rooms/policy/evidence.rules.ts'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { useFramework } from './useSkillNames.ts'

type SkillsAnswer = Output<typeof skills.showSkills>
type Skill = SkillsAnswer['skills'][number]

/** Every skill, tier by tier from the base up, with the kinds of evidence kept apart. */
export function SkillList({ levels }: { levels: SkillsAnswer }) {
  const framework = useFramework()
  if (framework.error) return <Trouble error={framework.error} retry={framework.refetch} />
  if (!framework.data) return <Waiting shape="list" rows={6} />
  return (framework.data.document.pyramid?.tiers ?? []).map(({ id, name, nature }) => (
    <Section key={id} title={name} lead={nature} level={3}>
      <ul className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white">
        {levels.skills
          .filter((skill) => skill.tier === id)
          .map((skill) => (
            <SkillRow key={skill.skill} skill={skill} answer={levels} />
          ))}
      </ul>
    </Section>
  ))
}

function SkillRow({ skill, answer }: { skill: Skill; answer: SkillsAnswer }) {
  const t = useMessages(skillsMessages)
  const byChoice = answer.sharedOnly ? [] : skill.kinds.filter(({ kind }) => sharedByChoice.includes(kind))
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[1fr_auto] sm:px-6">
      <span className="text-std-16B-170">{skill.name}</span>
      <LevelMark level={skill.level} highest={answer.highestLevel} expected={skill.expected} withWords />
      <span className="flex flex-wrap gap-x-4 gap-y-1 text-dns-14N-130 text-solid-gray-700 sm:col-span-2">
        {skill.kinds.map((known) => (
          <Kind key={known.kind} known={known} />
        ))}
        {byChoice.map(({ kind, shared }) => (
          <Tag key={kind}>{t(shared ? 'shared.with_head' : 'shared.not')}</Tag>
        ))}
      </span>
    </li>
  )
}

function Kind({ known: { kind, level, asOf } }: { known: Skill['kinds'][number] }) {
  const kindName = useMessages(evidenceMessages)
  const { language } = useLanguage()
  return (
    <span className="figures">
      {kindName(`kind.${kind}`)} {level} ({formatDate(asOf, language, 'short')})
    </span>
  )
}
