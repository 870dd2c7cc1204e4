import { expect, test } from 'vitest'
import type { KindOfEvidence } from '#rooms/policy/evidence.rules.ts'
import { runInCopy } from '#testing/house-copy.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { skills } from './contract.ts'

const entry = `
  peer: { name: { ja: '同僚の所見', en: 'Observation by a colleague' }, setsLevel: true, recordedBy: 'hr', shares: 'nothing' },`

/** Of the policy in policy/shinagawa.yaml: weight 0.2, 3 skills, highest level 4. */
const point = (100 * 0.2) / 3 / 4

test(
  'a new kind of evidence is one entry of the list: it is stored, sets the level, draws its area, proves the floor, has words (INV-P6)',
  inTown(async ({ database: { app, town }, tokenOf, sato, hayashi, as, sql }) => {
    const list = { file: 'rooms/policy/evidence.rules.ts', from: 'export const evidenceKinds = {' }
    const told = await runInCopy({ ...list, to: `${list.from}${entry}` }, 'testing/new-kind.ts', {
      ...{ app, town, kind: 'peer' },
      person: { staffMemberId: sato, staffNumber: staffNumberOf('sato'), token: tokenOf(sato) },
      hr: { token: tokenOf(hayashi) },
    })
    expect(told).toEqual({
      skill: expect.objectContaining({
        ...{ level: 3, from: 'peer', expected: 2 },
        kinds: [{ kind: 'peer', level: 3, asOf: '2026-11-20', validTo: null, shared: true }],
      }),
      score: expect.closeTo(3 * point, 9),
      areas: [
        ['peer', 3, expect.closeTo(2 * point, 9)],
        ['peer', 1, expect.closeTo(point, 9)],
      ],
      history: [
        ['peer', 3, '窓口での一週間'],
        ['peer', 1, '窓口での一週間'],
      ],
      floor: expect.objectContaining({ level: 3, reached: true }),
      words: ['同僚の所見', 'Observation by a colleague'],
      isInSchema: true,
    })
    expect(await sql('select kind, level from skill_standing')).toEqual([{ kind: 'peer', level: 3 }])
    const here = { kind: 'peer' as 'test', skill: 'ict-tools', level: 3, asOf: '2026-11-20', source: 'x' }
    const attempt = as(hayashi).ask(skills.recordResult, { staffMemberId: sato, ...here })
    await expect(attempt, 'nothing of it without the entry').rejects.toThrow('invalid_input')
  }),
  60_000,
)

test('an entry without its words in both languages does not compile', () => {
  // @ts-expect-error the English word is missing
  const half: KindOfEvidence = { name: { ja: '所見' }, setsLevel: true, recordedBy: 'hr', shares: 'nothing' }
  expect(half).toBeDefined()
})
