import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countFigure, everybody } from '#platform/measure/counting.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { asWhole } from '#testing/policies.ts'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { skills } from './contract.ts'
import type { Evidence } from './history.service.ts'
import { latestLevels, levelsByRule } from './levels.service.ts'
import { restsOnSample } from './population.service.ts'
import { pictured } from './pyramid.service.ts'
import { shareAssessed } from './reflected.service.ts'
import { placesOf } from './sections.rules.ts'

const TODAY = '2026-11-22'
const rowsOf = async <T>(ctx: Ctx, of: RawBuilder<unknown>) =>
  (await sql<T>`select * from ${of} t order by 1`.execute(ctx.db)).rows

test('every place of a sum is one thing only: people, each level of each skill, who reached it, each grade and occupation', () => {
  for (const [all, highest] of [
    [1, 1],
    [14, 4],
  ] as const) {
    const places = placesOf(all, highest)
    const used = [places.people, places.rung(0), places.rung(1)]
    for (let skill = 0; skill < all; skill++) {
      used.push(places.reached(skill), ...Array.from({ length: highest + 1 }, (_, level) => places.level(skill, level)))
    }
    expect(used.toSorted((a, b) => a - b)).toEqual(Array.from({ length: used.length }, (_, i) => i + 1))
  }
})

test(
  'a level holds from its own day, for its own skill and person; it may be the first that is known, and the rule takes its kinds only (INV-P6)',
  inTown(async (town) => {
    const { as, asCommand, sato, ueda } = town
    const row = (who: 'sato' | 'ueda', skill: string, level: number, asOf: string, kind: 'test' | 'self' = 'test') => ({
      ...{ staffNumber: staffNumberOf(who), skill, kind, level, asOf, source: '試験' },
    })
    // The same result of two people is two pieces of evidence; the same of one, said twice in a list, is one.
    const same = [row('sato', 'ict-tools', 2, '2026-10-01'), row('ueda', 'ict-tools', 2, '2026-10-01')]
    const list = [...same, row('sato', 'data-use', 4, '2026-10-01'), row('ueda', 'dialogue', 1, '2026-10-01', 'self')]
    await asCommand.ask(skills.importEvidence, { rows: same.slice(0, 1) })
    await asCommand.ask(skills.importEvidence, { rows: [...list, list[3]!] })
    await asCommand.ask(skills.importEvidence, { rows: list })
    const kept = await town.sql<{ n: number }>('select count(*) as n from skill_evidence')
    expect(kept).toEqual([{ n: 4 }])

    const levels = (day: string) =>
      within(town, (ctx) =>
        rowsOf(
          ctx,
          sql`(select staff, level from ${latestLevels({ skill: sql`'ict-tools'`, kind: sql`'test'`, day: sql`${day}::date` }, everybody)} l)`,
        ),
      )
    expect(await levels('2026-09-30')).toEqual([])
    expect(await levels('2026-10-01')).toEqual([
      { staff: sato, level: 2 },
      { staff: ueda, level: 2 },
    ])
    // Of several the latest is it; what was taken back may come again, and is then known once more.
    await asCommand.ask(skills.importEvidence, { rows: [row('sato', 'ict-tools', 1, '2026-10-15')] })
    expect((await levels(TODAY))[0]).toEqual({ staff: sato, level: 1 })
    const [{ id }] = (await town.sql<{ id: number }>(
      'select max(skill_evidence_id)::int as id from skill_evidence',
    )) as [{ id: number }]
    await as('hayashi').ask(skills.withdrawEvidence, { skillEvidenceIds: [id], reason: '取り違え' })
    expect((await levels(TODAY))[0]).toEqual({ staff: sato, level: 2 })
    for (const _ of [1, 2]) {
      await asCommand.ask(skills.importEvidence, { rows: [row('sato', 'ict-tools', 1, '2026-10-15')] })
      expect((await levels(TODAY))[0]).toEqual({ staff: sato, level: 1 })
      expect(await town.sql('select from skill_evidence where withdrawn_at is null')).toHaveLength(5)
    }
    const known = await as(sato).ask(skills.showSkills, { staffMemberId: sato })
    expect(known.skills.flatMap(({ skill, level }) => (level === null ? [] : [[skill, level]])).sort()).toEqual([
      ['data-use', 4],
      ['ict-tools', 1],
    ])
    const byRule = (levelFrom: ('test' | 'self')[]) =>
      within(town, (ctx) =>
        rowsOf<{ skill: string }>(
          ctx,
          levelsByRule({ pyramid: { rule: { levelFrom } } } as never, { of: [ueda], shownToHead: false, day: TODAY }),
        ),
      )
    expect((await byRule(['test'])).map(({ skill }) => skill)).toEqual(['ict-tools'])
    expect((await byRule(['self'])).map(({ skill }) => skill)).toEqual(['dialogue'])
  }),
)

