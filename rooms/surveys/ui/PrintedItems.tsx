import { useMessages } from '#platform/i18n/react.tsx'
import { answersOf } from '../survey.rules.ts'
import { answerMessages } from './messages.ts'
import { paperMessages } from './paper.messages.ts'
import { useItemWords } from './result-words.ts'
import type { PaperSheets } from './told.ts'

type Item = PaperSheets['items'][number]
interface Numbered {
  readonly item: Item
  /** As it is counted on the sheet; headings are not. */
  readonly place: number
}

const agreement = [5, 4, 3, 2, 1] as const

/** Items as they are answered with a pen: numbers to circle, lines to write on. Those of agreement in a row share one table. */
export function PrintedItems({ items }: { items: readonly Item[] }) {
  const parts: Numbered[][] = []
  let place = 0
  for (const item of items) {
    if (item.type !== 'heading') place++
    const last = parts.at(-1)
    if (isInTable(item) && last?.every((one) => isInTable(one.item))) last.push({ item, place })
    else parts.push([{ item, place }])
  }
  return (
    <div className="grid gap-6 print:block">
      {parts.map((part) =>
        isInTable(part[0]!.item) ? (
          <Agreements key={part[0]!.item.id} part={part} />
        ) : (
          <Single key={part[0]!.item.id} {...part[0]!} all={items} />
        ),
      )}
    </div>
  )
}

const isInTable = ({ type, onlyIf }: Item) => type === 'agreement5' && !onlyIf

function Agreements({ part }: { part: readonly Numbered[] }) {
  const t = useMessages(answerMessages)
  const paper = useMessages(paperMessages)
  const words = useItemWords()
  const line = 'border border-solid-gray-600 px-1 py-1 text-center'
  // A phone has no room for words at the head of the columns.
  return (
    <>
      <p aria-hidden="true" className="mb-2 text-dns-14N-130 md:hidden print:hidden">
        {agreement.map((value) => `${value} ${t(`agree.${value}`)}`).join('、')}
      </p>
      <table className="w-full border-collapse print:mb-6">
        <caption className="sr-only">{paper('sheet.items')}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${line} text-left`}>
              {paper('sheet.items')}
            </th>
            {agreement.map((value) => (
              <th
                key={value}
                scope="col"
                className={`${line} w-10 align-bottom text-dns-14N-130 md:w-18 print:w-16 print:text-[7.5pt]`}
              >
                <span className="max-md:sr-only print:not-sr-only">{t(`agree.${value}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part.map(({ item, place }) => (
            <tr key={item.id}>
              <th scope="row" className={`${line} px-2 text-left font-normal`}>
                <span className="figures">{place}. </span>
                {words(item)}
              </th>
              {agreement.map((value) => (
                <td key={value} className={`figures ${line} text-std-16N-170`}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Single({ item, place, all }: Numbered & { all: readonly Item[] }) {
  const words = useItemWords()
  if (item.type === 'heading') {
    return <h2 className="whitespace-pre-line text-std-20B-150 print:mt-4 print:mb-2">{words(item)}</h2>
  }
  return (
    <div className="print:mb-6 print:break-inside-avoid">
      <Condition item={item} all={all} />
      <p className="whitespace-pre-line">
        <span className="figures">{place}. </span>
        {words(item)}
      </p>
      <Place item={item} />
    </div>
  )
}

function Condition({ item: { onlyIf }, all }: { item: Item; all: readonly Item[] }) {
  const t = useMessages(paperMessages)
  const words = useItemWords()
  const answer = useAnswerWords()
  const earlier = onlyIf && all.find(({ id }) => id === onlyIf.item)
  if (!onlyIf || !earlier) return null
  const answers = onlyIf.oneOf.map((one) => answer(earlier, one)).join('・')
  return <p className="text-dns-14N-130 text-solid-gray-700">{t('sheet.only_if', { item: words(earlier), answers })}</p>
}

/** An answer with its number on the sheet. */
function useAnswerWords() {
  const t = useMessages(answerMessages)
  return (item: Item, value: string | number) => {
    if (item.type === 'agreement5') return `${value} ${t(`agree.${value as (typeof agreement)[number]}`)}`
    const at = answersOf(item).indexOf(value)
    return `${at + 1} ${item.choices?.[at] ?? value}`
  }
}

/** Where it is answered. */
function Place({ item }: { item: Item }) {
  const t = useMessages(paperMessages)
  const answer = useAnswerWords()
  const answers = item.type === 'agreement5' ? agreement : answersOf(item)
  if (answers.length > 0) {
    return (
      <p className="mt-1 flex flex-wrap gap-x-6 gap-y-1 pl-4">
        {item.type === 'multiple' && <span className="text-solid-gray-700">({t('sheet.several')})</span>}
        {answers.map((value) => (
          <span key={value}>{answer(item, value)}</span>
        ))}
      </p>
    )
  }
  if (item.type === 'number') {
    return (
      <p className="mt-2 pl-4">
        <span aria-hidden="true" className="inline-block w-32 border-solid-gray-800 border-b">
          {' '}
        </span>{' '}
        ({t('sheet.number', { min: item.scale?.min ?? 0, max: item.scale?.max ?? 0 })})
      </p>
    )
  }
  return (
    <>
      <p className="pl-4 text-dns-14N-130 text-solid-gray-700">{t('sheet.text_note')}</p>
      <div aria-hidden="true" className="mt-2 ml-4 grid gap-6 border border-solid-gray-600 p-2 pb-6">
        {[1, 2, 3].map((one) => (
          <div key={one} className="h-6 border-solid-gray-300 border-b" />
        ))}
      </div>
    </>
  )
}
