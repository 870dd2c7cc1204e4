/**
 * Somebody else at work in the same ward: about every 50 ms HR records the result of a test or somebody does something else, one after the other,
 * until told to stop. Each of these commits.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { todayInTokyo } from '#platform/time/dates.ts'
import type { Callers } from './calls.ts'
import { ask } from './calls.ts'

const EVERY_MS = 50

export interface Writer {
  /** @returns how many changes were committed */
  stop(): Promise<number>
}

/**
 * @param people whose results come in, in turn
 * @param beside what somebody else does in turn with them; undefined: nothing but results comes in
 */
export async function startWriter(
  url: string,
  { hr, executive }: Pick<Callers, 'hr' | 'executive'>,
  people: readonly number[],
  beside?: () => Promise<unknown>,
): Promise<Writer> {
  const { skills } = await ask<{ skills: { skill: string }[] }>(`${url}/api/skills/sections`, executive)
  const record = async (n: number) => {
    const response = await fetch(`${url}/api/staff/${people[n % people.length]}/results`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: hr },
      body: JSON.stringify({
        kind: 'test',
        skill: skills[n % skills.length]!.skill,
        level: 1 + (n % 3),
        asOf: todayInTokyo(),
        source: `到達テスト ${n}`,
      }),
    })
    if (response.status >= 300) throw new Error(`A result was answered ${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
  }
  let isStopping = false
  let written = 0
  const writing = (async () => {
    for (let due = performance.now(); !isStopping; due += EVERY_MS) {
      await sleep(Math.max(0, due - performance.now()))
      await (beside && written % 2 === 1 ? beside() : record(Math.floor(written / (beside ? 2 : 1))))
      written++
    }
  })()
  // Whoever stops it hears of its failure; it may fail before.
  writing.catch(() => undefined)
  return {
    stop: async () => {
      isStopping = true
      await writing
      return written
    },
  }
}
