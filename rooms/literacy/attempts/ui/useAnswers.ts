import { useCallback, useEffect, useRef, useState } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import type { Output } from '#platform/contract/contract.ts'
import type { attempts } from '../contract.ts'
import { type Answers, begun, changed, type Given, isUnsaved, keptOf, refusedAt, told } from './answers.ts'
import { useTestsClient, windowName } from './useTests.ts'

type Attempt = Output<typeof attempts.showAttempt>

const RETRY_SECONDS = [1, 2, 4, 8, 15]
/** A line that hangs is given up and tried again. */
const PATIENCE_MS = 15_000
/** What ends saving in this window, as the server says it. */
const ENDING = ['held_elsewhere', 'time_over', 'already_ended']

/** Saves every change as it is made, one at a time for each item, and again until it is saved. `onEnd`: this window saves no more. */
export function useAnswers(
  attempt: Attempt,
  { tookOver, onSaved, onEnd }: { tookOver: boolean; onSaved: (remainingSeconds: number) => void; onEnd: () => void },
) {
  const { testAttemptId, items } = attempt
  const client = useTestsClient()
  const key = `draft:attempt-${testAttemptId}`
  const [answers, setAnswers] = useState(() => begun(items, JSON.parse(sessionStorage.getItem(key) ?? '[]'), tookOver))
  const now = useRef(answers)
  const onTheWay = useRef(new Set<number>())
  const failures = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const calls = useRef({ onSaved, onEnd })
  calls.current = { onSaved, onEnd }

  const keep = useCallback(
    (next: Answers) => {
      now.current = next
      const unsent = keptOf(next)
      if (unsent.length > 0) sessionStorage.setItem(key, JSON.stringify(unsent))
      else sessionStorage.removeItem(key)
      setAnswers(next)
    },
    [key],
  )

  const send = useCallback(async () => {
    clearTimeout(timer.current)
    const open = [...now.current].filter(([place, answer]) => isUnsaved(answer) && !onTheWay.current.has(place))
    await Promise.all(
      open.map(async ([place, { given, seq }]) => {
        onTheWay.current.add(place)
        try {
          const said = await client.attempts.saveAnswer(
            { testAttemptId, place, given, seq, window: windowName() },
            { signal: AbortSignal.timeout(PATIENCE_MS) },
          )
          failures.current = 0
          keep(told(now.current, place, said))
          calls.current.onSaved(said.remainingSeconds)
          onTheWay.current.delete(place)
          if (isUnsaved(now.current.get(place)!)) void send()
        } catch (error) {
          onTheWay.current.delete(place)
          const problem = problemFrom(error)
          if (problem && ENDING.includes(problem.code)) calls.current.onEnd()
          else if (problem && problem.status < 429 && problem.status !== 401) {
            keep(refusedAt(now.current, place, problem.title))
          } else {
            const wait = RETRY_SECONDS[Math.min(failures.current++, RETRY_SECONDS.length - 1)]!
            clearTimeout(timer.current)
            timer.current = setTimeout(send, wait * 1_000)
          }
        }
      }),
    )
  }, [client, testAttemptId, keep])

  useEffect(() => {
    void send()
    addEventListener('online', send)
    return () => {
      removeEventListener('online', send)
      clearTimeout(timer.current)
    }
  }, [send])

  /** @param settle milliseconds in which more may be typed before it is sent */
  function answer(place: number, given: Given, settle = 0) {
    keep(changed(now.current, place, given))
    clearTimeout(timer.current)
    timer.current = setTimeout(send, settle)
  }
  return { answers, answer, send, unsaved: () => [...now.current.values()].filter(isUnsaved).length }
}
