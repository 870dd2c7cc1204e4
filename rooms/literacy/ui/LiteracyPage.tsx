import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Figure, formatNumber, MadeOf } from '#platform/ui/Figure.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { SectionName, SectionWay, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'
import { FloorPath } from './FloorPath.tsx'
import { Groups } from './Groups.tsx'
import { MyFloorCard } from './MyFloorCard.tsx'
import { percent, Share } from './Share.tsx'
import { TeamFloor } from './TeamFloor.tsx'

type Board = Output<typeof literacy.showLiteracyBoard>
type Row = Board['sections'][number]

/** 一定水準: the town's share with an honest denominator, each floor skill, one's own part, and sections for whoever may. */
export function LiteracyPage() {
  const t = useMessages(literacyMessages)
  const api = useApi<{ literacy: typeof literacy }>()
  const { within } = useSearch({ strict: false }) as { within?: string | number }
  const { data, error, refetch } = useQuery({
    ...api.literacy.showLiteracyBoard.queryOptions({
      input: within === undefined ? {} : { within: String(within) },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeading
        lead={t('board.lead')}
        actions={
          data?.may.includes('seeEverybody') && <LinkButton to="/literacy/people">{t('worklist.link')}</LinkButton>
        }
      >
        {data?.name ?? t('board.title')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={4} />}
      {!error && data && (
        <>
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
            <WholeTown board={data} />
            <MyFloorCard />
          </div>
          <FloorPath within={within === undefined ? undefined : String(within)} />
          {data.sections.length > 0 && (
            <Section title={t('sections.title')} lead={t('sections.lead', { n: data.threshold })}>
              <Sections board={data} />
            </Section>
          )}
          {data.may.includes('seeGroups') && <Groups threshold={data.threshold} isKnown={data.isKnown} />}
          {data.may.includes('seeTeam') && <TeamFloor />}
        </>
      )}
    </>
  )
}

function WholeTown({ board }: { board: Board }) {
  const t = useMessages(literacyMessages)
  const { numerator, denominator } = board.total
  return (
    <Card title={t('board.town')} isSample={board.isSample}>
      <Figure
        label={t('board.share')}
        value={board.isKnown ? percent(board.total) : null}
        unit="%"
        digits={1}
        n={denominator}
        asOf={board.asOf}
        isSample={board.isSample}
        size="large"
        aside={!board.isKnown && <Tag>{t('board.unknown')}</Tag>}
        madeOf={() => (
          <MadeOf
            definition={t('board.definition')}
            numerator={{ label: t('board.numerator'), count: numerator }}
            denominator={{ label: t('board.denominator'), count: denominator }}
            asOf={board.asOf}
          />
        )}
      />
      <dl className="mt-4 grid gap-3">
        {board.floor.map((skill) => (
          <div key={skill.skill}>
            <dt className="text-solid-gray-700">{t('board.floor', { skill: skill.name, level: skill.level })}</dt>
            <dd>{board.isKnown ? <Share count={skill} /> : t('board.unknown')}</dd>
          </div>
        ))}
        <People label={t('board.unassessed')} n={board.unassessed} />
        {board.outside.map(({ reason, people }) => (
          <People key={reason} label={t('board.outside', { reason: reasonIn(t, reason) })} n={people} />
        ))}
      </dl>
      <p className="mt-3 text-dns-14N-130 text-solid-gray-700">{board.populationNote}</p>
    </Card>
  )
}

function People({ label, n }: { label: string; n: number }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  return (
    <div className="flex flex-wrap justify-between gap-x-4 border-solid-gray-200 border-t pt-2">
      <dt className="text-solid-gray-700">{label}</dt>
      <dd className="figures">{t('people', { n: formatNumber(n, language) ?? '' })}</dd>
    </div>
  )
}

function Sections({ board: { within, sections, isKnown, may } }: { board: Board }) {
  const t = useMessages(literacyMessages)
  const nameOf = useSectionName({ within })
  const here = within.at(-1)?.sectionCode
  const columns: Column<Row>[] = [
    {
      id: 'section',
      header: t('sections.section'),
      cell: (row) => <SectionName {...{ row, within }} />,
      value: (row) => [nameOf(row), ...row.holds].join(' '),
      isRowHeader: true,
    },
    {
      id: 'share',
      header: t('sections.share'),
      cell: (row) => (isKnown ? <Share count={row} /> : t('board.unknown')),
      value: (row) => (isKnown ? percent(row) : null),
    },
    {
      id: 'rest',
      header: t('sections.to_go'),
      cell: ({ numerator, denominator, sectionCode }) =>
        may.includes('seeEverybody') && sectionCode !== null && sectionCode !== here ? (
          <Link to="/literacy/people" search={{ within: sectionCode }}>
            {denominator - numerator}
          </Link>
        ) : (
          denominator - numerator
        ),
      value: ({ numerator, denominator }) => denominator - numerator,
      align: 'end',
    },
  ]
  return (
    <>
      <SectionWay within={within} />
      <DataTable
        caption={t('sections.title')}
        columns={columns}
        rows={sections}
        rowKey={({ sectionCode }) => sectionCode ?? ''}
      />
    </>
  )
}

function reasonIn(t: ReturnType<typeof useMessages<keyof typeof literacyMessages.ja>>, reason: string): string {
  const key = `outside.${reason}`
  return hasMessage(literacyMessages, key) ? t(key) : reason
}
