/**
 * Who is found by words, in pages: first whoever the first word begins, then the others, each by reading.
 *
 * Few letters stand in the names of tens of thousands, so what is done is bounded. Up to MOST people who fit are looked up by an index and put
 * in order; whether they are in service is asked of those on the page alone, and they are counted up to COUNTED. Where more fit a word in kana
 * or digits, a page is filled along the readings, beginning with those that the word begins, and ends as soon as it is full: with so many it
 * does not go far. Characters lie together in the order of readings, and the way to them may be long: of those whom they fit, MOST are shown,
 * and whoever is not among them is found by a letter more.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { cutPage, escaped, standsIn } from '#platform/sql/sql.ts'
import { allPostsOn, inServiceOn } from './relations.service.ts'
import { readingsFrom, stretchesOf } from './rules.ts'

const MOST = 2_000
const COUNTED = 1_000

type Words = readonly (readonly string[])[]

interface Wanted {
  readonly words: Words
  /** Of people in service on it. */
  readonly day: string
  readonly sectionCode?: string | undefined
  readonly after?: number | undefined
  readonly pageSize: number
}

interface Found {
  readonly ids: readonly number[]
  readonly hasMore: boolean
  readonly total: number
  /** More fit than `total` says. */
  readonly isLeast: boolean
}

export async function find(ctx: Ctx, wanted: Wanted): Promise<Found> {
  return (await amongFew(ctx, wanted)) ?? amongMany(ctx, wanted)
}

/** Undefined where more than MOST fit, and the way along the readings is short. */
async function amongFew(ctx: Ctx, { words, day, sectionCode, after, pageSize }: Wanted): Promise<Found | undefined> {
  if (sectionCode === undefined && (await isInMostNumbers(ctx, words))) return undefined
  const isSpread = sectionCode === undefined && /^[\p{Script=Hiragana}0-9]+$/u.test(words[0]?.[0] ?? '')
  // Whoever types か means かとう あきら sooner than おの たかし, and whoever types サトー means さとう sooner than さとし.
  const beginning = `% ${escaped(words[0]?.[0] ?? '')}%`
  const conditions = [
    ...(words.length === 0 ? [] : [bearing(words), standsIn(sql`p.search_text`, words)]),
    ...(sectionCode === undefined ? [] : [sql`p.staff_member_id in (${membersOf(sectionCode, day)})`]),
  ]
  const place = sql`later, reading, staff_member_id`
  const behind = after && sql`where (${place}) > (select ${place} from fit where staff_member_id = ${after})`
  const serving = sql`lateral (select from ${inServiceOn(day)} e where e.staff_member_id = f.staff_member_id limit 1) e`
  const { rows } = await sql<{ fit: number; total: number | null; ids: number[] }>`with fit as materialized (
      select p.staff_member_id, p.reading, ' ' || p.search_text not like ${beginning} as later
      from staff_member p where ${sql.join(conditions, sql` and `)} limit ${sql.lit(MOST + 1)}),
    size as (select count(*) as n from fit)
    select n as fit, case when n <= ${sql.lit(COUNTED)} then (select count(*) from fit f, ${serving}) end as total,
      case when n <= ${sql.lit(MOST)} or ${sql.lit(!isSpread)} then array(select f.staff_member_id
        from (select * from fit ${behind || sql``} order by ${place} offset 0) f, ${serving}
        order by ${place} limit ${sql.lit(pageSize + 1)}) else '{}' end as ids
    from size`.execute(ctx.db)
  const { fit, total, ids } = rows[0]!
  if (fit > MOST && isSpread) return undefined
  const page = cutPage(ids, pageSize)
  return { ids: page.rows, hasMore: page.hasMore, total: total ?? COUNTED, isLeast: total === null }
}

/** Among so many MOST have the digit that the fewest numbers have: a fourth of numbers of eight digits that begin alike. */
const LOOKED = 10_000

/**
 * One digit alone stands in the numbers of most: the index would give all of them before the first is looked at, and among the first who come
 * there are more than enough.
 */
async function isInMostNumbers(ctx: Ctx, words: Words): Promise<boolean> {
  const digit = words.length === 1 && words[0]!.find((form) => /^[0-9]$/.test(form))
  if (!digit) return false
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
      select from (select search_text from staff_member limit ${sql.lit(LOOKED)}) p
      where p.search_text like ${`%${digit}%`} limit ${sql.lit(MOST + 1)}) some_of_them`.execute(ctx.db)
  return rows[0]!.n > MOST
}

async function amongMany(ctx: Ctx, { words, day, after, pageSize }: Wanted): Promise<Found> {
  const [from, to] = readingsFrom(words[0]![0]!)
  const begins = sql`(m.reading >= ${from} and m.reading < ${to})`
  const last = after === undefined ? undefined : await placeOf(ctx, after, begins)
  const behind = last ? sql`(m.reading, m.staff_member_id) > (${last.reading}, ${after!}::bigint)` : sql`true`
  const part = (later: boolean, most: number) => sql<{ id: number }>`select m.staff_member_id as id from staff_member m
      where ${later ? sql`not ${begins}` : begins} and ${last && last.later === later ? behind : sql`true`}
        and ${standsIn(sql`m.search_text`, words)}
        and exists (select from ${inServiceOn(day)} e where e.staff_member_id = m.staff_member_id)
      order by m.reading, m.staff_member_id limit ${sql.lit(most)}`
  const begun = last?.later ? [] : (await part(false, pageSize + 1).execute(ctx.db)).rows
  const rest = pageSize + 1 - begun.length
  const others = rest > 0 ? (await part(true, rest).execute(ctx.db)).rows : []
  const page = cutPage([...begun, ...others], pageSize)
  return { ids: page.rows.map(({ id }) => id), hasMore: page.hasMore, total: COUNTED, isLeast: true }
}

async function placeOf(ctx: Ctx, id: number, begins: RawBuilder<unknown>) {
  const { rows } = await sql<{
    reading: string
    later: boolean
  }>`select m.reading as reading, not ${begins} as later
    from staff_member m where m.staff_member_id = ${id}`.execute(ctx.db)
  return rows[0]
}

/** In the words of `p` the letters of each word stand by one of its forms, by an index however short it is; in what order, `like` looks at. */
export function bearing(words: Words): RawBuilder<unknown> {
  const stands = (form: string) => sql`stretches(p.search_text, 1, 4) @> ${stretchesOf(form)}::text[]`
  return sql.join(
    words.map((forms) => sql`(${sql.join(forms.map(stands), sql` or `)})`),
    sql` and `,
  )
}

/** For a statement of another room: everybody, in service or not, in whose names and numbers each word stands (a select of `staff_member_id`). */
export function peopleBearing(words: Words): RawBuilder<unknown> {
  return sql`select p.staff_member_id from staff_member p where ${bearing(words)} and ${standsIn(sql`p.search_text`, words)}`
}

/** Everyone with a post there: 兼務 and 事務取扱 too. */
function membersOf(sectionCode: string, day: string): RawBuilder<unknown> {
  return sql`select distinct p.staff_member_id from ${allPostsOn(day)} p where p.section_code = ${sectionCode}`
}
