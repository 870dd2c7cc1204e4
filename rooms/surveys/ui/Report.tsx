import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { ShareBar } from '#platform/ui/Progress.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { Attribute } from '../opening.rules.ts'
import { HeatMap } from './HeatMap.tsx'
import { ItemDetail } from './ItemDetail.tsx'
import { percent, signed, useDistribution, useItemWords } from './result-words.ts'
import { Together } from './Together.tsx'
import { teamMessages } from './team.messages.ts'
import type { Results } from './told.ts'
import { useSurveysApi } from './useSurveys.ts'

type Item = Results['items'][number]

/** What was answered in a closed round; all that may not be told is not here. */
export function Report({ roundId, attributes }: { roundId: number; attributes: readonly Attribute[] }) {
  const t = useMessages(teamMessages)
  const api = useSurveysApi()
  const [chosen, choose] = useChoiceInAddress<Attribute | 'whole'>('by', [...attributes, 'whole'])
  const by = chosen === 'whole' ? undefined : chosen
  const { data, error, refetch } = useQuery({
    ...api.surveys.showSurveyReport.queryOptions({ input: { roundId, ...(by && { by }) } }),
    placeholderData: keepPreviousData,
  })
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={8} />
  return (
    <>
      <Counts results={data} />
      <Items results={data} />
      {attributes.length > 0 && (
        <div className="mt-8 max-w-72" data-print="no">
          <Select
            name="by"
            label={t('results.by')}
            value={chosen}
            onChange={(value) => choose(value as Attribute | 'whole')}
            choices={[
              ...attributes.map((one) => ({ value: one, label: t(`attribute.${one}`) })),
              { value: 'whole', label: t('results.by_none') },
            ]}
          />
        </div>
      )}
      {by && data.places.length > 0 && (
        <>
          <Lowest results={data} />
          <HeatMap results={data} by={by} />
          <ItemDetail roundId={roundId} results={data} by={by} />
        </>
      )}
      {attributes.includes('section') && <Together roundId={roundId} />}
      <Scales results={data} />
    </>
  )
}

function Counts({ results: { receivers, answers, reissues, sheets, sheetsDrawn, k, before } }: { results: Results }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const number = (n: number) => formatNumber(n, language) ?? ''
  const day = (date: string) => formatDate(date, language, 'short')
  return (
    <Section title={t('results.title')} lead={t('results.lead', { k })}>
      <Card>
        <p className="figures text-std-20B-150">
          {t('results.counts', {
            ...{ receivers: number(receivers), answers: number(answers) },
            share: percent(answers / receivers),
          })}
        </p>
        {reissues > 0 && <p className="mt-1">{t('results.reissues', { n: number(reissues) })}</p>}
        {sheets > 0 && <p className="mt-1">{t('results.sheets', { n: number(sheets), both: number(sheetsDrawn) })}</p>}
        <p className="mt-2 text-solid-gray-700">
          {before
            ? t('results.change_lead', { from: day(before.from), to: day(before.to), answers: number(before.answers) })
            : t('results.change_first')}
        </p>
      </Card>
    </Section>
  )
}

function Items({ results }: { results: Results }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const wording = useItemWords()
  const told = useDistribution()
  const columns: Column<Item>[] = [
    {
      ...{ id: 'item', header: t('results.item'), isRowHeader: true, value: ({ item }) => wording(item) },
      cell: ({ item, outcome }) => (
        <>
          {wording(item)}
          {outcome && <span className="block text-dns-14N-130 text-solid-gray-700">{outcome}</span>}
        </>
      ),
    },
    {
      ...{ id: 'n', header: t('results.n'), align: 'end', value: ({ whole }) => whole?.n ?? null },
      cell: ({ whole }) => <span className="figures">{whole ? formatNumber(whole.n, language) : '—'}</span>,
    },
    {
      ...{ id: 'favourable', header: t('results.favourable'), value: ({ whole }) => shareOf(whole) },
      isNothing: ({ whole, item }) => whole !== null && item.type !== 'agreement5',
      cell: ({ whole, item }) => <Favourable told={whole} isAgreement={item.type === 'agreement5'} />,
    },
    {
      ...{ id: 'distribution', header: t('results.distribution') },
      isNothing: ({ distribution }) => distribution === null,
      cell: ({ item, distribution, whole }) =>
        distribution && whole ? <Distribution parts={told(item, distribution)} n={whole.n} /> : '—',
    },
    {
      ...{ id: 'change', header: t('results.change'), value: ({ whole }) => whole?.change?.by ?? null },
      isNothing: ({ whole, askedOtherwise }) => !whole?.change && !askedOtherwise,
      cell: ({ whole, askedOtherwise }) =>
        whole?.change ? (
          <span className="figures block md:min-w-36">
            {t('results.change_is', {
              ...{ by: signed(whole.change.by), low: signed(whole.change.low), high: signed(whole.change.high) },
            })}
          </span>
        ) : (
          t(askedOtherwise ? 'results.change_broken' : 'results.change_none')
        ),
    },
  ]
  return (
    <Section title={t('results.items')}>
      <DataTable
        caption={t('results.items_caption')}
        name="items"
        columns={columns}
        rows={results.items}
        rowKey={({ item }) => item.id}
        pageSize={100}
        narrowPageSize={6}
      />
    </Section>
  )
}

