import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { LevelMark } from '#platform/ui/LevelMark.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { useSkillsApi } from './useSkillsApi.ts'

type Team = Output<typeof skills.showTeamSkills>
type Member = Team['members'][number]

/** The team's skills as a part of チーム: what the section lacks, then one row a person, faces first. */
export function TeamSkills() {
  const t = useMessages(skillsMessages)
  const api = useSkillsApi()
  const { data, error, refetch } = useQuery(api.skills.showTeamSkills.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={6} />
  if (data.members.length === 0) return <Empty>{t('team.none')}</Empty>
  return (
    <>
      <Section title={t('team.gaps')} lead={t('team.gaps_lead')}>
        <Gaps team={data} />
      </Section>
      <Section title={t('team.people')} lead={t('team.people_lead')}>
        <Members team={data} />
      </Section>
    </>
  )
}

/** Counts of the section, most wanted first; nobody is named here. */
function Gaps({ team }: { team: Team }) {
  const t = useMessages(skillsMessages)
  const columns: Column<Team['skills'][number]>[] = [
    { id: 'skill', header: t('team.skill'), cell: ({ name }) => name, value: ({ name }) => name, isRowHeader: true },
    { id: 'tier', header: t('team.tier'), cell: ({ tierName }) => tierName, value: ({ tierName }) => tierName },
    { id: 'below', header: t('team.below'), cell: ({ below }) => below, value: ({ below }) => below, align: 'end' },
    {
      id: 'unassessed',
      header: t('team.unassessed'),
      cell: ({ assessed }) => team.members.length - assessed,
      value: ({ assessed }) => team.members.length - assessed,
      align: 'end',
    },
  ]
  return (
    <DataTable
      name="gaps"
      caption={t('team.gaps')}
      columns={columns}
      rows={team.skills.toSorted((a, b) => b.below - a.below)}
      rowKey={({ skill }) => skill}
    />
  )
}

function Members({ team }: { team: Team }) {
  const t = useMessages(skillsMessages)
  const [wanted, setWanted] = useState('')
  const place = team.skills.findIndex(({ skill }) => skill === wanted)
  const shown = place < 0 ? team.members : team.members.filter((member) => isBelow(member, place))
  const columns: Column<Member>[] = [
    {
      id: 'person',
      header: t('team.person'),
      cell: (member) => <MemberName member={member} />,
      value: ({ name, nameKana, postTitle }) => `${nameKana} ${name} ${postTitle ?? ''}`,
      isRowHeader: true,
    },
    { id: 'levels', header: t('team.levels'), cell: (member) => <Levels member={member} team={team} /> },
    { id: 'below', header: t('team.below_own'), cell: belowOf, value: belowOf, align: 'end' },
    {
      id: 'unassessed',
      header: t('team.unassessed_own'),
      cell: ({ unassessed }) => unassessed,
      value: ({ unassessed }) => unassessed,
      align: 'end',
    },
    {
      id: 'shares',
      header: t('team.shares'),
      cell: ({ shares }) => shares,
      value: ({ shares }) => shares,
      align: 'end',
    },
  ]
  return (
    <>
      <div data-print="no" className="mb-4 max-w-[26rem]">
        <Select
          name="below"
          label={t('team.filter')}
          value={wanted}
          choices={[
            { value: '', label: t('team.filter_all') },
            ...team.skills.map(({ skill, name, below }) => ({
              value: skill,
              label: t('team.filter_one', { skill: name, n: below }),
            })),
          ]}
          onChange={setWanted}
        />
      </div>
      <DataTable
        name="team"
        caption={t('team.people')}
        columns={columns}
        rows={shown}
        rowKey={({ staffMemberId }) => staffMemberId}
        empty={<Empty>{t('team.nobody_below')}</Empty>}
      />
    </>
  )
}

function MemberName({ member }: { member: Member }) {
  const t = useMessages(skillsMessages)
  const { staffMemberId, name, nameKana, postTitle, sectionName, onLeave } = member
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Link to={`/skills/staff/${staffMemberId}`} className="no-underline">
        <Person
          name={name}
          nameKana={nameKana}
          size="small"
          {...(postTitle && { post: postTitle })}
          {...(sectionName && { section: sectionName })}
        />
      </Link>
      {onLeave && <Tag>{t('team.on_leave')}</Tag>}
    </span>
  )
}

/** One mark a skill, in the order of the tiers, a gap between tiers. */
function Levels({ member, team }: { member: Member; team: Team }) {
  const tiers = Map.groupBy(team.skills.keys(), (index) => team.skills[index]!.tier)
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 lg:flex-nowrap">
      {[...tiers].map(([tier, places]) => (
        <span key={tier} className="flex flex-wrap gap-1.5 lg:flex-nowrap">
          {places.map((index) => (
            <span key={team.skills[index]!.skill} title={team.skills[index]!.name}>
              <span className="sr-only">{team.skills[index]!.name} </span>
              <LevelMark level={member.levels[index]!} highest={team.highestLevel} expected={member.expected[index]!} />
            </span>
          ))}
        </span>
      ))}
    </span>
  )
}

function isBelow(member: Member, place: number): boolean {
  const [level, expected] = [member.levels[place]!, member.expected[place]!]
  return level !== null && expected !== null && level < expected
}

function belowOf(member: Member): number {
  return member.levels.filter((_, place) => isBelow(member, place)).length
}
