import { useEffect, useState } from 'react'

/** Seconds that are left, from what the server last said; this machine's own clock may say what it likes. */
export function useClock(remainingSeconds: number) {
  const [end, setEnd] = useState(() => performance.now() + remainingSeconds * 1_000)
  const [left, setLeft] = useState(remainingSeconds)
  useEffect(() => setEnd(performance.now() + remainingSeconds * 1_000), [remainingSeconds])
  useEffect(() => {
    const look = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1_000)))
    look()
    const timer = setInterval(look, 500)
    return () => clearInterval(timer)
  }, [end])
  return { left, correct: (seconds: number) => setEnd(performance.now() + seconds * 1_000) }
}
