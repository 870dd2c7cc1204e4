import { useQuery } from '@tanstack/react-query'
import { memo, useDeferredValue } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { GivenRecommendations } from '../../recommendations/ui/GivenRecommendations.tsx'
import { RecommendDialog } from '../../recommendations/ui/RecommendDialog.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { PersonOf } from '../../ui/words.tsx'
import type { approving } from '../approving.contract.ts'
import { hadNoTraining, neverRecommended } from '../team.rules.ts'
import { pageMessages } from './messages.ts'

type Member = Output<typeof approving.showTeamTraining>['members'][number]

const filters = { all: () => true, untrained: hadNoTraining, unrecommended: neverRecommended } as const
type Filter = keyof typeof filters

/** 人 of チーム, faces first: who had no training this year, to whom nothing was recommended, the way to do so, and what came of it. */
export function TeamPeople() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.showTeamTraining.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="cards" rows={8} />
  if (data.total === 0) return <Empty>{t('team.none')}</Empty>
  return (
    <>
      <Section title={t('team.people')} lead={t('team.people_lead')}>
        <MoreThanShown shown={data.members.length} total={data.total} />
        <Members members={data.members} />
      </Section>
      <GivenRecommendations />
    </>
  )
}

function Members({ members }: { members: readonly Member[] }) {
  const t = useMessages(pageMessages)
  const [filter, setFilter] = useChoiceInAddress('who', Object.keys(filters) as Filter[])
  const later = useDeferredValue(filter)
  const names: Record<Filter, 'team.filter_all' | 'team.filter_untrained' | 'team.filter_unrecommended'> = {
    all: 'team.filter_all',
    untrained: 'team.filter_untrained',
    unrecommended: 'team.filter_unrecommended',
  }
  return (
    <>
      <div data-print="no" className="mb-3">
        <RadioGroup
          name="team-training-filter"
          label={t('team.filter')}
          inRow
          value={filter}
          choices={(Object.keys(filters) as Filter[]).map((one) => ({
            value: one,
            label: t(names[one], { n: members.filter(filters[one]).length }),
          }))}
          onChange={(chosen) => setFilter(chosen as Filter)}
        />
      </div>
      <DataTable
        name="training"
        caption={t('team.people')}
        columns={useColumns()}
        rows={members.filter(filters[later])}
        rowKey={({ person }) => person.staffMemberId}
        pageSize={24}
        narrowPageSize={8}
        empty={<Empty>{t('team.nobody')}</Empty>}
        draw={Faces}
      />
    </>
  )
}

/** What the list is filtered, sorted and saved by. */
function useColumns(): readonly Column<Member>[] {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  return [
    {
      id: 'person',
      header: t('team.person'),
      isRowHeader: true,
      cell: ({ person }) => person.name,
      value: ({ person }) => `${person.nameKana} ${person.name} ${person.postTitle ?? ''}`,
    },
    {
      id: 'attended',
      header: t('team.attended'),
      cell: ({ attendedThisYear }) => attendedThisYear,
      value: ({ attendedThisYear }) => attendedThisYear,
    },
    {
      id: 'last',
      header: t('team.last'),
      cell: ({ lastAttendedOn }) => (lastAttendedOn ? formatDate(lastAttendedOn, language, 'short') : '—'),
      value: ({ lastAttendedOn }) => lastAttendedOn,
    },
    {
      id: 'open',
      header: t('team.open'),
      cell: ({ openApplications }) => openApplications,
      value: ({ openApplications }) => openApplications,
    },
    {
      id: 'recommended',
      header: t('team.recommended'),
      cell: ({ recommendations }) => recommendations,
      value: ({ recommendations }) => recommendations,
    },
  ]
}

const Faces = memo(function Faces({ rows }: { rows: readonly Member[] }) {
  const t = useMessages(pageMessages)
  return (
    <ul aria-label={t('team.people')} className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      {rows.map((member) => (
        <Face key={member.person.staffMemberId} member={member} />
      ))}
    </ul>
  )
})

function Face({ member }: { member: Member }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { person, onLeave, attendedThisYear, lastAttendedOn, openApplications, recommendations } = member
  const said = [
    t('team.attended_of', { n: attendedThisYear }),
    lastAttendedOn && t('team.last_of', { date: formatDate(lastAttendedOn, language, 'short') }),
    openApplications > 0 && t('team.open_of', { n: openApplications }),
    recommendations > 0 && t('team.recommended_of', { n: recommendations }),
  ]
  return (
    <li className="flex flex-col gap-2 rounded-12 border border-solid-gray-200 bg-white p-3 md:p-4">
      <Link to={`/skills/staff/${person.staffMemberId}`} className="no-underline">
        <PersonOf person={person} />
      </Link>
      <div className="mt-auto flex items-end justify-between gap-2">
        <div className="grid min-w-0 gap-2 self-start">
          <p className="figures text-dns-14N-130 text-solid-gray-700">{said.filter(Boolean).join(' · ')}</p>
          <span className="flex flex-wrap gap-2 empty:hidden">
            {onLeave && <Tag>{t('team.on_leave')}</Tag>}
            {hadNoTraining(member) && <Tag tone="yellow">{t('team.untrained')}</Tag>}
            {neverRecommended(member) && <Tag>{t('team.unrecommended')}</Tag>}
          </span>
        </div>
        <div className="shrink-0">
          <RecommendDialog person={person} />
        </div>
      </div>
    </li>
  )
}
