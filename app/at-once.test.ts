import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mvv } from '#rooms/mvv/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'

/** The same request from four windows at the same moment; what was refused answers its code. */
async function atOnce<T>(ask: () => Promise<T>): Promise<(T | string)[]> {
  return await Promise.all([1, 2, 3, 4].map(() => ask().catch(({ code }) => String(code))))
}

const staff = (['sato', 'ueda', 'mori', 'inoue', 'ono', 'tanaka'] as const).map(staffNumberOf)

test(
  'whatever is added only where it is not there yet is there once, however many bring it at the same moment (INV-D5)',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const count = async (from: string) => (await sql<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n
    const skill = ['ict-tools', 'data-use', 'information-security']
    const rows = staff.flatMap((staffNumber) =>
      skill.map((one) => ({ staffNumber, skill: one, kind: 'test' as const, level: 2, asOf: '2026-11-01' })),
    )
    const imports = await atOnce(() => as('hayashi').ask(skills.importEvidence, { rows }))
    expect(imports.map((one) => (typeof one === 'string' ? one : one.added)).sort()).toEqual([0, 0, 0, rows.length])
    expect(await count('skill_evidence')).toBe(rows.length)

    await atOnce(() =>
      as('sato').ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 1, shared: false }] }),
    )
    expect(await count(`skill_evidence where kind <> 'test'`)).toBe(1)

    const purposes = ['1010', '101010'].map((sectionCode) => ({
      ...{ sectionCode, validFrom: '2026-11-22', purpose: '迷わせない窓口', answers: '不安', offers: '届出' },
      ...{ duties: ['届出を受ける'], contributesTo: [] },
    }))
    await atOnce(() => asCommand.ask(mvv.stateSectionPurposes, { rows: purposes }))
    expect(await count('section_purpose')).toBe(2)

    const { courseCode } = await dataCourse(town, 6)
    const recommendations = staff.slice(0, 3).map((staffNumber) => ({
      ...{ staffNumber, courseCode, recommendedBy: staffNumberOf('kato'), recommendedOn: '2026-10-01' },
      ...{ reason: '窓口の数字を読むために' },
    }))
    const past = { applications: [], recommendations, isSample: false }
    await atOnce(() => as('hayashi').ask(training.importTrainingHistory, past))
    expect(await count('recommendation')).toBe(3)

    const inForce = readFileSync(join(import.meta.dirname, '../policy/shinagawa.yaml'), 'utf8')
    const text = inForce.replace(/^( *edition: ).*$/m, '$1第二版')
    const loads = await atOnce(() => asCommand.ask(policy.loadPolicy, { text, publishFrom: '2027-04-01' }))
    expect(loads.filter((one) => one === 'same_edition')).toHaveLength(3)
  }),
)

test(
  'of two editions that are published from the same day at the same moment one holds, and the other is refused (INV-P1)',
  inTown(async ({ asCommand }) => {
    const inForce = readFileSync(join(import.meta.dirname, '../policy/shinagawa.yaml'), 'utf8')
    const ids = []
    for (const name of ['第二版', '第三版']) {
      const text = inForce.replace(/^( *edition: ).*$/m, `$1${name}`)
      ids.push((await asCommand.ask(policy.loadPolicy, { text })).policyEditionId)
    }
    const answers = await Promise.allSettled(
      ids.map((policyEditionId) => asCommand.ask(policy.publishPolicy, { policyEditionId, publishFrom: '2027-04-01' })),
    )
    const refused = answers.filter((one) => one.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toEqual(['later_edition_exists'])
  }),
)
