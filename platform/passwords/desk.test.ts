import { expect, onTestFinished, test } from 'vitest'
import { openPasswordDesk } from './desk.ts'

const password = 'そらいろの長靴と雨傘 42'

function deskOf(workers: number, waiting?: number) {
  const desk = openPasswordDesk(workers, waiting)
  onTestFinished(() => desk.close())
  return desk
}

test('passwords are kept as argon2id of at least 19 MiB and two passes', async () => {
  const desk = deskOf(1)
  const hash = await desk.hash(password)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await desk.hash(password)).not.toBe(hash)
  expect(await desk.matches(password, hash)).toBe(true)
  expect(await desk.matches(password.normalize('NFKD'), hash)).toBe(true)
  expect(await desk.matches(`${password} `, hash)).toBe(false)
  expect(await desk.matches(password, null)).toBe(false)
})

test('a name without a password takes as long as one with', async () => {
  const desk = deskOf(1)
  const hash = await desk.hash(password)
  // Processor, not the clock: these threads give way, and on a busy machine they wait for as long as others work.
  const taken = async (kept: string | null) => {
    const before = process.cpuUsage()
    await desk.matches('wrong', kept)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const pairs = await Array.fromAsync({ length: 8 }, async () => [await taken(hash), await taken(null)] as const)
  // What else the process does only ever adds to it.
  const quickest = (side: 0 | 1) => Math.min(...pairs.map((times) => times[side]))
  expect(quickest(1)).toBeGreaterThan(quickest(0) / 2)
  expect(quickest(1)).toBeLessThan(quickest(0) * 2)
})

test('so many wait and no more; somebody of a better rank takes the place of the last', async () => {
  const desk = deskOf(1, 3)
  const ends: string[] = []
  const come = (name: string, rank: number) =>
    desk.matches('wrong', null, rank).then(
      () => ends.push(name),
      (refused) => ends.push(`${name} ${refused.code} ${refused.values.seconds}`),
    )
  const strangers = Array.from({ length: 5 }, (_, i) => come(`stranger ${i}`, 1))
  const known = come('known', 0)
  await Promise.all([...strangers, known])
  expect(ends.filter((end) => end.includes('sign_in_busy 5'))).toEqual([
    'stranger 4 sign_in_busy 5',
    'stranger 3 sign_in_busy 5',
  ])
  expect(ends.filter((end) => !end.includes('busy')).slice(0, 3)).toEqual(['stranger 0', 'known', 'stranger 1'])
})

test('after its threads have ended the desk starts new ones', async () => {
  const desk = deskOf(2)
  await Promise.all([desk.hash('a'), desk.hash('b'), desk.hash('c')])
  await desk.close()
  expect(await desk.matches(password, await desk.hash(password))).toBe(true)
})
