import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Figure } from '#platform/ui/Figure.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { SectionName, SectionWay, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import { YearChoice } from '#rooms/training/ui/YearChoice.tsx'
import type { thanks } from '../contract.ts'
import { pageMessages } from './messages.ts'

type Shown = Output<typeof thanks.showThanksTotals>

/** People, never thank-yous, and only where they say too little of anybody. */
export function Totals({ shown }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const { whole, asOf, values, isSample } = shown
  const columns = useValueColumns()
  return (
    <>
      <YearChoice name="thanks-year" label={t('year')} {...shown} />
      <SectionWay within={shown.within} search={{ year: String(shown.fiscalYear) }} />
      {asOf === null || whole === null ? (
        <Empty title={t('totals.none')}>{t('totals.none.what', { n: shown.threshold })}</Empty>
      ) : (
        <>
          <Card>
            <div className="flex flex-wrap gap-x-8 gap-y-4">
              {(['received', 'wrote'] as const).map((what) => (
                <Figure
                  key={what}
                  {...{ label: t(what), value: whole[what], n: whole.people, asOf, isSample, size: 'large' }}
                />
              ))}
            </div>
          </Card>
          <h3 className="mt-6 mb-3 text-std-16B-170">{t('by_value')}</h3>
          <DataTable
            caption={t('by_value')}
            name="thanks-values"
            filter={false}
            columns={columns}
            rows={values.map((value, place) => ({ ...value, people: whole.byValue[place] ?? null }))}
            rowKey={({ valueId }) => valueId}
          />
          <h3 className="mt-6 mb-3 text-std-16B-170">{t('by_section')}</h3>
          <Sections shown={shown} />
        </>
      )}
    </>
  )
}

function useValueColumns(): Column<{ valueId: string; name: string; people: number | null }>[] {
  const t = useMessages(pageMessages)
  return [
    { id: 'value', header: t('value'), isRowHeader: true, cell: ({ name }) => name, value: ({ name }) => name },
    {
      id: 'people',
      header: t('received'),
      align: 'end',
      cell: ({ people }) => people ?? t('few'),
      value: ({ people }) => people ?? '',
    },
  ]
}

function Sections({ shown: { within, sections, values, fiscalYear } }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const nameOf = useSectionName({ within })
  type Row = Shown['sections'][number]
  const number = (id: string, header: string, of: (row: Row) => number | null): Column<Row> => ({
    ...{ id, header, align: 'end' },
    cell: (row) => of(row) ?? t('few'),
    value: (row) => of(row) ?? '',
  })
  const columns: Column<Row>[] = [
    {
      id: 'section',
      header: t('section'),
      isRowHeader: true,
      cell: (row) => <SectionName {...{ row, within, search: { year: String(fiscalYear) } }} />,
      value: (row) => [nameOf(row), ...row.holds].join(' '),
    },
    number('people', t('people'), ({ people }) => people),
    number('received', t('received'), ({ received }) => received),
    number('wrote', t('wrote'), ({ wrote }) => wrote),
    // A value that is told of no part of this view needs no column.
    ...values.flatMap(({ valueId, name }, place) =>
      sections.some(({ byValue }) => byValue[place] !== null)
        ? [number(valueId, name, ({ byValue }) => byValue[place] ?? null)]
        : [],
    ),
  ]
  return (
    <DataTable
      caption={t('by_section')}
      name="thanks-sections"
      columns={columns}
      rows={sections}
      rowKey={({ sectionCode }) => sectionCode ?? ''}
    />
  )
}
