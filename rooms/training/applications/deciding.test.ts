import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decidersOf } from '#rooms/people/service.ts'
import { headsBySearching, organisations, settleOrganisation, staff } from '#testing/organisation.ts'
import { inTown, people, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'

const day = '2026-11-22'
const inService = staff.filter((person) => person !== people.yamada)

/** HR from this day on are these people. */
async function giveHr({ sql }: Town, holders: readonly number[]): Promise<void> {
  await sql('delete from role_grant')
  await sql(
    `insert into role_grant (account_id, role, valid_from)
     select account_id, 'hr', '2026-04-01' from account where subject_id = any($1::bigint[])`,
    [holders],
  )
}

async function namePosts({ sql }: Town, named: readonly { scope: string | null; section: string }[]): Promise<void> {
  await sql('delete from decider_post')
  await sql(
    `insert into decider_post (for_section, section_code, post_title, valid_from)
     select distinct on (scope) scope, section, '課長', '2026-04-01'
     from jsonb_to_recordset($1::jsonb) p(scope text, section text)`,
    [JSON.stringify(named)],
  )
}

const listed = async ({ as }: Town, person: number, operation: 'listApprovals' | 'listUndecided') => {
  const { toDecide, toCover } = await as(person).ask(training[operation], {})
  return [...toDecide, ...toCover].map(({ applicationId }) => applicationId)
}

const named = fc.array(
  fc.record({ scope: fc.constantFrom(null, 'A', 'B', 'C'), section: fc.constantFrom('A', 'B', 'C', 'D') }),
  { maxLength: 3 },
)

test(
  'whatever the organisation, for everything open there is somebody in service with an account who decides it, and never the applicant (INV-O4, O5)',
  inTown(async (town) => {
    const { as, sql } = town
    const { courseSessionId } = await dataCourse(town, 20)
    const { courseSessionId: other } = await dataCourse(town, 20, { startsOn: '2027-02-10' })
    await sql(
      `insert into application (course_session_id, staff_member_id, state, applied_on)
       select s, p, case when s = $2 then 'submitted' else 'section_head_approved' end, $4
       from unnest($1::bigint[]) p, unnest(array[$2, $3]::bigint[]) s`,
      [inService, courseSessionId, other, day],
    )
    const open = await sql<{ id: number; person: number; state: string }>(
      'select application_id as id, staff_member_id as person, state from application',
    )
    const hr = fc.uniqueArray(fc.constantFrom(...inService), { minLength: 1, maxLength: 2 })
    const property = fc.asyncProperty(organisations(80), hr, named, async (organisation, holders, posts) => {
      await sql(`update application set state = 'submitted' where state = 'returned'`)
      await settleOrganisation(town, organisation)
      await giveHr(town, holders)
      await namePosts(town, posts)
      const there = (person: number) => !organisation.onLeave.includes(person)
      const deciders = await within(town, (ctx) => decidersOf(ctx, inService), { today: day })
      const lists = new Map<number, Set<number>>()
      for (const person of inService) {
        const own = await listed(town, person, 'listApprovals')
        const hrs = holders.includes(person) ? await listed(town, person, 'listUndecided') : []
        lists.set(person, new Set([...own, ...hrs]))
      }
      for (const { id, person } of open) {
        const { as: role, who } = deciders(person)
        const heads = headsBySearching(organisation, person)
        if (heads.length > 0) expect([role, who]).toEqual(['sectionHead', heads])
        expect(who, 'never the applicant').not.toContain(person)
        expect(
          who.every((one) => inService.includes(one) && there(one)),
          'in service, not on leave',
        ).toBe(true)
        const hasOthers =
          holders.some((one) => one !== person && there(one)) ||
          organisation.posts.some(
            (post) => post.isHead && post.person !== person && there(post.person) && post.person !== people.yamada,
          )
        expect(who.length > 0, `somebody decides for ${person}`).toBe(hasOthers)
        // Whoever decides finds it on a list of theirs, through the door and an account; nobody else does.
        const found = inService.filter((one) => lists.get(one)!.has(id)).sort((a, b) => a - b)
        const may = role === 'hr' ? holders.filter((one) => one !== person) : [...who]
        expect(found, `application of ${person}, decided as ${role}`).toEqual(may.sort((a, b) => a - b))
      }
      // The door agrees with the lists, whoever knocks.
      const [{ id }] = open.filter(({ state }) => state === 'submitted') as [(typeof open)[number]]
      for (const one of inService) {
        const asked = as(one).ask(training.returnForRevision, { applicationId: id, reason: '日程' })
        if (lists.get(one)!.has(id)) {
          await asked
          await sql(`update application set state = 'submitted' where application_id = $1`, [id])
        } else await expect(asked).rejects.toThrow('forbidden')
      }
    })
    await fc.assert(property, { numRuns: 8 })
  }),
  60_000,
)

describe('the page says who decides and why', () => {
  const next = async ({ as }: Town, person: number, applicationId: number) =>
    (await as(person).ask(training.showApplication, { applicationId })).next

  test(
    'the head of a unit without one of its own, the one above where that is away or vacant, the department for its divisions (INV-O4)',
    inTown(async (town) => {
      const { as, sql, sato, tanaka, kato } = town
      const { courseSessionId } = await dataCourse(town, 5)
      const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
      const own = await as(tanaka).ask(training.apply, { courseSessionId })
      expect(await next(town, sato, applicationId)).toBe(
        '戸籍住民課の所属長(田中 聡さん)が承認します。お待ちください。',
      )
      expect(await next(town, tanaka, own.applicationId)).toBe(
        '本人が所属長のため、上位の区民生活部の所属長(加藤 明さん)が承認します。お待ちください。',
      )
      const [mine] = (await as(tanaka).ask(training.listApprovals, {})).toDecide
      expect([mine?.applicationId, mine?.why]).toEqual([applicationId, null])
      await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2026-11-01')`, [
        tanaka,
      ])
      const away = '所属長が不在のため、上位の区民生活部の所属長(加藤 明さん)が承認します。'
      expect(await next(town, sato, applicationId)).toBe(`${away}お待ちください。`)
      expect((await as(kato).ask(training.listApprovals, {})).toDecide.map(({ why }) => why)).toContain(away)
      expect((await as(tanaka).ask(training.listApprovals, {})).toDecide).toEqual([])
      await sql(`update assignment set valid_to = '2026-11-01' where staff_member_id = $1`, [tanaka])
      expect((await as(sato).ask(training.listMyTraining, {})).applications[0]?.next).toContain(
        '所属長が空席のため、上位の',
      )
    }),
  )

  test(
    'the head of a department, an acting head of it, a person without a post: HR, on a list of its own, until a post is named (INV-O4)',
    inTown(async (town) => {
      const { as, sql, kato, ueda, hayashi, suzuki, ito, tanaka } = town
      const { courseSessionId } = await dataCourse(town, 5)
      const cover = { kind: 'notNeeded' as const }
      const { applicationId } = await as(kato).ask(training.apply, { courseSessionId, cover })
      expect(await next(town, kato, applicationId)).toBe(
        '本人が所属長のため、人材育成担当が承認します。お待ちください。',
      )
      // 田中 is 課長 and stands in as 部長 while 加藤 has gone elsewhere: nobody is above either.
      await sql(`update assignment set valid_to = '2026-11-22', is_head = true where staff_member_id = $1`, [kato])
      await sql(
        `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
         values ($1::bigint, $1::bigint::text, '10', '6級職', '区民生活部長事務取扱', 'acting', true, '2026-11-22')`,
        [tanaka],
      )
      const acting = await as(tanaka).ask(training.apply, { courseSessionId })
      await sql(`update assignment set valid_to = '2026-11-22' where staff_member_id = $1`, [ueda])
      const noPost = await as(ueda).ask(training.apply, { courseSessionId })
      expect(await next(town, ueda, noPost.applicationId)).toBe(
        '主たる所属がないため、人材育成担当が承認します。お待ちください。',
      )
      const waits = [applicationId, acting.applicationId, noPost.applicationId]
      expect((await listed(town, hayashi, 'listUndecided')).sort()).toEqual(waits)
      const tasks = async (person: number) =>
        (await as(person).ask(training.showMyTasks, {})).tasks.map(({ kind, values }) => `${kind} ${values.n}`)
      expect(await tasks(hayashi)).toContain('undecided 3')
      expect((await as(hayashi).ask(training.listUndecided, {})).toDecide.map(({ why }) => why)).toEqual([
        '主たる所属がないため、人材育成担当が承認します。',
        '本人が所属長のため、人材育成担当が承認します。',
        '主たる所属がないため、人材育成担当が承認します。',
      ])

      await as(hayashi).ask(training.approve, { applicationId })
      const { steps, cover: agreed } = await as(hayashi).ask(training.showApplication, { applicationId })
      expect(steps.at(-1)).toMatchObject({ to: 'section_head_approved', actor: '林 由佳', actedAs: 'hr' })
      expect(agreed?.agreedOn).toBe(day)

      await sql(
        `insert into decider_post (section_code, post_title, valid_from) values ('20', '総務部長', '2026-11-22')`,
      )
      expect(await next(town, ueda, noPost.applicationId)).toBe(
        '主たる所属がないため、総務部の総務部長(鈴木 恵さん)が承認します。お待ちください。',
      )
      expect(await listed(town, hayashi, 'listUndecided')).toEqual([])
      expect(await tasks(suzuki)).toContain('approvalsWaiting 2')
      await expect(as(hayashi).ask(training.approve, { applicationId: noPost.applicationId })).rejects.toThrow(
        'forbidden',
      )
      await as(suzuki).ask(training.approve, { applicationId: noPost.applicationId })
      const after = await as(hayashi).ask(training.showApplication, { applicationId: noPost.applicationId })
      expect([after.steps.at(-1)?.actedAs, after.decides?.words]).toEqual([
        'namedPost',
        '主たる所属がないため、総務部の総務部長(鈴木 恵さん)が代わりの体制を決めます。',
      ])
      expect(await tasks(suzuki)).toContain('coverMissing 1')
      await as(suzuki).ask(training.arrangeCover, { applicationId: noPost.applicationId, cover })
      await as(suzuki).ask(training.recommendCourse, {
        ...{ staffMemberId: ueda, courseId: after.course.courseId, reason: 'ぜひ' },
      })
      await expect(
        as(ito).ask(training.returnForRevision, { applicationId: acting.applicationId, reason: '日程' }),
      ).rejects.toThrow('forbidden')
      // The one of HR above whom nobody stands, where nobody else is of HR.
      await sql('delete from decider_post')
      await sql(`update assignment set valid_to = '2026-11-22' where staff_member_id = $1`, [hayashi])
      const own = await as(hayashi).ask(training.apply, { courseSessionId })
      expect(await next(town, hayashi, own.applicationId)).toBe(
        '主たる所属がないため、ほかの所属長(田中 聡さん・鈴木 恵さん)が承認します。お待ちください。',
      )
      expect(await listed(town, hayashi, 'listUndecided')).toEqual([acting.applicationId])
      expect(await listed(town, suzuki, 'listApprovals')).toContain(own.applicationId)
      await expect(as(hayashi).ask(training.approve, { applicationId: own.applicationId })).rejects.toThrow('forbidden')
      await as(suzuki).ask(training.approve, { applicationId: own.applicationId })
      await sql('update assignment set is_head = false')
      const alone = await as(hayashi).ask(training.showApplication, { applicationId: own.applicationId })
      expect(alone.decides?.words).toContain('決められる人がいません。')
    }),
  )

  test(
    'nothing waits for HR that a head decides, and no list of a head holds what another decides',
    inTown(async (town) => {
      const { sato, tanaka, kato, hayashi } = town
      const { courseSessionId } = await dataCourse(town, 5)
      await approved(town, sato, courseSessionId, tanaka)
      expect(await listed(town, hayashi, 'listUndecided')).toEqual([])
      expect(await listed(town, kato, 'listApprovals')).toEqual([])
    }),
  )
})
