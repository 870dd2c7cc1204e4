/** What nobody has decided for days: whoever is next above may decide as well (people/deciders.rules.ts, decisions/0026). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { decidedByFor } from '#rooms/training/approvers.service.ts'
import { standing } from '#testing/notices.ts'
import { headsBySearching, type Organisation, organisations, settleOrganisation, staff } from '#testing/organisation.ts'
import { inTown, people, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'

const waiting = async ({ as }: Town, person: number) =>
  (await as(person).ask(training.listApprovals, {})).toDecide.map(({ applicationId, why }) => [applicationId, why])

test(
  'after ten days without a decision the department may decide as well: everybody reads why, the head still may, and who decided for whom stays (edges of days)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, kato, mori, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const other = await as(mori).ask(training.apply, { courseSessionId, cover: { kind: 'notNeeded' } })
    const show = async (person: number) => as(person).ask(training.showApplication, { applicationId })
    on('2026-12-01')
    expect(await waiting(town, kato)).toEqual([])
    expect(await waiting(town, tanaka)).toEqual([
      [applicationId, null],
      [other.applicationId, null],
    ])
    await expect(show(kato)).rejects.toThrow('forbidden')
    await expect(as(kato).ask(training.approve, { applicationId })).rejects.toThrow('forbidden')

    for (const [day, n] of [
      ['2026-12-02', 10],
      ['2026-12-03', 11],
    ] as const) {
      on(day)
      const why = `申込みから${n}日、判断がないため、戸籍住民課の所属長(田中 聡さん)のほか、上位の区民生活部の所属長(加藤 明さん)も判断できます。`
      for (const head of [tanaka, kato])
        expect([day, await waiting(town, head)]).toEqual([
          day,
          [
            [applicationId, why],
            [other.applicationId, why],
          ],
        ])
      const read = [await show(sato), await show(tanaka), await show(kato), await show(hayashi)]
      expect(read.map(({ decides, readFor }) => [decides?.words, readFor])).toEqual([
        [why, 'oneself'],
        [why, 'approval'],
        [why, 'approval'],
        [why, 'selection'],
      ])
      expect([read[0]?.next, (await as(sato).ask(training.listMyTraining, {})).applications[0]?.next]).toEqual([
        `${why}お待ちください。`,
        `${why}お待ちください。`,
      ])
      expect(read[1]?.may).toEqual(read[2]?.may)
      expect((await as(kato).ask(training.showMyTasks, {})).tasks.map(({ kind, values }) => [kind, values.n])).toEqual([
        ['approvalsWaiting', 2],
      ])
    }

    // Cover that only a head agrees to goes with the decision.
    const { cover } = await as(kato).ask(training.showApplication, { applicationId: other.applicationId })
    await as(kato).ask(training.agreeToCover, { coverArrangementId: cover!.coverArrangementId })
    await as(kato).ask(training.approve, { applicationId })
    const { steps, may } = await show(kato)
    expect(steps.at(-1)).toMatchObject({
      ...{ to: 'section_head_approved', actor: '加藤 明', actedAs: 'sectionHead', inPlaceOf: '田中 聡' },
    })
    const [line] = await sql<{ detail: unknown }>(
      `select detail from journal_line where operation = 'training.approve' order by line_id desc limit 1`,
    )
    expect(line?.detail).toMatchObject({ as: 'sectionHead', inPlaceOf: tanaka })
    expect(may).toContain('takeBackStep')
    await as(kato).ask(training.takeBackStep, { applicationId })
    await as(tanaka).ask(training.approve, { applicationId })
    expect((await show(sato)).steps.at(-1)).toMatchObject({ actor: '田中 聡', inPlaceOf: null })
    // Decided, it is on no list of whoever is above; they learn of it that day, and are told who decided.
    await expect(as(kato).ask(training.approve, { applicationId })).rejects.toThrow('already_decided')
    expect((await show(kato)).may).not.toContain('approve')
    expect(await waiting(town, kato)).toEqual([[other.applicationId, expect.stringContaining('11日')]])
    // What was given back and sent again waits anew.
    await as(kato).ask(training.returnForRevision, { applicationId: other.applicationId, reason: '日程' })
    await as(mori).ask(training.resubmit, { applicationId: other.applicationId, motive: '次の日に' })
    expect([await waiting(town, kato), await waiting(town, tanaka)]).toEqual([[], [[other.applicationId, null]]])
    on('2026-12-04')
    await expect(show(kato)).rejects.toThrow('forbidden')
  }),
)

test(
  'above the highest head it is the post that HR named, else HR on its own list; of two who decide at once one is told; the town says after how many days',
  inTown(async (town) => {
    const { as, on, sql, kato, tanaka, sato, suzuki, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const cover = { kind: 'notNeeded' as const }
    const { applicationId } = await as(tanaka).ask(training.apply, { courseSessionId, cover })
    const hrs = async () => (await as(hayashi).ask(training.listUndecided, {})).toDecide.map((one) => one.applicationId)
    on('2026-12-01')
    expect(await hrs()).toEqual([])
    on('2026-12-02')
    expect(await hrs()).toEqual([applicationId])
    expect((await as(hayashi).ask(training.showMyTasks, {})).tasks.map(({ kind }) => kind)).toContain('undecided')
    expect(await standing(town, hayashi)).toContain('approvalStuck 2027-01-20')
    const words = async () => (await as(tanaka).ask(training.showApplication, { applicationId })).decides?.words
    expect(await words()).toContain('のほか、人材育成担当も判断できます。')
    await sql(`insert into decider_post (section_code, post_title, valid_from) values ('20', '総務部長', '2026-11-22')`)
    expect(await words()).toContain('のほか、総務部の総務部長(鈴木 恵さん)も判断できます。')
    expect([await hrs(), await waiting(town, suzuki)]).toEqual([[], [[applicationId, await words()]]])
    await expect(as(hayashi).ask(training.reject, { applicationId, reason: '日程' })).rejects.toThrow('forbidden')

    const both = await Promise.allSettled([
      as(kato).ask(training.approve, { applicationId }),
      as(suzuki).ask(training.reject, { applicationId, reason: '日程' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])).join()).toContain(
      'already_decided',
    )
    expect(await sql('select 1 from application_step where application_id = $1', [applicationId])).toHaveLength(2)

    const { version } = await as(hayashi).ask(notices.listNoticeDays, {})
    await as(hayashi).ask(notices.saveNoticeDays, { seen: version, reminders: [{ reminder: 'above', days: 3 }] })
    await as(sato).ask(training.apply, { courseSessionId })
    on('2026-12-04')
    expect(await waiting(town, kato)).toEqual([])
    on('2026-12-05')
    expect(await waiting(town, kato)).toHaveLength(1)
  }),
)

const day = '2026-11-22'
const inService = staff.filter((person) => person !== people.yamada)
type Named = readonly { scope: string | null; section: string }[]

/** The rule as it is told: heads from the applicant's section upwards, then the nearest named post, then HR; of each those who are left. */
function nextBySearching(
  organisation: Organisation,
  named: Named,
  hr: readonly number[],
  person: number,
  but: readonly number[],
) {
  const heads = headsBySearching(organisation, person, but)
  if (heads.length > 0) return heads
  const isThere = (one: number) => one !== person && !but.includes(one) && !organisation.onLeave.includes(one)
  const codes = ['A', 'B', 'C', 'D', 'E', 'F']
  const own = organisation.posts.find((post) => post.person === person && post.kind === 'primary')
  const scopes: (string | null)[] = []
  for (let at = own?.section ?? null; at !== null; at = organisation.parents[codes.indexOf(at)] ?? null) scopes.push(at)
  for (const scope of [...scopes, null])
    for (const { section } of named.filter((post) => post.scope === scope)) {
      const holders = organisation.posts
        .filter((post) => post.section === section && post.isHead)
        .map((post) => post.person)
      const found = [...new Set(holders)].filter((one) => isThere(one) && one !== people.yamada)
      if (found.length > 0) return found
    }
  return hr.filter(isThere)
}

