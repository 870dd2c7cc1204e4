import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { GivenRecommendations } from '../../recommendations/ui/GivenRecommendations.tsx'
import { RecommendDialog } from '../../recommendations/ui/RecommendDialog.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { PersonOf } from '../../ui/words.tsx'
import type { approving } from '../approving.contract.ts'
import { pageMessages } from './messages.ts'

type Member = Output<typeof approving.showTeamTraining>[number]

/** Whoever is on leave is not among those who had none (INV-T7). */
const filters = {
  all: () => true,
  untrained: ({ attendedThisYear, onLeave }: Member) => attendedThisYear === 0 && !onLeave,
  unrecommended: ({ recommendations, onLeave }: Member) => recommendations === 0 && !onLeave,
} as const
type Filter = keyof typeof filters

/** 研修の様子 of チーム: who had no training this year, to whom nothing was recommended, the way to do so, and what came of it. */
export function TeamTraining() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.showTeamTraining.queryOptions({ input: {} }))
  return (
    <>
      <Section title={t('team.training')} lead={t('team.training_lead')}>
        {error && <Trouble error={error} retry={refetch} />}
        {!error && !data && <Waiting shape="table" rows={5} />}
        {data?.length === 0 && <Empty>{t('team.none')}</Empty>}
        {data && data.length > 0 && <Members members={data} />}
      </Section>
      <GivenRecommendations />
    </>
  )
}

function Members({ members }: { members: readonly Member[] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [filter, setFilter] = useFilter()
  const columns: Column<Member>[] = [
    {
      id: 'person',
      header: t('team.person'),
      isRowHeader: true,
      cell: ({ person, onLeave }) => (
        <span className="flex flex-wrap items-center gap-2">
          <PersonOf person={person} />
          {onLeave && <Tag>{t('team.on_leave')}</Tag>}
        </span>
      ),
      value: ({ person }) => `${person.nameKana} ${person.name}`,
    },
    {
      id: 'attended',
      header: t('team.attended'),
      cell: (member) =>
        filters.untrained(member) ? (
          <Tag>{t('team.none_yet')}</Tag>
        ) : (
          t('team.attended_n', { n: member.attendedThisYear })
        ),
      value: ({ attendedThisYear }) => attendedThisYear,
    },
    {
      id: 'last',
      header: t('team.last'),
      cell: ({ lastAttendedOn }) => (lastAttendedOn ? formatDate(lastAttendedOn, language, 'short') : '—'),
      value: ({ lastAttendedOn }) => lastAttendedOn,
      hiddenAtFirst: true,
    },
    {
      id: 'open',
      header: t('team.open'),
      cell: ({ openApplications }) => openApplications,
      value: ({ openApplications }) => openApplications,
      align: 'end',
    },
    {
      id: 'recommended',
      header: t('team.recommended'),
      cell: (member) =>
        filters.unrecommended(member) ? (
          <Tag>{t('team.none_yet')}</Tag>
        ) : (
          t('team.attended_n', { n: member.recommendations })
        ),
      value: ({ recommendations }) => recommendations,
    },
    {
      id: 'do',
      header: t('team.recommend'),
      cell: ({ person }) => <RecommendDialog person={person} />,
      isButton: true,
    },
  ]
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
        caption={t('team.training')}
        columns={columns}
        rows={members.filter(filters[filter])}
        rowKey={({ person }) => person.staffMemberId}
        empty={<Empty>{t('team.nobody')}</Empty>}
      />
    </>
  )
}

function useFilter(): [Filter, (filter: Filter) => void] {
  const search = useSearch({ strict: false }) as { who?: string }
  const navigate = useNavigate()
  const filter = search.who === 'untrained' || search.who === 'unrecommended' ? search.who : 'all'
  return [
    filter,
    (chosen) =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before: Record<string, unknown>) => ({ ...before, who: chosen === 'all' ? undefined : chosen }),
      } as Parameters<typeof navigate>[0]),
  ]
}
