import { useQuery } from '@tanstack/react-query'
import { memo, useDeferredValue, useMemo, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Count } from '#platform/ui/Count.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { useKey } from '#platform/ui/keys.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { skillsMessages } from '../messages.ts'
import { isBelow } from '../rules.ts'
import { Matrix, type Member, type Team } from './Matrix.tsx'
import { useSkillsApi } from './useSkillsApi.ts'

/** スキル of チーム: people × skills in one picture or in a table, and what the section lacks. */
export function TeamSkills() {
  const t = useMessages(skillsMessages)
  const api = useSkillsApi()
  const { data, error, refetch } = useQuery(api.skills.showTeamSkills.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={10} />
  if (data.members.length === 0) return <Empty>{t('team.none')}</Empty>
  return (
    <>
      <Section title={t('team.people')} lead={t('team.people_lead')}>
        <Members team={data} />
      </Section>
      <Section title={t('team.gaps')} lead={t('team.gaps_lead')}>
        <Gaps team={data} />
      </Section>
    </>
  )
}

function Members({ team }: { team: Team }) {
  const t = useMessages(skillsMessages)
  const [wanted, setWanted] = useState('')
  const [view, setView] = useChoiceInAddress('view', ['picture', 'table'])
  useKey('t', () => setView(view === 'picture' ? 'table' : 'picture'))
  const place = team.skills.findIndex(({ skill }) => skill === wanted)
  const shown = place < 0 ? team.members : team.members.filter((member) => belowAt(member, place))
  const isPicture = useDeferredValue(view) === 'picture'
  const picture = useMemo(
    () => memo(({ rows }: { rows: readonly Member[] }) => <Matrix team={team} members={rows} />),
    [team],
  )
  return (
    <>
      <div data-print="no" className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <div className="w-full max-w-[26rem]">
          <Select
            name="below"
            label={t('team.filter')}
            value={wanted}
            choices={[
              { value: '', label: t('team.filter_all') },
              ...team.skills.map(({ skill, name, below, assessed }) => ({
                value: skill,
                // Nobody known is not nobody with a step to go.
                label: t(assessed > 0 ? 'team.filter_one' : 'team.filter_unknown', { skill: name, n: below }),
              })),
            ]}
            onChange={setWanted}
          />
        </div>
        <fieldset className="flex gap-2">
          <legend className="sr-only">{t('matrix.view')}</legend>
          {(['picture', 'table'] as const).map((one) => (
            <Button
              key={one}
              size="small"
              look={one === view ? 'primary' : 'secondary'}
              aria-pressed={one === view}
              onClick={() => setView(one)}
            >
              {t(`matrix.${one}`)}
            </Button>
          ))}
        </fieldset>
      </div>
      <DataTable
        name="team"
        caption={t('team.people')}
        columns={useColumns(team, isPicture)}
        rows={shown}
        rowKey={({ staffMemberId }) => staffMemberId}
        pageSize={25}
        narrowPageSize={isPicture ? 25 : 4}
        empty={<Empty>{t('team.nobody_below')}</Empty>}
        {...(isPicture && { draw: picture })}
      />
    </>
  )
}

/** In the table each skill is a column that sorts; beside the picture only the sums do, or there would be too many ways. */
function useColumns(team: Team, isPicture: boolean): Column<Member>[] {
  const t = useMessages(skillsMessages)
  return [
    {
      id: 'person',
      header: t('team.person'),
      cell: (member) => <Link to={`/skills/staff/${member.staffMemberId}`}>{member.name}</Link>,
      value: ({ name, nameKana, postTitle }) => `${nameKana} ${name} ${postTitle ?? ''}`,
      isRowHeader: true,
    },
    ...sums.map(({ id, header, of }) => ({
      ...{ id, header: t(header), value: of, align: 'end' as const },
      cell: (member: Member) => <Count n={of(member)} />,
    })),
    ...team.skills.map(({ skill, name }, place) => ({
      id: skill,
      header: name,
      cell: (member: Member) => levelIn(member, place),
      align: 'end' as const,
      ...(!isPicture && { value: (member: Member) => member.levels[place]! }),
    })),
  ]
}

const sums = [
  {
    id: 'below',
    header: 'team.below_own',
    of: (member: Member) => member.levels.filter((_, place) => belowAt(member, place)).length,
  },
  { id: 'unassessed', header: 'team.unassessed_own', of: ({ unassessed }: Member) => unassessed },
  { id: 'shares', header: 'team.shares', of: ({ shares }: Member) => shares },
] as const

/** 2/3: the level and what is expected; — where nothing is known. */
function levelIn({ levels, expected }: Member, place: number): string {
  const wanted = expected[place]
  return `${levels[place] ?? '—'}${wanted === null ? '' : `/${wanted}`}`
}

/** Counts of the section, most wanted first; nobody is named here. */
function Gaps({ team }: { team: Team }) {
  const t = useMessages(skillsMessages)
  const unassessed = ({ assessed }: Team['skills'][number]) => team.members.length - assessed
  const columns: Column<Team['skills'][number]>[] = [
    { id: 'skill', header: t('team.skill'), cell: ({ name }) => name, value: ({ name }) => name, isRowHeader: true },
    { id: 'tier', header: t('team.tier'), cell: ({ tierName }) => tierName, value: ({ tierName }) => tierName },
    {
      id: 'below',
      header: t('team.below'),
      cell: ({ below, assessed }) => (assessed > 0 ? below : '—'),
      value: ({ below }) => below,
      align: 'end',
    },
    { id: 'unassessed', header: t('team.unassessed'), cell: unassessed, value: unassessed, align: 'end' },
  ]
  return (
    <DataTable
      name="gaps"
      caption={t('team.gaps')}
      columns={columns}
      rows={team.skills.toSorted((a, b) => b.below - a.below)}
      rowKey={({ skill }) => skill}
      pageSize={10}
      narrowPageSize={5}
    />
  )
}

function belowAt({ levels, expected }: Member, place: number): boolean {
  return isBelow(levels[place]!, expected[place]!)
}
