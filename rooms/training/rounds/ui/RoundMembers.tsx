import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { usePlace, useTableView } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { WordsField } from '#platform/ui/table/WordsField.tsx'
import { useTrainingApi, useTrainingClient } from '../../ui/useTrainingApi.ts'
import type { rounds } from '../contract.ts'
import { roundsMessages } from '../messages.ts'
import { lacks, memberStates, owingStates } from '../rules.ts'
import { pageMessages } from './messages.ts'
import type { Round } from './round.ts'

type Row = Output<typeof rounds.listRoundMembers>['people'][number]

const pageSize = 20

interface Choosing {
  readonly chosen: readonly number[]
  readonly setChosen: (chosen: readonly number[]) => void
}

/** The people by name, for HR: by state, wave, section and words; those ticked can be nominated. */
export function RoundMembers({ round, within, ...choosing }: { round: Round; within: string | undefined } & Choosing) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const client = useTrainingClient()
  const { state, lack, wave } = useChosen()
  const [{ words }] = useTableView('members')
  const place = usePlace('members')
  const filters = {
    ...{ roundId: round.roundId },
    ...(state ? { state } : {}),
    ...(lack ? { lack } : {}),
    ...(wave ? { wave } : {}),
    ...(within === undefined ? {} : { within }),
  }
  const { data, error, refetch } = useQuery({
    ...api.training.listRoundMembers.queryOptions({
      input: { ...filters, pageSize, ...(words ? { q: words } : {}), ...(place.after ? { after: place.after } : {}) },
    }),
    placeholderData: keepPreviousData,
  })
  const save = async () => saveSent(await client.training.exportRound(filters), 'text/csv')
  return (
    <Section
      title={t('members.title')}
      actions={
        <Button look="secondary" size="small" onClick={save}>
          {t('members.csv')}
        </Button>
      }
    >
      {within !== undefined && (
        <p className="mb-3 flex flex-wrap gap-x-4">
          {t('members.within', { name: round.within.at(-1)?.name ?? within })}
          <Link to="." search={{ state, lack, wave }} staysHere>
            {t('members.all_sections')}
          </Link>
        </p>
      )}
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={8} />}
      {!error && data && <People round={round} list={data} place={place} {...choosing} />}
    </Section>
  )
}

function People({
  round,
  list,
  place,
  chosen,
  setChosen,
}: {
  round: Round
  list: Output<typeof rounds.listRoundMembers>
  place: ReturnType<typeof usePlace>
} & Choosing) {
  const t = useMessages(pageMessages)
  const columns = useColumns({ chosen, setChosen }, round)
  return (
    <DataTable
      caption={t('members.title')}
      name="members"
      columns={columns}
      rows={list.people}
      rowKey={({ staffMemberId }) => staffMemberId}
      total={list.total}
      turning={{ place, next: list.next ?? undefined }}
      filter={<Choices round={round} />}
    />
  )
}

function useColumns({ chosen, setChosen }: Choosing, { may, courses, tests }: Round): Column<Row>[] {
  const t = useMessages(pageMessages)
  const words = useMessages(roundsMessages)
  const { language } = useLanguage()
  const day = (date: string) => formatDate(date, language)
  const isOwing = ({ state }: Row) => (owingStates as readonly string[]).includes(state)
  const tick: Column<Row> = {
    ...{ id: 'choose', header: t('members.choose'), isControl: true },
    cell: ({ staffMemberId: id, name, ...row }) =>
      isOwing({ staffMemberId: id, name, ...row }) && (
        <input
          type="checkbox"
          aria-label={t('members.choose_one', { name })}
          checked={chosen.includes(id)}
          onChange={({ target }) =>
            setChosen(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
          }
          className="h-5 w-5 accent-blue-900"
        />
      ),
  }
  const left: Column<Row> = {
    ...{ id: 'lack', header: t('members.lack') },
    cell: ({ lack }) => (lack === null ? '—' : words(`lack.${lack}`)),
  }
  return [
    ...(may.includes('nominateRound') && courses.length > 0 ? [tick] : []),
    {
      id: 'name',
      header: t('members.name'),
      isRowHeader: true,
      cell: ({ name, nameKana }) => <Person name={name} nameKana={nameKana} size="small" />,
    },
    { id: 'section', header: t('round.section'), cell: ({ sectionName }) => sectionName ?? '—' },
    {
      id: 'state',
      header: t('members.state'),
      cell: ({ state, isOverdue }) => (
        <span className="flex flex-wrap gap-1">
          <Tag>{words(`member.${state}`)}</Tag>
          {isOverdue && <Tag tone="yellow">{t('members.late')}</Tag>}
        </span>
      ),
    },
    ...(tests.length > 0 ? [left] : []),
    { id: 'wave', header: t('members.wave'), cell: ({ wave }) => t('round.wave', { n: wave }) },
    { id: 'due', header: t('members.due'), cell: (row) => (isOwing(row) ? day(row.dueOn) : '—') },
    {
      id: 'history',
      header: t('members.history'),
      hiddenAtFirst: true,
      cell: ({ history }) => (
        <ul className="figures grid gap-1">
          {history.map(({ from, because, to, endedBecause }) => (
            <li key={`${from} ${because}`}>
              {to && endedBecause
                ? t('members.history_ended', {
                    ...{ from: day(from), because: t(`because.${because}`), to: day(to) },
                    ended: t(`because.${endedBecause}`),
                  })
                : t('members.history_open', { from: day(from), because: t(`because.${because}`) })}
            </li>
          ))}
        </ul>
      ),
    },
  ]
}

function Choices({ round }: { round: Round }) {
  const t = useMessages(pageMessages)
  const words = useMessages(roundsMessages)
  const navigate = useNavigate()
  const { state, lack, wave } = useChosen()
  const [view, change] = useTableView('members')
  const choose = (part: 'state' | 'lack' | 'wave') => (value: string) =>
    navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (now: Record<string, unknown>) => ({ ...now, [part]: value || undefined, 'members.after': undefined }),
    } as Parameters<typeof navigate>[0])
  const all = { value: '', label: t('form.all') }
  return (
    <div className="grid w-full gap-4 md:grid-cols-3">
      <WordsField caption={t('members.title')} words={view.words} onWords={(typed) => change({ words: typed })} />
      <Select
        name="state"
        label={t('members.state')}
        value={state ?? ''}
        onChange={choose('state')}
        choices={[all, ...memberStates.map((value) => ({ value, label: words(`member.${value}`) }))]}
      />
      {round.tests.length > 0 && (
        <Select
          name="lack"
          label={t('members.lack')}
          value={lack ?? ''}
          onChange={choose('lack')}
          choices={[all, ...lacks.map((value) => ({ value, label: words(`lack.${value}`) }))]}
        />
      )}
      {round.waves.length > 1 && (
        <Select
          name="wave"
          label={t('members.wave')}
          value={wave ? String(wave) : ''}
          onChange={choose('wave')}
          choices={[
            all,
            ...round.waves.map((one) => ({ value: String(one.wave), label: t('round.wave', { n: one.wave }) })),
          ]}
        />
      )}
    </div>
  )
}

/** What was chosen stands in the address. */
function useChosen() {
  const { state, lack, wave } = useSearch({ strict: false }) as Record<string, unknown>
  return {
    state: memberStates.find((one) => one === state),
    lack: lacks.find((one) => one === lack),
    wave: Number(wave) || undefined,
  }
}
