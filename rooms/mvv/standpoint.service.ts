import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date } from '#platform/sql/sql.ts'
import { versionOf } from '#platform/version/made-from.ts'
import { dayKnown } from '#rooms/people/announced.service.ts'
import { headsOn, postsOn, sectionsOn, upwards } from '#rooms/people/relations.service.ts'

interface SectionName {
  sectionCode: string
  name: string
}

/** What a section says of its purpose, and for which section it was said. */
export interface Purpose {
  statedFor: SectionName
  purpose: string
  answers: string
  offers: string
  duties: string[]
  contributesTo: string[]
  isSample: boolean
  validFrom: string
  version: string
}

/** Where a person stands on a day: primary section, own words about their duty, what a head proposes instead, purpose of the section. */
export interface Standpoint {
  section: SectionName | null
  duty: { duty: string; statedFrom: string; agreedOn: string | null; version: string } | null
  proposal: { duty: string; proposedOn: string; by: number; version: string } | null
  purpose: Purpose | null
}

/** The purpose that holds for a section on a day: its own, else of the nearest section above, in the organisation of `known`, that has stated one. */
export async function purposeOf(ctx: Ctx, sectionCode: string, day = ctx.today, known = day): Promise<Purpose | null> {
  const { rows } = await sql<PurposeRow>`with recursive start as (select ${sectionCode}::text as section_code),
    ${upwards(known)} select ${PURPOSE} from up ${stated(day)} order by up.height limit 1`.execute(ctx.db)
  return rows[0] ? purposeFrom(rows[0]) : null
}

/** For one's own page: everything about one person in one statement. */
export async function standpointOf(ctx: Ctx, staffMemberId: number, day = ctx.today): Promise<Standpoint> {
  const { rows } = await sql<
    Nullable<PurposeRow> & {
      ownCode: string
      ownName: string
    } & Exchange
  >`with recursive start as (select p.section_code from ${postsOn(day)} p where p.staff_member_id = ${staffMemberId}),
    ${upwards(day)}
    select own.section_code as "ownCode", own.name as "ownName", ${EXCHANGE}, p.*
    from (select s.section_code, s.name from start join ${sectionsOn(day)} s using (section_code)) own
    left join lateral (select ${PURPOSE} from up ${stated(day)} order by up.height limit 1) p on true
    ${exchanged(sql`${staffMemberId}::bigint`, sql`own.section_code`, day)}`.execute(ctx.db)
  const row = rows[0]
  if (!row) return { section: null, duty: null, proposal: null, purpose: null }
  return {
    section: { sectionCode: row.ownCode, name: row.ownName },
    ...exchangeFrom(row),
    purpose: row.purpose ? purposeFrom(row as PurposeRow) : null,
  }
}

/** The words of one person and one head about a duty, as `exchanged` gives them. */
export interface Exchange {
  duty: string | null
  dutyFrom: string | null
  agreedOn: string | null
  proposed: string | null
  proposedOn: string | null
  proposedBy: number | null
}

export const EXCHANGE = sql`d.duty as duty, d.valid_from as "dutyFrom", d.agreed_on as "agreedOn", q.duty as proposed,
  q.proposed_on as "proposedOn", q.proposed_by as "proposedBy"`

/** Of a person in a section on a day: their own words that hold, `d`, and those of a head that wait for them, `q`. What was said elsewhere holds no more. */
export function exchanged(person: RawBuilder<unknown>, section: RawBuilder<unknown>, day: string): RawBuilder<unknown> {
  return sql`left join lateral (select d.duty, d.valid_from, d.agreed_on from duty d
      join lateral ${postsOn(sql`d.valid_from`)} a on a.staff_member_id = d.staff_member_id and a.section_code = ${section}
    where d.staff_member_id = ${person} and d.valid_from <= ${date(day)}
    order by d.valid_from desc, d.duty_id desc limit 1) d on true
  left join lateral (select q.duty, q.proposed_on, q.proposed_by from duty_proposal q
      join lateral ${postsOn(sql`q.proposed_on`)} a on a.staff_member_id = q.staff_member_id and a.section_code = ${section}
    where q.staff_member_id = ${person} and q.proposed_on <= ${date(day)} and (q.ended_on is null or q.ended_on > ${date(day)})
    order by q.duty_proposal_id desc limit 1) q on true`
}

