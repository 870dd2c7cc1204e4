import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { attempts } from '../contract.ts'
import { MOST } from '../figures.rules.ts'
import { adminMessages } from './admin.messages.ts'
import { useTestsApi } from './useTests.ts'

type Told = Output<typeof attempts.showItemFigures>
type Row = Told['items'][number]

/** What answers tell of the items, and which to look at; of nobody by name. */
export function ItemFigures({ testId }: { testId: number }) {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const { data, error, refetch } = useQuery(api.attempts.showItemFigures.queryOptions({ input: { testId } }))
  return (
    <Section title={t('figures')} {...(data ? { lead: t('figures.lead', { most: MOST, fewest: data.fewest }) } : {})}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {data && data.items.length === 0 && <Empty>{t('figures.few', { n: data.attempts, fewest: data.fewest })}</Empty>}
      {data && data.items.length > 0 && <Items told={data} />}
    </Section>
  )
}

const percent = (share: number) => `${Math.round(share * 100)}%`

function Items({ told }: { told: Told }) {
  const t = useMessages(adminMessages)
  const { alpha, fewest } = told
  const hidden = t('figures.hidden', { fewest })
  const ofChoices = ({ choices }: Row) =>
    choices.map(({ words, isRight, share }) => `${words}${isRight ? `(${t('figures.right')})` : ''} ${percent(share)}`)
  const columns: Column<Row>[] = [
    {
      id: 'code',
      header: t('figures.code'),
      isRowHeader: true,
      cell: ({ code, number, isLatest, stem }) => (
        <>
          {code} {t(isLatest ? 'figures.version' : 'figures.old', { number })}
          <span className="block font-normal text-dns-14N-130 text-solid-gray-700">{stem.slice(0, 60)}</span>
        </>
      ),
      value: ({ code, stem }) => `${code} ${stem}`,
    },
    { id: 'n', header: t('figures.times'), align: 'end', cell: ({ n }) => n, value: ({ n }) => n },
    {
      id: 'share',
      header: t('figures.share'),
      align: 'end',
      cell: ({ share }) => (share === null ? hidden : percent(share)),
      value: ({ share }) => share,
    },
    {
      id: 'rest',
      header: t('figures.rest'),
      align: 'end',
      cell: ({ itemRest }) => (itemRest === null ? '—' : itemRest.toFixed(2)),
      value: ({ itemRest }) => itemRest,
    },
    {
      id: 'choices',
      header: t('figures.choices'),
      cell: (row) => (
        <ul>
          {ofChoices(row).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
      value: (row) => ofChoices(row).join(' '),
    },
    {
      id: 'hints',
      header: t('figures.hints'),
      cell: ({ hints }) => (
        <ul>
          {hints.map((hint) => (
            <li key={hint}>{t(`hint.${hint}`)}</li>
          ))}
        </ul>
      ),
      value: ({ hints }) => hints.map((hint) => t(`hint.${hint}`)).join(' '),
    },
  ]
  return (
    <>
      <p className="mb-3">
        {t('figures.n', { n: told.attempts })}{' '}
        {alpha.value === null
          ? t(`figures.alpha.${alpha.why ?? 'few'}`)
          : t('figures.alpha', { items: alpha.items, value: alpha.value.toFixed(2), pool: alpha.pool })}
      </p>
      <DataTable
        caption={t('figures')}
        name="figures"
        columns={columns}
        rows={told.items}
        rowKey={({ itemVersionId }) => itemVersionId}
      />
      <p className="mt-3 max-w-[42em] text-solid-gray-700">{t('figures.how')}</p>
    </>
  )
}