function shareOf(told: Item['whole']): number | null {
  return told && told.favourable !== null && told.n > 0 ? told.favourable / told.n : null
}

function Favourable({ told, isAgreement }: { told: Item['whole']; isAgreement: boolean }) {
  const t = useMessages(teamMessages)
  const share = shareOf(told)
  if (!told) return <Tag>{t('results.hidden')}</Tag>
  if (!isAgreement || share === null) return <>—</>
  return (
    <span className="block min-w-24">
      <span className="figures">{percent(share)}%</span>
      <ShareBar share={share} />
    </span>
  )
}

/** Every answer with its count; the bar only helps the eye. */
function Distribution({ parts, n }: { parts: readonly { words: string; count: number }[]; n: number }) {
  const { language } = useLanguage()
  return (
    <ul className="grid gap-1 md:min-w-56">
      {parts.map(({ words, count }) => (
        <li
          key={words}
          className="grid grid-cols-[1fr_auto] md:grid-cols-[1fr_auto_4rem] items-center gap-x-2 text-dns-14N-130"
        >
          <span className="wrap-anywhere">{words}</span>
          <span className="figures">{formatNumber(count, language)}</span>
          <ShareBar share={n === 0 ? 0 : count / n} className="max-md:hidden" />
        </li>
      ))}
    </ul>
  )
}

const AT_FIRST = 4

/** Outcomes that speak of everybody are read by where they are lowest. */
function Lowest({ results: { items, places } }: { results: Results }) {
  const t = useMessages(teamMessages)
  const wording = useItemWords()
  const found = items
    .flatMap(({ item, outcome, lowest, by }) => {
      const told = lowest === null ? null : by[lowest]
      const share = shareOf(told ?? null)
      return told && share !== null
        ? [{ item, outcome, place: places[lowest!]!.names.join(' '), n: told.n, share }]
        : []
    })
    .toSorted((a, b) => a.share - b.share)
  if (found.length === 0) return null
  const cards = found.map(({ item, outcome, place, n, share }) => (
    <li key={item.id} className="rounded-12 border border-solid-gray-200 bg-white p-4">
      <p className="text-dns-14N-130 text-solid-gray-700">{outcome}</p>
      <p>{wording(item)}</p>
      <p className="figures text-std-16B-170">{t('results.lowest_is', { place, n, share: percent(share) })}</p>
    </li>
  ))
  return (
    <Section title={t('results.lowest')} lead={t('results.lowest_lead')}>
      <ul className="grid gap-3 md:grid-cols-2">{cards.slice(0, AT_FIRST)}</ul>
      {cards.length > AT_FIRST && (
        <details className="mt-3">
          <summary className="min-h-11 cursor-pointer py-2 text-blue-1000 underline">
            {t('results.lowest_more', { n: cards.length - AT_FIRST })}
          </summary>
          <ul className="mt-2 grid gap-3 md:grid-cols-2">{cards.slice(AT_FIRST)}</ul>
        </details>
      )}
    </Section>
  )
}

function Scales({ results: { scales, items } }: { results: Results }) {
  const t = useMessages(teamMessages)
  const wording = useItemWords()
  type Scale = Results['scales'][number]
  if (scales.length === 0) return null
  const columns: Column<Scale>[] = [
    { ...{ id: 'outcome', header: t('results.outcome'), isRowHeader: true }, cell: ({ outcome }) => outcome },
    {
      ...{ id: 'items', header: t('results.item') },
      cell: ({ items: ids }) => (
        <ul className="list-disc pl-4">
          {items
            .filter(({ item }) => ids.includes(item.id))
            .map(({ item }) => (
              <li key={item.id}>{wording(item)}</li>
            ))}
        </ul>
      ),
    },
    {
      ...{ id: 'n', header: t('results.n'), align: 'end' },
      cell: ({ people }) => <span className="figures">{people}</span>,
    },
    {
      ...{ id: 'alpha', header: t('results.alpha'), align: 'end' },
      cell: ({ alpha }) => <span className="figures">{alpha.toFixed(2)}</span>,
    },
  ]
  return (
    <Section title={t('results.scales')} lead={t('results.scales_lead')}>
      <DataTable
        caption={t('results.scales')}
        name="scales"
        columns={columns}
        rows={scales}
        rowKey={({ outcome }) => outcome}
        filter={false}
      />
    </Section>
  )
}
