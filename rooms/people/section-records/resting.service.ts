/** Who and what rests on a section: people, sections below, posts that decide; and what later rooms say of theirs. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { during } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { lastDay, type Span } from '../import/spans.rules.ts'
import { peopleRows } from '../relations.service.ts'
import { sectionRecordsMessages } from './messages.ts'

export interface Resting {
  /** What it is, in the reader's language. */
  readonly words: string
  /** It does not stand in the way: it is kept, and says nothing while there is no section. */
  readonly stays?: true
}

/** A section from its first day to its last one. */
export interface RestedOn {
  readonly sectionCode: string
  readonly first: string
  /** Far ahead where it goes on. */
  readonly last: string
}

type Says = (ctx: Ctx, section: RestedOn) => Promise<Resting[]>

let told: readonly Says[] = []

/** Called once when the house is put together (app/corrections.ts). */
export function onSectionsRest(says: readonly Says[]): void {
  told = says
}

/** Everybody and everything, people first. */
export async function restingOn(
  ctx: Ctx,
  { sectionCode, ...span }: { sectionCode: string } & Span,
): Promise<Resting[]> {
  const section = { sectionCode, first: span.validFrom, last: lastDay(span) ?? FAR }
  const said = await Promise.all([...own, ...told].map((says) => says(ctx, section)))
  return said.flat()
}

const own: readonly Says[] = [
  async (ctx, { sectionCode, first, last }) => {
    const { rows } = await sql<{ name: string; post: string; from: string }>`select m.name, a.post_title as post,
        a.valid_from as "from" from assignment a join ${peopleRows(ctx.today)} m using (staff_member_id)
      where a.section_code = ${sectionCode} and ${during('a', first, last)}
      order by a.valid_from, reading_order(m.name_kana)`.execute(ctx.db)
    return rows.map(({ name, post, from }) => said(ctx, 'rests.person', { name, post, day: from }))
  },
  async (ctx, { sectionCode, first, last }) => {
    const { rows } = await sql<{
      name: string
      from: string
    }>`select s.name, s.valid_from as "from" from section_period s
      where s.parent_code = ${sectionCode} and ${during('s', first, last)}
      order by s.valid_from, s.section_code`.execute(ctx.db)
    return rows.map(({ name, from }) => said(ctx, 'rests.below', { name, day: from }))
  },
  async (ctx, { sectionCode, first, last }) => {
    const { rows } = await sql<{ post: string; from: string }>`select d.post_title as post, d.valid_from as "from"
      from decider_post d where ${sectionCode} in (d.section_code, d.for_section)
        and d.valid_to is distinct from d.valid_from and ${during('d', first, last)}
      order by d.valid_from`.execute(ctx.db)
    return rows.map(({ post, from }) => said(ctx, 'rests.decider', { post, day: from }))
  },
]

const FAR = '9999-12-31'

type RestingKey = 'rests.person' | 'rests.below' | 'rests.decider'

function said(ctx: Ctx, key: RestingKey, { day, ...values }: { day: string } & Record<string, string>): Resting {
  return { words: ctx.t(sectionRecordsMessages, key, { ...values, day: formatDate(day, ctx.language) }) }
}
