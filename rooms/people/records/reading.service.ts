import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { correctionsAbout } from '#platform/correction/correction.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { wantedIn } from '#platform/search/fold.ts'
import { cutPage, on, standsIn } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { versionOf } from '#platform/version/made-from.ts'
import { namesOf } from '../directory.service.ts'
import { bearing } from '../finding.service.ts'
import { lastDay } from '../import/spans.rules.ts'
import { peopleRows } from '../relations.service.ts'
import { JOINED, type PersonalThing, personalThings, struckIn } from '../struck.rules.ts'
import type { records } from './contract.ts'
import { leaveFacts, leaveOf, postFacts, postsOfAllDays, previousOf, spellFacts, spellsOf } from './stored.service.ts'

type Listed = Answer<typeof records.listRecords>['people'][number]

const SHOWN = 50

export async function listRecords(
  ctx: Ctx<typeof records.listRecords>,
  { q }: Input<typeof records.listRecords>,
): Promise<Answer<typeof records.listRecords>> {
  const words = wantedIn(q ?? '')
  const among = words.length > 0 ? sql`${bearing(words)} and ${standsIn(sql`p.search_text`, words)}` : await toCome(ctx)
  const rows = await people(
    ctx,
    sql`m.staff_member_id in (select p.staff_member_id from staff_member p
      where ${among} and p.search_text <> '' order by reading_order(p.name_kana), p.staff_member_id limit ${sql.lit(SHOWN + 1)})`,
  )
  const page = cutPage(rows, SHOWN)
  return { hasMore: page.hasMore, people: page.rows }
}

/** Those who join, or come back, and those who declined. */
async function toCome(ctx: Ctx): Promise<RawBuilder<unknown>> {
  const struck = struckIn(await correctionsAbout(ctx, ['people.employment'])).map(({ subject }) => subject)
  return sql`p.staff_member_id = any(array(select e.staff_member_id from employment e where e.joined_on > ${ctx.today}::date)
    || ${struck}::bigint[])`
}

async function people(ctx: Ctx, among: ReturnType<typeof sql>): Promise<Listed[]> {
  const { rows } = await sql<
    Omit<Listed, 'state' | 'day'> & { first: string | null; last: string | null; serves: boolean }
  >`select m.staff_member_id as "staffMemberId", p.name, p.name_kana as "nameKana",
      coalesce(e.numbers, '{}') as "staffNumbers", e.first, e.last, coalesce(e.serves, false) as serves
    from staff_member m join ${peopleRows(ctx.today)} p using (staff_member_id)
    left join lateral (select array_agg(distinct e.staff_number) || array(select distinct n.staff_number
        from former_number n where n.staff_member_id = m.staff_member_id) as numbers,
        min(e.joined_on) filter (where e.joined_on > ${ctx.today}::date) as first, max(e.left_on) as last,
        bool_or(${on('e', ctx.today, ['joined_on', 'left_on'])}) as serves
      from employment e where e.staff_member_id = m.staff_member_id) e on true
    where ${among} order by reading_order(m.name_kana), m.staff_member_id`.execute(ctx.db)
  return rows.map(({ first, last, serves, ...person }) => {
    const state = serves ? 'inService' : first ? 'toCome' : last ? 'left' : 'declined'
    const day = state === 'toCome' ? first : state === 'left' && last ? addDays(last, -1) : null
    return { ...person, state, day }
  })
}

export async function showRecord(
  ctx: Ctx<typeof records.showRecord>,
  { staffMemberId }: Input<typeof records.showRecord>,
): Promise<Answer<typeof records.showRecord>> {
  const [person] = await people(ctx, sql`m.staff_member_id = ${staffMemberId}`)
  ctx.must(person, 'no_such_staff_member')
  const [spells, posts, leave, corrections, years] = await Promise.all([
    spellsOf(ctx, staffMemberId),
    postsOfAllDays(ctx, staffMemberId),
    leaveOf(ctx, staffMemberId),
    correctionsAbout(ctx, [...personalThings, JOINED], staffMemberId),
    closedYears(ctx),
  ])
  const struck = new Set(struckIn(corrections).map(({ correctionId }) => correctionId))
  const names = await namesOf(
    ctx,
    corrections.flatMap(({ recordedBy }) => recordedBy ?? []),
  )
  return {
    ...person,
    spells: spells.map((spell) => ({
      ...{ staffNumber: spell.staffNumber, employmentCategory: spell.employmentCategory, occupation: spell.occupation },
      ...{ validFrom: spell.validFrom, lastDay: lastDay(spell), mayDecline: spell.validFrom > ctx.today },
      version: versionOf(spellFacts(spell)),
    })),
    posts: posts.map(({ staffNumber: _, validTo: __, ...post }, at) => ({
      ...post,
      lastDay: lastDay(posts[at]!),
      previous: previousOf(posts, posts[at]!)?.sectionName ?? null,
      version: versionOf(postFacts(posts[at]!)),
    })),
    leave: leave.map((one) => ({
      ...{ kind: one.kind, validFrom: one.validFrom, lastDay: lastDay(one) },
      version: versionOf(leaveFacts(one)),
    })),
    corrections: corrections.map(({ subject: _, at: __, recordedBy, thing, ...one }) => ({
      ...one,
      before: { ...one.before },
      after: { ...one.after },
      thing: thing as PersonalThing | typeof JOINED,
      by: recordedBy === null ? null : (names.get(recordedBy)?.name ?? null),
      mayRestore: struck.has(one.correctionId),
    })),
    closedYears: years,
  }
}
