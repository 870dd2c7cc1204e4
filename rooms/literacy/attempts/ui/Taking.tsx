import { useEffect, useRef, useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { attempts } from '../contract.ts'
import { type Answer, isAnswered, isUnsaved } from './answers.ts'
import { ItemForm } from './ItemForm.tsx'
import { pageMessages } from './messages.ts'
import { useAnswers } from './useAnswers.ts'
import { useClock } from './useClock.ts'
import { useTestsAct } from './useTests.ts'

type Attempt = Output<typeof attempts.showAttempt>

/** One item a screen, the way between them, the time that is left, and handing in. */
export function Taking({ attempt, tookOver, onEnd }: { attempt: Attempt; tookOver: boolean; onEnd: () => unknown }) {
  const t = useMessages(pageMessages)
  const { testAttemptId, items } = attempt
  const clock = useClock(attempt.remainingSeconds)
  const { answers, answer, unsaved } = useAnswers(attempt, { tookOver, onSaved: clock.correct, onEnd })
  const [place, setPlace] = useState(() => items.find((item) => item.given === null)?.place ?? 1)
  const heading = useRef<HTMLHeadingElement>(null)
  const { act, error } = useTestsAct()
  const submit = () => act((client) => client.attempts.submitAttempt({ testAttemptId }))
  const isOver = clock.left === 0
  const end = useRef(submit)
  end.current = submit
  // The server's clock decides: a moment later it says so too.
  useEffect(() => {
    if (!isOver) return
    const timer = setTimeout(() => end.current(), 1_500)
    return () => clearTimeout(timer)
  }, [isOver])
  const item = items[place - 1]!
  const given = answers.get(place)!
  function goTo(next: number) {
    setPlace(next)
    requestAnimationFrame(() => heading.current?.focus())
  }
  const open = items.filter((one) => !isAnswered(answers.get(one.place)!)).length
  return (
    <>
      <Clock left={clock.left} />
      {isOver && <p role="alert">{t('attempt.over')}</p>}
      <section aria-labelledby="item-heading" className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
        <h2 id="item-heading" ref={heading} tabIndex={-1} className="mb-3 text-std-20B-150">
          {t('attempt.of', { place, n: items.length })}
        </h2>
        <ItemForm
          key={place}
          item={item}
          given={given.given}
          onAnswer={(next, settle) => answer(place, next, settle)}
        />
        <Saved answer={given} />
        <div className="mt-6 flex flex-wrap justify-between gap-3">
          <Button look="secondary" disabled={place === 1} onClick={() => goTo(place - 1)}>
            {t('attempt.previous')}
          </Button>
          {place < items.length && <Button onClick={() => goTo(place + 1)}>{t('attempt.next')}</Button>}
        </div>
      </section>
      <Overview items={items} place={place} stateOf={(at) => answers.get(at)!} onGo={goTo} />
      <Submit open={open} unsaved={unsaved} onSubmit={submit} isLast={place === items.length} />
      {error && <Trouble error={error} />}
    </>
  )
}

/** Seen all the time, and read out at five minutes and at one. */
function Clock({ left }: { left: number }) {
  const t = useMessages(pageMessages)
  const warning = left <= 60 ? (left > 0 ? 'attempt.one' : null) : left <= 300 ? 'attempt.five' : null
  const words = t('attempt.left', { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') })
  return (
    <div className="sticky top-14 z-10 mb-4 flex flex-wrap items-baseline gap-x-4 border-solid-gray-200 border-b bg-white/95 px-4 py-2 short:static md:top-16">
      <p role="timer" aria-live="off" className={`figures ${left <= 300 ? 'font-bold' : ''}`}>
        {t('attempt.time')} {words}
      </p>
      <p role="status">{warning && t(warning)}</p>
    </div>
  )
}

function Saved({ answer }: { answer: Answer }) {
  const t = useMessages(pageMessages)
  if (answer.refused !== undefined) {
    return (
      <p role="alert" className="mt-3 text-error-2">
        {t('saved.refused', { reason: answer.refused })}
      </p>
    )
  }
  return (
    <p role="status" className="mt-3 min-h-6 text-dns-14N-130 text-solid-gray-700">
      {answer.seq === 0 ? '' : isUnsaved(answer) ? <Unsaved /> : t('saved.saved')}
    </p>
  )
}

/** A moment is nothing; what lasts is told. */
function Unsaved() {
  const t = useMessages(pageMessages)
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLasts(true), 2_500)
    return () => clearTimeout(timer)
  }, [])
  return <>{t(lasts ? 'saved.unsaved' : 'saved.saving')}</>
}

function Overview({
  items,
  place,
  stateOf,
  onGo,
}: {
  items: Attempt['items']
  place: number
  stateOf: (place: number) => Answer
  onGo: (place: number) => void
}) {
  const t = useMessages(pageMessages)
  const answered = items.filter((item) => isAnswered(stateOf(item.place))).length
  return (
    <nav aria-label={t('attempt.overview')} className="mt-6">
      <p className="mb-2">{t('attempt.answered', { n: answered, of: items.length })}</p>
      <ol className="flex flex-wrap gap-2">
        {items.map((item) => {
          const isDone = isAnswered(stateOf(item.place))
          const isHere = item.place === place
          return (
            <li key={item.place}>
              <button
                type="button"
                aria-current={isHere ? 'step' : undefined}
                onClick={() => onGo(item.place)}
                className={`figures grid h-11 w-11 place-items-center rounded-8 border ${
                  isDone ? 'border-blue-900 bg-blue-50 text-blue-1000' : 'border-solid-gray-420 bg-white'
                } ${isHere ? 'outline-2 outline-blue-900 outline-offset-2' : ''}`}
              >
                <span>
                  {item.place}
                  {isDone && <span aria-hidden="true">✓</span>}
                  <span className="sr-only"> {t(isDone ? 'attempt.is_answered' : 'attempt.is_open')}</span>
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Submit({
  open,
  unsaved,
  onSubmit,
  isLast,
}: {
  open: number
  unsaved: () => number
  onSubmit: () => Promise<unknown>
  isLast: boolean
}) {
  const t = useMessages(pageMessages)
  const [isAsking, ask] = useState(false)
  const [waits, setWaits] = useState(false)
  function confirm() {
    if (unsaved() > 0) return setWaits(true)
    ask(false)
    return onSubmit()
  }
  return (
    <div className="mt-8">
      <Button look={isLast ? 'primary' : 'secondary'} onClick={() => ask(true)}>
        {t('attempt.submit')}
      </Button>
      <ConfirmDialog
        title={t('attempt.submit.title')}
        open={isAsking}
        onClose={() => {
          ask(false)
          setWaits(false)
        }}
        confirmLabel={t('attempt.submit')}
        onConfirm={confirm}
        danger={false}
      >
        <p>{open > 0 ? t('attempt.submit.open', { n: open }) : t('attempt.submit.all')}</p>
        <p className="mt-2">{t('attempt.submit.final')}</p>
        {waits && (
          <p role="alert" className="mt-2 text-error-2">
            {t('attempt.submit.unsaved')}
          </p>
        )}
      </ConfirmDialog>
    </div>
  )
}
