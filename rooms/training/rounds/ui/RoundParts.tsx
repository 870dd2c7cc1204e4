import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { SectionName, SectionWay, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import { roundsMessages } from '../messages.ts'
import { type MemberState, memberStates } from '../rules.ts'
import { pageMessages } from './messages.ts'
import type { Round } from './round.ts'

type States = Round['states']
type Wave = Round['waves'][number]
type Part = Round['sections'][number]

const allIn = (states: States | null) => (states ?? []).reduce((sum, { people }) => sum + people, 0)
const peopleIn = (states: States | null, state: MemberState) => states?.find((one) => one.state === state)?.people ?? 0

/** The same people by wave, and by section a level at a time. */
export function RoundParts({ round }: { round: Round }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const isHidden = round.waves.some(({ states }) => states === null)
  return (
    <>
      <Section title={t('round.waves')} {...(isHidden ? { lead: t('round.hidden') } : {})}>
        <Waves waves={round.waves} />
      </Section>
      <Section title={t('round.sections')}>
        <Sections round={round} />
      </Section>
      {round.movements.length > 0 && (
        <Section title={t('round.movements')}>
          <ul className="figures flex flex-wrap gap-x-6 gap-y-1">
            {round.movements.map(({ because, isEntering, times }) => (
              <li key={`${because} ${isEntering}`}>
                {t('round.movement', { because: t(`because.${because}`), n: formatNumber(times, language) ?? '' })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Waves({ waves }: { waves: readonly Wave[] }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const columns: Column<Wave>[] = [
    {
      id: 'wave',
      header: t('members.wave'),
      isRowHeader: true,
      value: ({ wave }) => wave,
      cell: ({ wave, sections }) => (
        <>
          {t('round.wave', { n: wave })}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {sections.length > 0 ? sections.map(({ name }) => name).join('・') : t('round.rest')}
          </span>
        </>
      ),
    },
    {
      id: 'due',
      header: t('round.due'),
      value: ({ dueOn }) => dueOn,
      cell: ({ dueOn }) => formatDate(dueOn, language, 'weekday'),
    },
    ...useStates<Wave>(({ states }) => states),
  ]
  return (
    <DataTable
      caption={t('round.waves')}
      name="waves"
      columns={columns}
      rows={waves}
      rowKey={({ wave }) => wave}
      filter={false}
    />
  )
}

function Sections({ round: { within, sections } }: { round: Round }) {
  const t = useMessages(pageMessages)
  const nameOf = useSectionName({ within })
  const mayStates = sections.every(({ states }) => states !== null)
  const counts: Column<Part>[] = [
    count('people', t('rounds.people'), ({ people }) => people),
    count('reached', t('rounds.reached'), ({ reached }) => reached),
  ]
  const byState = useStates<Part>(({ states }) => states)
  const columns: Column<Part>[] = [
    {
      id: 'section',
      header: t('round.section'),
      isRowHeader: true,
      value: (row) => [nameOf(row), ...row.holds].join(' '),
      cell: (row) => <SectionName {...{ row, within }} leaf={{ within: row.sectionCode ?? '' }} />,
    },
    ...(mayStates ? byState : counts),
  ]
  return (
    <>
      <SectionWay within={within} isSecond />
      <DataTable
        caption={t('round.sections')}
        name="sections"
        columns={columns}
        rows={sections}
        rowKey={({ sectionCode }) => sectionCode ?? ''}
      />
    </>
  )
}

/** All, and each state. */
function useStates<Row>(of: (row: Row) => States | null): Column<Row>[] {
  const t = useMessages(pageMessages)
  const state = useMessages(roundsMessages)
  return [
    count('all', t('rounds.people'), (row: Row) => (of(row) ? allIn(of(row)) : null)),
    ...memberStates.map((name) =>
      count(name, state(`member.${name}`), (row: Row) => (of(row) ? peopleIn(of(row), name) : null)),
    ),
  ]
}

function count<Row>(id: string, header: string, value: (row: Row) => number | null): Column<Row> {
  return {
    ...{ id, header, value, align: 'end' as const },
    cell: (row) => <Amount of={value(row)} />,
    isNothing: (row) => !value(row),
  }
}

function Amount({ of }: { of: number | null }) {
  const { language } = useLanguage()
  return <span className="figures">{formatNumber(of, language) ?? '—'}</span>
}
