import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { roleHolders } from '../contract.ts'
import { rolesPageMessages } from './messages.ts'
import { useRolesApi } from './useRolesApi.ts'

type Initiatives = Output<typeof roleHolders.showRolesBySection>['demand']
type Shown = Output<typeof roleHolders.showDemandForPeople>
type Year = Shown['wanted'][number]['years'][number]

/** What the plans want: people by occupation, grade and role beside who is there, year by year; and initiatives beside who can. */
export function Demand({ demand }: { demand: Initiatives }) {
  const t = useMessages(rolesPageMessages)
  const api = useRolesApi()
  const { data, error, refetch } = useQuery(api.roleHolders.showDemandForPeople.queryOptions({ input: {} }))
  return (
    <>
      <Section title={t('people.title')} lead={t('people.lead')}>
        {error && <Trouble error={error} retry={refetch} />}
        {!error && !data && <Waiting shape="table" rows={4} />}
        {data && (data.wanted.length === 0 ? <Empty>{t('people.none')}</Empty> : <People shown={data} />)}
      </Section>
      {demand.length > 0 && (
        <Section title={t('demand')} lead={t('demand.lead')}>
          <Initiatives demand={demand} />
        </Section>
      )}
    </>
  )
}

/** A row a year of those who are wanted together. */
function People({ shown }: { shown: Shown }) {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  const n = (people: number) => people.toLocaleString(language)
  const rows = shown.wanted.flatMap(({ years, ...one }, at) => {
    const of = { ...one, who: one.who.join('・') }
    const each: readonly (Year | null)[] = years.length === 0 ? [null] : years
    return each.map((year) => ({ ...of, year, key: `${at}-${year?.fiscalYear}` }))
  })
  type Row = (typeof rows)[number]
  const thereSaid = ({ year }: Row) => {
    if (!year) return t('people.over')
    if (year.hidden === 'few') return t('people.few', { n: shown.threshold ?? 0 })
    return year.hidden === 'coming' ? t('people.coming') : n(year.there ?? 0)
  }
  const columns: Column<Row>[] = [
    {
      id: 'who',
      header: t('people.who'),
      isRowHeader: true,
      cell: ({ who, plan, pillar, year }) => (
        <span className="block">
          {who} {year?.isSample && <SampleTag />}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[plan, pillar].filter((said) => said !== null).join(' / ')}
          </span>
        </span>
      ),
      value: ({ who, plan, pillar }) => [who, plan, pillar ?? ''].join(' '),
    },
    {
      id: 'year',
      header: t('people.year'),
      cell: ({ year }) =>
        year && (
          <span className="block">
            {formatFiscalYear(year.fiscalYear, language)}
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {t(year.asOf === shown.asOf ? 'people.today' : 'people.at', { date: formatDate(year.asOf, language) })}
            </span>
          </span>
        ),
      value: ({ year }) => year?.fiscalYear ?? 0,
    },
    {
      ...{ id: 'wanted', header: t('need'), align: 'end' },
      cell: ({ year }) => year && n(year.wanted),
      value: ({ year }) => year?.wanted ?? -1,
    },
    {
      ...{ id: 'there', header: t('people.there'), align: 'end' },
      cell: thereSaid,
      value: ({ year }) => year?.there ?? -1,
    },
    {
      ...{ id: 'missing', header: t('missing'), align: 'end' },
      cell: ({ year }) => (year && year.missing !== null ? n(year.missing) : t('people.untold')),
      value: ({ year }) => year?.missing ?? -1,
    },
    {
      id: 'source',
      header: t('people.source'),
      cell: ({ year }) => year?.source ?? t('people.untold'),
      value: ({ year }) => year?.source ?? '',
    },
  ]
  return <DataTable name="people" caption={t('people.title')} columns={columns} rows={rows} rowKey={({ key }) => key} />
}

function Initiatives({ demand }: { demand: Initiatives }) {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  const rows = demand.map((one, at) => ({ ...one, at }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'initiative',
      header: t('initiative'),
      isRowHeader: true,
      cell: ({ initiative, plan, isSample }) => (
        <span className="block">
          {initiative} {isSample && <SampleTag />}
          <span className="block text-dns-14N-130 text-solid-gray-700">{plan}</span>
        </span>
      ),
      value: ({ initiative, plan }) => `${initiative} ${plan}`,
    },
    { id: 'years', header: t('years'), cell: ({ from, to }) => <span className="figures">{`${from}〜${to}`}</span> },
    {
      ...{ id: 'need', header: t('need'), align: 'end' },
      cell: ({ people }) => people.toLocaleString(language),
      value: ({ people }) => people,
    },
    {
      id: 'supply',
      header: t('supply'),
      cell: ({ supply }) =>
        supply.length === 0
          ? t('supply.none')
          : supply.map(({ skill, name, reached }) => (
              <span key={skill} className="block">
                {t('supply.one', { skill: name, n: reached.toLocaleString(language) })}
              </span>
            )),
    },
  ]
  return (
    <DataTable
      name="demand"
      caption={t('demand')}
      columns={columns}
      rows={rows}
      rowKey={({ at }) => at}
      filter={false}
    />
  )
}
