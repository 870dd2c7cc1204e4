import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { ShareBar } from '#platform/ui/Progress.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { teamMessages } from './team.messages.ts'
import type { RoundFacts } from './told.ts'

type Row = RoundFacts['sections'][number]

/** How many of those asked have answered, in the whole and by section. */
export function Response({ round: { receivers, answered, sections, k, isNamed } }: { round: RoundFacts }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const number = (n: number) => formatNumber(n, language) ?? ''
  const share = (row: Pick<Row, 'answered' | 'receivers'>) => row.answered / row.receivers
  const told = (row: Pick<Row, 'answered' | 'receivers'>) =>
    t('response', { n: number(row.answered), share: (100 * share(row)).toFixed(1) })
  const columns: Column<Row>[] = [
    {
      ...{ id: 'section', header: t('response.section'), isRowHeader: true, value: ({ names }) => names.join(' ') },
      cell: ({ names }) => names.join(' '),
    },
    {
      ...{ id: 'receivers', header: t('rounds.receivers'), align: 'end', value: (row) => row.receivers },
      cell: (row) => <span className="figures">{t('people', { n: number(row.receivers) })}</span>,
    },
    {
      ...{ id: 'answered', header: t('rounds.response'), value: share },
      cell: (row) => (
        <span className="block min-w-40">
          <span className="figures">{told(row)}</span>
          <ShareBar share={share(row)} />
        </span>
      ),
    },
  ]
  return (
    <>
      <Section title={t('response.title')} lead={t(isNamed ? 'response.lead_named' : 'response.lead')}>
        <Card>
          <p className="figures text-std-20B-150" aria-live="polite">
            {answered === null ? t('hidden') : told({ answered, receivers })}
          </p>
          {answered !== null && <ShareBar share={answered / receivers} />}
          <p className="figures mt-2">
            {t('rounds.receivers')} {t('people', { n: number(receivers) })}
          </p>
        </Card>
      </Section>
      <Section title={t('response.by')} lead={t('response.by_lead', { k })}>
        {sections.length === 0 ? (
          <p>{t('response.by_none')}</p>
        ) : (
          <DataTable
            caption={t('response.by')}
            name="response"
            columns={columns}
            rows={sections}
            rowKey={({ place }) => place}
            pageSize={20}
          />
        )}
      </Section>
    </>
  )
}
