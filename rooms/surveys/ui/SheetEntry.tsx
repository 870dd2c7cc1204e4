import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { fieldId } from '#platform/ui/form/Field.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { type Answers, isAsked, kept, type Value } from '../answers.rules.ts'
import { typed } from '../paper.rules.ts'
import type { SurveyItem } from '../survey.rules.ts'
import { ItemField } from './ItemField.tsx'
import { useCellWords } from './PaperParts.tsx'
import { paperMessages } from './paper.messages.ts'
import type { PaperSheets } from './told.ts'
import { useTeam } from './useSurveys.ts'

interface Entered {
  readonly cell: number | null
  readonly sheets: readonly Answers[]
  readonly current: Answers
}
const nothing: Entered = { cell: null, sheets: [], current: {} }

/** Sheets of one cell, entered by keys one after the other and sent together. */
export function SheetEntry({ roundId, sheets: told }: { roundId: number; sheets: PaperSheets }) {
  const t = useMessages(paperMessages)
  const words = useCellWords()
  const [draft, keep, drop] = useDraft(`sheets-${roundId}`, nothing)
  const { ask, error, isPending } = useTeam()
  const waiting = told.cells.filter(({ noted, entered }) => entered < noted)
  const cell = waiting.find((one) => one.cell === draft.cell) ?? waiting[0]
  if (!cell) {
    return (
      <Section title={t('enter.title')} lead={t('enter.lead')}>
        <p>{t('enter.none')}</p>
      </Section>
    )
  }
  const left = cell.noted - cell.entered
  const held = draft.cell === cell.cell ? draft : { ...nothing, cell: cell.cell }
  const n = held.sheets.length
  const isFull = n >= left
  const fewest = Math.min(told.fewest, 200)

  async function send() {
    const sheets = held.sheets.map((one) =>
      Object.entries(one).map(([item, value]) => ({ item, value: plainOf(value) })),
    )
    const input = { roundId, cell: cell!.cell, sheets }
    if (await ask((client) => client.surveys.enterPaperSheets(input), t('enter.sent', { n }))) drop()
  }
  return (
    <Section title={t('enter.title')} lead={t('enter.lead')}>
      <div className="grid max-w-[42em] gap-6">
        <Select
          name="cell"
          label={t('enter.cell')}
          value={String(cell.cell)}
          choices={waiting.map((one) => ({
            value: String(one.cell),
            label: t('enter.cell_choice', { cell: words(one), n: one.noted - one.entered }),
          }))}
          onChange={(value) => keep({ ...nothing, cell: Number(value) })}
        />
        {isFull ? (
          <p>{t('enter.full')}</p>
        ) : (
          <OneSheet
            key={`${cell.cell}-${n}`}
            items={told.items as readonly SurveyItem[]}
            place={n + 1}
            answers={held.current}
            onChange={(current) => keep({ ...held, current })}
            onDone={(sheet) => keep({ ...held, sheets: [...held.sheets, sheet], current: {} })}
          />
        )}
        {error && <Trouble error={error} />}
        <div className="grid gap-3" role="status">
          <p className="figures">{t('enter.held', { n })}</p>
          {n < fewest && <p className="text-solid-gray-700">{t('enter.fewest', { n: fewest })}</p>}
        </div>
        <div className="flex flex-wrap gap-3">
          {n >= fewest && (
            <Button onClick={send} busy={isPending}>
              {t('enter.send', { n })}
            </Button>
          )}
          {n > 0 && (
            <Button look="secondary" onClick={() => keep({ ...held, sheets: held.sheets.slice(0, -1), current: {} })}>
              {t('enter.drop')}
            </Button>
          )}
        </div>
      </div>
    </Section>
  )
}

const plainOf = (value: Value) => (Array.isArray(value) ? [...value] : (value as string | number))

interface Sheet {
  readonly items: readonly SurveyItem[]
  /** Which sheet of those that are entered together. */
  readonly place: number
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
  readonly onDone: (answers: Answers) => void
}

/** One item at a time, which takes the keys: digits as they are printed, Enter for the next. */
function OneSheet({ items, place, answers, onChange, onDone }: Sheet) {
  const t = useMessages(paperMessages)
  const [at, setAt] = useState(0)
  const [isBlank, setBlank] = useState(false)
  const asked = items.filter((item) => item.type !== 'heading' && isAsked(item, answers))
  const item = asked[Math.min(at, asked.length - 1)]!
  const isLast = at >= asked.length - 1
  const seen = useRef(place === 1 && at === 0)
  // The first item of all does not take the focus from whoever opens the page.
  useEffect(() => {
    if (!seen.current) document.getElementById(fieldId(item.id))?.focus()
    seen.current = false
  }, [item.id])

  const set = (value: Value | undefined) => {
    setBlank(false)
    const { [item.id]: _, ...rest } = answers
    onChange(value === undefined ? rest : { ...rest, [item.id]: value })
  }
  function next() {
    if (!isLast) return setAt(at + 1)
    const said = kept(items, new Map(Object.entries(answers)))
    if (Object.keys(said).length === 0) return setBlank(true)
    onDone(said)
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target = event.target as HTMLElement
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey || event.nativeEvent.isComposing || target.closest('button')) return
    const isWriting = target.matches('textarea, input:not([type=radio]):not([type=checkbox])')
    if (key === 'Enter' && !shiftKey) next()
    else if (isWriting) return
    else if (/^\d$/.test(key)) set(typed(item, answers[item.id], Number(key)))
    else if (key === 'Backspace') setAt(Math.max(0, at - 1))
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields within; each of them can be pressed as well.
    <div onKeyDown={onKeyDown}>
      <Card>
        <p className="figures mb-4 flex flex-wrap gap-x-6 text-solid-gray-700">
          <strong>{t('enter.sheet', { n: place })}</strong>
          <span>{t('enter.item', { n: Math.min(at, asked.length - 1) + 1, of: asked.length })}</span>
        </p>
        <ItemField key={item.id} item={item} value={answers[item.id]} onChange={set} isNumbered />
        <p aria-live="polite" className="mt-2 text-error-2">
          {isBlank && t('enter.blank')}
        </p>
        <div className="mt-4 flex flex-wrap gap-3">
          <Button look="secondary" onClick={next}>
            {t(isLast ? 'enter.last' : 'enter.next')}
          </Button>
          {at > 0 && (
            <Button look="text" onClick={() => setAt(at - 1)}>
              {t('enter.back')}
            </Button>
          )}
        </div>
      </Card>
    </div>
  )
}
