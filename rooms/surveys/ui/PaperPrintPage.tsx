import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { answerMessages } from './messages.ts'
import { useCellWords, WithSheets } from './PaperParts.tsx'
import { PrintedItems } from './PrintedItems.tsx'
import { paperMessages } from './paper.messages.ts'
import type { PaperSheets } from './told.ts'

/** A sheet as it is printed for one cell: no number, no name, nothing that another sheet of the cell has not. */
export function PaperPrintPage() {
  return <WithSheets>{(_, sheets) => <PrintedSheet sheets={sheets} />}</WithSheets>
}

function PrintedSheet({ sheets: { title, number, to, k, items, cells } }: { sheets: PaperSheets }) {
  const t = useMessages(paperMessages)
  const answering = useMessages(answerMessages)
  const { language } = useLanguage()
  const words = useCellWords()
  const [chosen, choose] = useChoiceInAddress(
    'cell',
    cells.map(({ cell }) => String(cell)),
  )
  const cell = cells.find((one) => String(one.cell) === chosen)!
  return (
    <div className="max-w-[48em] print:max-w-none">
      <div data-print="no" className="mb-8 grid gap-4">
        <p className="text-solid-gray-700">{t('sheet.lead')}</p>
        <div className="flex flex-wrap items-end gap-4">
          <div className="grow basis-72">
            <Select
              name="cell"
              label={t('sheet.which')}
              value={chosen}
              choices={cells.map((one) => ({ value: String(one.cell), label: words(one) }))}
              onChange={choose}
            />
          </div>
          <Button onClick={() => window.print()}>{t('sheet.print')}</Button>
        </div>
      </div>
      <PageHeading lead={t('sheet.round', { n: number, to: formatDate(to, language, 'weekday') })}>{title}</PageHeading>
      <p className="mb-4 text-std-20B-150">{t('sheet.cell', { cell: words(cell) })}</p>
      <ul className="mb-4 grid list-disc gap-1 pl-6 print:text-[9pt] print:leading-snug">
        <li>{answering('kept.1', { k })}</li>
        <li>{answering('kept.2')}</li>
        <li>{answering('kept.3')}</li>
        <li>{t('sheet.paper')}</li>
      </ul>
      <p className="mb-6 border-2 border-solid-gray-800 px-4 py-2">{t('sheet.how')}</p>
      <PrintedItems items={items} />
    </div>
  )
}