test(
  'who reflected is counted from that day on, until the last word is taken back; in an invented town it is a sample (INV-D2)',
  inTown(async (town) => {
    const { as, sato } = town
    const reflectedOn = (day: string) =>
      within(town, async (ctx) => (await countFigure(ctx, shareAssessed, day))!.total.numerator)
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'dialogue', level: 1, shared: false }] })
    expect([await reflectedOn('2026-11-21'), await reflectedOn(TODAY)]).toEqual([0, 1])
    // It counts what was done, so it serves an indicator and no outcome's KPI (INV-L3).
    expect(shareAssessed.isOutput).toBe(true)
    const [{ id }] = (await town.sql<{ id: number }>('select skill_evidence_id as id from skill_evidence')) as [
      { id: number },
    ]
    await as(sato).ask(skills.withdrawEvidence, { skillEvidenceIds: [id] })
    expect(await reflectedOn(TODAY)).toBe(0)
    const sampled = (...definitions: { isSample?: boolean }[]) =>
      within(town, (ctx) => restsOnSample(ctx, ...definitions))
    expect([await sampled({}), await sampled({}, { isSample: true })]).toEqual([false, true])
    await town.sql('update installation set is_sample = true')
    expect(await sampled({})).toBe(true)
  }),
)

test(
  'a picture of a long history: the latest 200 stand one by one, what came before as one area; a grade that expects nothing has no expectation',
  inTown(async (town) => {
    const document = asWhole(await within(town, (ctx) => policyOn(ctx)))
    const piece = (place: number, level: number | null, kind: Evidence['kind'] = 'test'): Evidence =>
      ({
        ...{
          skillEvidenceId: place,
          skill: 'ict-tools',
          kind,
          level,
          asOf: '2026-01-01',
          validTo: null,
          note: null,
          source: null,
        },
        ...{
          shared: false,
          isSample: false,
          recordedBy: null,
          recorder: null,
          withdrawnOn: null,
          withdrawnReason: null,
        },
      }) as Evidence
    const visible = [piece(1, 1), piece(2, 3), ...Array.from({ length: 200 }, (_, i) => piece(i + 3, 3)), piece(203, 2)]
    const sitting = { day: TODAY, document, documentThen: document, visible, sharedOnly: false }
    const shown = pictured({ ...sitting, grade: null, occupation: null })
    const step = shown.score / 2
    expect([shown.evidence.length, shown.evidence[0]?.area, shown.expectedScore]).toEqual([200, -step, null])
    expect(shown.earlierArea).toBeCloseTo(3 * step, 9)
    expect(shown.lastYear).toBe(null)
    const then = pictured({ ...sitting, grade: null, occupation: null, day: '2027-01-01' })
    expect(then.lastYear).toEqual({ asOf: '2026-01-01', score: shown.score })
    // What sets no level is no level of a year ago either, and beside one that does it changes nothing.
    const completed = (others: Evidence[]) =>
      pictured({
        ...sitting,
        grade: null,
        occupation: null,
        day: '2027-01-01',
        visible: [...others, piece(9, null, 'completion')],
      })
    expect(completed([]).lastYear).toBe(null)
    expect(completed([piece(1, 2)]).lastYear?.score).toBeCloseTo(shown.score, 9)
    const plain = { ...document, pyramid: { ...document.pyramid, isSample: false } }
    const tiers = plain.pyramid.tiers.map((tier, place) => ({ ...tier, isSample: place === 1 }))
    const isSample = (of: typeof tiers) =>
      pictured({
        ...sitting,
        grade: null,
        occupation: null,
        document: { ...plain, pyramid: { ...plain.pyramid, tiers: of } },
      }).isSample
    expect([isSample(tiers), isSample(tiers.map((tier) => ({ ...tier, isSample: false })))]).toEqual([true, false])
  }),
)

test(
  'whoever shares one skill and no longer another is seen in the one alone, back to the first day (INV-S1)',
  inTown(async ({ as, sato }) => {
    const say = (skill: string, level: number, shared: boolean) =>
      as(sato).ask(skills.reflect, { reflections: [{ skill, level, shared }] })
    await say('dialogue', 1, true)
    await say('dialogue', 2, false)
    await say('data-use', 3, true)
    const seenBy = async (who: 'sato' | 'tanaka') =>
      (await as(who).ask(skills.listEvidence, { staffMemberId: sato })).evidence.map(({ skill, level }) => [
        skill,
        level,
      ])
    expect(await seenBy('tanaka')).toEqual([['data-use', 3]])
    expect(await seenBy('sato')).toHaveLength(3)
  }),
)

test(
  'a section opens where there is somebody in a section below it, and not for an empty one',
  inTown(async ({ as, hayashi, sql }) => {
    const shown = async () =>
      (await as(hayashi).ask(skills.showSkillsBySection, { within: '20' })).sections.map(({ isOpen, sectionCode }) => [
        sectionCode,
        isOpen,
      ])
    const before = await shown()
    await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
      values ('209999', '人のいない係', '係', '2010', '2020-04-01'), ('2099', '人のいない課', '課', '20', '2020-04-01')`)
    expect(await shown()).toEqual(before)
    expect(before).not.toContainEqual(['2010', true])
  }),
)
