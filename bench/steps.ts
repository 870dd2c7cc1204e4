import { home } from '#app/home/contract.ts'
import { openTown } from '#app/server.ts'
import { auth } from '#platform/auth/contract.ts'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { percentile, round } from './table.ts'

const WARM = 20
const ASKED = 200
export const stepNames = ['connection', 'session', 'access', 'prepare', 'query', 'check', 'journal'] as const

export interface Steps {
  readonly operation: string
  /** Microseconds, medians; none where the operation has no such step. */
  readonly steps: Readonly<Partial<Record<(typeof stepNames)[number], number>>>
}

/** What one request spends where, with nobody else there, without the network. */
export async function stepsOf({ app, town }: OpenDatabase): Promise<Steps[]> {
  const noted = new Map<string, number[]>()
  const gate = openTown({
    app,
    town,
    onSteps: (operation, steps) => {
      for (const [step, ms] of Object.entries(steps)) {
        const key = `${operation} ${step}`
        const known = noted.get(key)
        if (known) known.push(ms * 1000)
        else noted.set(key, [ms * 1000])
      }
    },
  })
  const visitor = async (persona: 'staff' | 'sectionHead' | 'executive') => {
    let token = ''
    const setHeader = (_: string, value: string) => {
      token = /=([^;]+)/.exec(value)?.[1] ?? ''
    }
    await gate.ask(auth.signInAsPersona, { persona }, { fromLoopback: true, setHeader })
    return { token }
  }
  try {
    const [person, head, executive] = [await visitor('staff'), await visitor('sectionHead'), await visitor('executive')]
    const { staffMemberId } = await gate.ask(people.showMe, {}, person)
    noted.clear()
    for (let n = 0; n < WARM + ASKED; n++) {
      await gate.ask(home.showHome, {}, person)
      await gate.ask(skills.showSkills, { staffMemberId }, person)
      await gate.ask(training.listMyTraining, {}, person)
      await gate.ask(skills.showTeamSkills, {}, head)
      await gate.ask(kpi.listKpis, {}, executive)
    }
  } finally {
    await gate.close()
  }
  const operations = [...new Set([...noted.keys()].map((key) => key.split(' ')[0]!))]
  return operations.map((operation) => ({
    operation,
    steps: Object.fromEntries(
      stepNames.flatMap((step) => {
        const times = noted.get(`${operation} ${step}`)?.slice(WARM)
        return times ? [[step, round(percentile(times, 0.5), 0)]] : []
      }),
    ),
  }))
}
