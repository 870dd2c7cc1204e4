import { expect, test } from 'vitest'
import { remembered } from './memory.service.ts'

test('whoever asks while it is being counted waits for that count instead of counting too', async () => {
  const answers = new Map<string, Promise<unknown>>()
  let counts = 0
  const count = async () => {
    counts++
    await new Promise((done) => setTimeout(done, 5))
    return counts
  }
  expect(await Promise.all(Array.from({ length: 32 }, () => remembered(answers, 'a', count)))).toEqual(
    Array.from({ length: 32 }, () => 1),
  )
  expect(await remembered(answers, 'b', count)).toBe(2)
})

test('a count that failed is nobody else’s failure and is not remembered', async () => {
  const answers = new Map<string, Promise<unknown>>()
  let counts = 0
  const count = async () => {
    if (++counts === 1) throw new Error('the first one’s time was up')
    return counts
  }
  const [first, second] = await Promise.allSettled([remembered(answers, 'a', count), remembered(answers, 'a', count)])
  expect(first.status).toBe('rejected')
  expect(second).toEqual({ status: 'fulfilled', value: 2 })
  expect(await remembered(answers, 'a', count)).toBe(3)
})