/** Both carry the version of both: whoever answers has seen what the other said last. */
export function exchangeFrom(row: Exchange): Pick<Standpoint, 'duty' | 'proposal'> {
  const version = versionOf(said(row.duty, row.proposed))
  return {
    duty:
      row.duty !== null && row.dutyFrom !== null
        ? { duty: row.duty, statedFrom: row.dutyFrom, agreedOn: row.agreedOn, version }
        : null,
    proposal:
      row.proposed !== null && row.proposedOn !== null && row.proposedBy !== null
        ? { duty: row.proposed, proposedOn: row.proposedOn, by: row.proposedBy, version }
        : null,
  }
}

/** What a version of the exchange is made of; nothing where neither has said anything. */
export function exchangeOf({ duty, proposal }: Pick<Standpoint, 'duty' | 'proposal'>) {
  return said(duty?.duty ?? null, proposal?.duty ?? null)
}

function said(duty: string | null, proposed: string | null) {
  return duty === null && proposed === null ? null : { duty, proposed }
}

/** Whether the actor decides for a section on a day: as its head, or as head of the nearest section above that has one (INV-O4). */
export async function isHeadOfSection(ctx: Ctx, sectionCode: string, day = ctx.today): Promise<boolean> {
  if (ctx.actor.subjectId === null) return false
  const { rows } = await sql<{ me: boolean }>`with recursive start as (select ${sectionCode}::text as section_code),
    ${upwards(day)},
    head as (select up.height, h.staff_member_id from up join ${headsOn(day)} h on h.section_code = up.section_code)
    select exists (select 1 from head where staff_member_id = ${ctx.actor.subjectId}
      and height = (select min(height) from head)) as me`.execute(ctx.db)
  return rows[0]?.me === true
}

/**
 * Whether the actor speaks for a section from a day on: as its head of today, or of that day as far as it is announced, so that nobody learns
 * of a post to come by trying (INV-O5).
 */
export async function speaksFor(ctx: Ctx, sectionCode: string, from: string): Promise<boolean> {
  if (await isHeadOfSection(ctx, sectionCode)) return true
  return from > ctx.today && (await dayKnown(ctx, from)) === from && (await isHeadOfSection(ctx, sectionCode, from))
}

type Nullable<Row> = { [Key in keyof Row]: Row[Key] | null }

interface PurposeRow extends Omit<Purpose, 'statedFor' | 'version'> {
  code: string
  name: string
}

const PURPOSE = sql`up.section_code as code, up.name as name, s.purpose, s.answers, s.offers, s.duties,
  s.contributes_to as "contributesTo", s.is_sample as "isSample", s.valid_from as "validFrom"`

const stated = (day: string) => sql`join lateral (select * from section_purpose p
    where p.section_code = up.section_code and p.valid_from <= ${date(day)}
    order by p.valid_from desc, p.section_purpose_id desc limit 1) s on true`

function purposeFrom({ code, name, ...row }: PurposeRow): Purpose {
  const { purpose, answers, offers, duties, contributesTo, isSample, validFrom } = row
  return {
    statedFor: { sectionCode: code, name },
    ...{ purpose, answers, offers, duties, contributesTo, isSample, validFrom },
    version: purposeVersion(row),
  }
}

/** The words alone: said again from another day they are the same words. */
export function purposeVersion(
  said: Pick<Purpose, 'purpose' | 'answers' | 'offers' | 'duties' | 'contributesTo'>,
): string {
  return versionOf(purposeSaid(said))
}

export function purposeSaid(said: Pick<Purpose, 'purpose' | 'answers' | 'offers' | 'duties' | 'contributesTo'>) {
  const { purpose, answers, offers, duties, contributesTo } = said
  return { purpose, answers, offers, duties, contributesTo }
}
