import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import type { attempts } from '../contract.ts'
import type { Given } from './answers.ts'
import { pageMessages } from './messages.ts'

type Item = Output<typeof attempts.showAttempt>['items'][number]
export type ShownItem = Omit<Item, 'given' | 'seq'>

/** Milliseconds in which more may be typed. */
const SETTLE = 700

/** One item with its way to answer; the stem is the legend, so that it is read with every choice. */
export function ItemForm({
  item,
  given,
  onAnswer,
}: {
  item: ShownItem
  given: Given
  onAnswer: (given: Given, settle?: number) => void
}) {
  const t = useMessages(pageMessages)
  const { kind, stem, isSample, place } = item
  const chosen = Array.isArray(given) ? given : []
  return (
    <fieldset className="min-w-0" id={`item-${place}`}>
      <legend className="max-w-[42em] whitespace-pre-line text-std-16B-170">
        {stem} {isSample && <SampleTag />}
        <span className="block text-dns-14N-130 text-solid-gray-700">{t(`item.${kind}`)}</span>
      </legend>
      <div className="mt-3">
        {kind === 'single' && (
          <Choices item={item} type="radio" chosen={chosen} onChoose={(choice) => onAnswer([choice])} />
        )}
        {kind === 'multiple' && (
          <Choices
            item={item}
            type="checkbox"
            chosen={chosen}
            onChoose={(choice) => {
              const next = chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice]
              onAnswer(next.length === 0 ? null : next.toSorted((a, b) => a - b))
            }}
          />
        )}
        {kind === 'ordering' && <Ordering item={item} given={chosen} onAnswer={onAnswer} />}
        {(kind === 'numeric' || kind === 'text') && (
          <TextField
            name={`answer-${place}`}
            label={item.unit ? t('item.answer_unit', { unit: item.unit }) : t('item.answer')}
            value={typeof given === 'string' ? given : ''}
            onChange={(typed) => onAnswer(typed === '' ? null : typed.slice(0, 200), SETTLE)}
            autoComplete="off"
            characters={kind === 'numeric' ? 10 : 24}
          />
        )}
      </div>
      {kind === 'single' && given !== null && (
        <Button look="text" size="small" onClick={() => onAnswer(null)}>
          {t('item.clear')}
        </Button>
      )}
    </fieldset>
  )
}

function Choices({
  item,
  type,
  chosen,
  onChoose,
}: {
  item: ShownItem
  type: 'radio' | 'checkbox'
  chosen: readonly number[]
  onChoose: (choice: number) => void
}) {
  return item.choices.map((choice, at) => (
    <label key={choice} className="flex min-h-11 items-start gap-3 py-2">
      <input
        type={type}
        name={`answer-${item.place}`}
        checked={chosen.includes(at + 1)}
        onChange={() => onChoose(at + 1)}
        className="mt-[0.1875rem] h-5 w-5 shrink-0 accent-blue-900"
      />
      <span className="min-w-0 break-words">{choice}</span>
    </label>
  ))
}

/** Moved by buttons, so that it needs no mouse; before the first move the order that is shown is no answer. */
function Ordering({
  item: { choices },
  given,
  onAnswer,
}: {
  item: ShownItem
  given: readonly number[]
  onAnswer: (given: Given) => void
}) {
  const t = useMessages(pageMessages)
  const [moved, setMoved] = useState('')
  const order = given.length > 0 ? given : choices.map((_, at) => at + 1)
  function move(at: number, by: 1 | -1) {
    const next = [...order]
    ;[next[at], next[at + by]] = [next[at + by]!, next[at]!]
    setMoved(t('item.moved', { choice: choices[order[at]! - 1]!, place: at + by + 1 }))
    onAnswer(next)
  }
  return (
    <>
      <ol className="grid gap-2">
        {order.map((place, at) => {
          const choice = choices[place - 1]!
          return (
            <li
              key={place}
              className="flex items-center gap-2 rounded-8 border border-solid-gray-300 bg-white py-1 pr-1 pl-3"
            >
              <span className="figures text-solid-gray-700">{at + 1}</span>
              <span className="min-w-0 grow break-words">{choice}</span>
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  aria-label={t(by === -1 ? 'item.up' : 'item.down', { choice })}
                  aria-disabled={at + by < 0 || at + by >= order.length || undefined}
                  onClick={() => at + by >= 0 && at + by < order.length && move(at, by)}
                  className="h-11 w-11 shrink-0 rounded-8 border border-solid-gray-420 aria-disabled:opacity-40"
                >
                  <span aria-hidden="true">{by === -1 ? '↑' : '↓'}</span>
                </button>
              ))}
            </li>
          )
        })}
      </ol>
      <p role="status" className="sr-only">
        {moved}
      </p>
      <div className="mt-3">
        {given.length === 0 ? (
          <Button look="secondary" size="small" onClick={() => onAnswer([...order])}>
            {t('item.as_is')}
          </Button>
        ) : (
          <Button look="text" size="small" onClick={() => onAnswer(null)}>
            {t('item.clear')}
          </Button>
        )}
      </div>
    </>
  )
}
