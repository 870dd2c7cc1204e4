import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type ProblemData, problemFrom } from '#platform/client/client.ts'
import { useTrainingApi, useTrainingClient } from '../../ui/useTrainingApi.ts'
import { afterAnswer, type Made, type Queue, settled, toSend, withMarks } from './queue.ts'

const RETRY_SECONDS = [2, 4, 8, 15]
/** A line that hangs is given up and tried again. */
const PATIENCE_MS = 15_000
/** So long the marks that were stored may wait to be shown as stored. */
const SHOWN_MS = 3_000
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Keeps marks in this browser until the server has them; `keptUnder` is a name of this account alone. */
export function useMarks(courseSessionId: number, keptUnder: string) {
  const api = useTrainingApi()
  const client = useTrainingClient()
  const queries = useQueryClient()
  const [queue, setQueue] = useState<Queue>(() => JSON.parse(localStorage.getItem(keptUnder) ?? '{}'))
  const [isOffline, setOffline] = useState(false)
  const [problem, setProblem] = useState<ProblemData>()
  const now = useRef(queue)
  const isSending = useRef(false)
  const failures = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const keep = useCallback(
    (next: Queue) => {
      now.current = next
      if (Object.keys(next).length === 0) localStorage.removeItem(keptUnder)
      else localStorage.setItem(keptUnder, JSON.stringify(next))
      setQueue(next)
    },
    [keptUnder],
  )

  const send = useCallback(async () => {
    clearTimeout(timer.current)
    const sent = toSend(now.current)
    if (sent.length === 0 || isSending.current) return
    isSending.current = true
    try {
      const marks = sent.map(({ clash: _, ...mark }) => mark)
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const answer = await client.training.markAttendance({ courseSessionId, marks }, { signal })
      failures.current = 0
      setOffline(false)
      setProblem(undefined)
      // The roster shows what is stored before the waiting mark is gone, so that no mark flickers; a line that hangs there holds up no mark.
      await Promise.race([queries.invalidateQueries({ queryKey: api.training.showRoster.key() }), pause(SHOWN_MS)])
      keep(afterAnswer(now.current, sent, answer))
      isSending.current = false
      void send()
    } catch (error) {
      isSending.current = false
      const said = problemFrom(error)
      setProblem(said)
      setOffline(!said)
      if (said && said.status < 429) return
      const wait = RETRY_SECONDS[Math.min(failures.current++, RETRY_SECONDS.length - 1)]!
      timer.current = setTimeout(send, wait * 1_000)
    }
  }, [api, client, queries, courseSessionId, keep])

  useEffect(() => {
    // The line is there again: how often it failed before says nothing of it, also for a try that is under way and still fails.
    const tryAnew = () => {
      failures.current = 0
      void send()
    }
    void send()
    addEventListener('online', tryAnew)
    return () => {
      removeEventListener('online', tryAnew)
      clearTimeout(timer.current)
    }
  }, [send])

  /** Many at once are kept once, and sent together. */
  const mark = useCallback(
    (made: readonly Made[]) => {
      keep(withMarks(now.current, made))
      void send()
    },
    [keep, send],
  )
  function settle(place: string, mine: boolean) {
    keep(settled(now.current, place, mine))
    void send()
  }
  const unsent = Object.keys(queue).length
  return { queue, unsent, isOffline, problem, mark, settle, send, forget: () => keep({}) }
}
