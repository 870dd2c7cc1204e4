import { skills } from '#rooms/skills/contract.ts'
import type { Town } from './town.ts'

/** Somebody of the cast passes every test of the floor on a day. */
export async function passes({ asCommand }: Pick<Town, 'asCommand'>, person: number, asOf: string): Promise<void> {
  const result = { staffNumber: String(person).padStart(8, '0'), kind: 'test' as const, level: 2, asOf }
  const rows = ['ict-tools', 'information-security', 'data-use'].map((skill) => ({ ...result, skill }))
  await asCommand.ask(skills.importEvidence, { rows })
}

/** Everybody passes a test of a skill, far above what is asked of anybody. */
export async function allPass({ asCommand, sql }: Pick<Town, 'asCommand' | 'sql'>, skill: string): Promise<void> {
  const result = { skill, kind: 'test' as const, level: 4, asOf: '2026-11-01' }
  const people = await sql<{ staffNumber: string }>(`select staff_number as "staffNumber" from employment`)
  await asCommand.ask(skills.importEvidence, { rows: people.map((one) => ({ ...result, ...one })) })
}
