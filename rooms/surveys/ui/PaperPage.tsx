import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { PaperNotes } from './PaperNotes.tsx'
import { useCellWords, WithSheets } from './PaperParts.tsx'
import { paperMessages } from './paper.messages.ts'
import { SheetEntry } from './SheetEntry.tsx'
import type { PaperSheets } from './told.ts'

type Cell = PaperSheets['cells'][number]

/** 紙での回答: sheets are printed, noted by one person, and entered by another. */
export function PaperPage() {
  const t = useMessages(paperMessages)
  return (
    <WithSheets>
      {(roundId, sheets) => (
        <>
          <PageHeading
            lead={t('lead')}
            actions={
              sheets.state !== 'closed' && (
                <LinkButton look="secondary" to={`/admin/survey-rounds/${roundId}/sheets/print`}>
                  {t('print')}
                </LinkButton>
              )
            }
          >
            {t('title')}
          </PageHeading>
          <Doing roundId={roundId} sheets={sheets} />
          <Cells sheets={sheets} />
        </>
      )}
    </WithSheets>
  )
}

/** What the reader may do: nothing, one of both, or, at first, either. */
function Doing({ roundId, sheets }: { roundId: number; sheets: PaperSheets }) {
  const t = useMessages(paperMessages)
  const { state, task } = sheets
  if (state === 'closed') return <Empty title={t('closed.title')}>{t('closed')}</Empty>
  if (state === 'ahead') return <Empty title={t('ahead.title')}>{t('ahead')}</Empty>
  return (
    <>
      <p className="mb-6 rounded-8 border border-solid-gray-300 bg-white px-4 py-3">{t(`task.${task ?? 'none'}`)}</p>
      {task !== 'enters' && <PaperNotes roundId={roundId} sheets={sheets} />}
      {task !== 'notes' && <SheetEntry roundId={roundId} sheets={sheets} />}
    </>
  )
}

function Cells({ sheets: { cells, state, closesBy } }: { sheets: PaperSheets }) {
  const t = useMessages(paperMessages)
  const { language } = useLanguage()
  const words = useCellWords()
  const number = (n: number) => formatNumber(n, language) ?? ''
  const waits = cells.some(({ noted, entered }) => entered < noted)
  const columns: Column<Cell>[] = [
    { ...{ id: 'cell', header: t('cells.cell'), isRowHeader: true, value: words }, cell: words },
    {
      ...{ id: 'receivers', header: t('cells.receivers'), align: 'end', value: ({ receivers }) => receivers },
      cell: ({ receivers }) => <span className="figures">{t('people', { n: number(receivers) })}</span>,
    },
    {
      ...{ id: 'noted', header: t('cells.noted'), align: 'end', value: ({ noted }) => noted },
      cell: ({ noted }) => <span className="figures">{t('sheets', { n: number(noted) })}</span>,
    },
    {
      ...{ id: 'entered', header: t('cells.entered'), align: 'end', value: ({ entered }) => entered },
      cell: ({ entered }) => <span className="figures">{t('sheets', { n: number(entered) })}</span>,
    },
  ]
  return (
    <Section
      title={t('cells.title')}
      lead={waits && state !== 'closed' && t('closes.by', { by: formatDate(closesBy, language, 'weekday') })}
    >
      <DataTable
        caption={t('cells.caption')}
        name="cells"
        columns={columns}
        rows={cells}
        rowKey={({ cell }) => cell}
        pageSize={20}
      />
    </Section>
  )
}