test(
  'whatever the organisation, who decides as well is next in the same order, found on their list and let in by the door, and nobody else (INV-O4, O5)',
  inTown(async (town) => {
    const { as, sql } = town
    const { courseSessionId } = await dataCourse(town, 20)
    await sql(
      `with added as (insert into application (course_session_id, staff_member_id, state, applied_on)
         select $1, p, 'submitted', '2026-11-12' from unnest($2::bigint[]) p returning application_id, staff_member_id)
       insert into application_step (application_id, to_state, actor, acted_as, taken_on)
       select application_id, 'submitted', staff_member_id, 'self', '2026-11-12' from added`,
      [courseSessionId, inService],
    )
    const open = await sql<{ id: number; person: number }>(
      'select application_id as id, staff_member_id as person from application',
    )
    const posts = fc.uniqueArray(
      fc.record({ scope: fc.constantFrom(null, 'A', 'B', 'C'), section: fc.constantFrom('A', 'B', 'C', 'D') }),
      { maxLength: 3, selector: ({ scope }) => scope },
    )
    const hr = fc.uniqueArray(fc.constantFrom(...inService), { minLength: 2, maxLength: 3 })
    const property = fc.asyncProperty(organisations(80), hr, posts, async (organisation, holders, named) => {
      await settleOrganisation(town, organisation)
      await sql('delete from role_grant')
      await sql('delete from decider_post')
      await sql(
        `insert into role_grant (account_id, role, valid_from)
         select account_id, 'hr', '2026-04-01' from account where subject_id = any($1::bigint[])`,
        [holders],
      )
      await sql(
        `insert into decider_post (for_section, section_code, post_title, valid_from)
         select scope, section, '課長', '2026-04-01' from jsonb_to_recordset($1::jsonb) p(scope text, section text)`,
        [JSON.stringify(named)],
      )
      const by = await within(town, (ctx) => decidedByFor(ctx, inService), { today: day })
      const lists = new Map<number, Set<number>>()
      for (const one of inService) {
        const own = await as(one).ask(training.listApprovals, {})
        const hrs = holders.includes(one) ? (await as(one).ask(training.listUndecided, {})).toDecide : []
        lists.set(one, new Set([...own.toDecide, ...hrs].map(({ applicationId }) => applicationId)))
      }
      for (const { id, person } of open) {
        const [usual, above] = [by.decides(person), by.above(person)]
        const expected =
          usual.as === 'sectionHead' || usual.as === 'namedPost'
            ? nextBySearching(organisation, named, holders, person, usual.who)
            : []
        const sorted = (all: readonly number[]) => [...new Set(all)].sort((a, b) => a - b)
        expect(sorted(above.who), `above ${usual.who} for ${person}`).toEqual(sorted(expected))
        const may = [usual, above].flatMap(({ as: role, who }) => (role === 'hr' ? holders : [...who]))
        const found = inService.filter((one) => lists.get(one)!.has(id))
        expect(found, `application of ${person}`).toEqual(sorted(may.filter((one) => one !== person)))
      }
      const [{ id }] = open as [(typeof open)[number]]
      for (const one of inService) {
        const asked = as(one).ask(training.returnForRevision, { applicationId: id, reason: '日程' })
        if (lists.get(one)!.has(id)) {
          await asked
          await sql(`delete from application_step where application_id = $1 and to_state = 'returned'`, [id])
          await sql(`update application set state = 'submitted' where application_id = $1`, [id])
        } else await expect(asked).rejects.toThrow('forbidden')
      }
    })
    await fc.assert(property, { numRuns: 8 })
  }),
  60_000,
)
