/** The people of a round by name: HR's list, and the same as a file. */

import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import { wantedIn } from '#platform/search/fold.ts'
import { placeIn } from '#platform/sql/place.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { peopleBearing } from '#rooms/people/finding.service.ts'
import { sectionsBelow } from '#rooms/people/relations.service.ts'
import { colleagues, namesOf } from '#rooms/people/service.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { sampleMark } from '#rooms/skills/population.service.ts'
import type { rounds } from './contract.ts'
import { memberRows } from './kept.service.ts'
import type { Member } from './members.service.ts'
import { roundsMessages } from './messages.ts'
import { type Round, roundsStored } from './rows.service.ts'
import { isOverdueOn } from './rules.ts'

type Listed = Answer<typeof rounds.listRoundMembers>['people'][number]
type Chosen = Omit<Input<typeof rounds.exportRound>, 'roundId'>

export async function listRoundMembers(
  ctx: Ctx<typeof rounds.listRoundMembers>,
  { roundId, q = '', after, pageSize, ...chosen }: Input<typeof rounds.listRoundMembers>,
): Promise<Answer<typeof rounds.listRoundMembers>> {
  const found = await chosenIn(ctx, roundId, chosen)
  const [id = '0', section = ''] = after === undefined ? [] : placeIn(after, PLACE)
  const place = sql`(m.section_code is null, coalesce(m.section_code, ''), m.staff_member_id)`
  const behind =
    after === undefined ? sql`true` : sql`${place} > (${section === ''}::boolean, ${section}, ${Number(id)}::bigint)`
  const page: Page = (among) => sql<MemberRow>`select ${MEMBER} from ${among} m where ${behind}
    order by m.section_code is null, coalesce(m.section_code, ''), m.staff_member_id limit ${pageSize + 1}`
  const { total, some } = await (q.trim() === ''
    ? everybodyIn(ctx, found, page)
    : bearingIn(ctx, found, wantedIn(q), page))
  const { rows, hasMore } = cutPage(some, pageSize)
  const ids = rows.map(({ staffMemberId }) => staffMemberId)
  ctx.sees(ids, 'training.round')
  const [named, history] = await Promise.all([namesFor(ctx, ids), historyOf(ctx, roundId, ids)])
  return {
    total,
    next: hasMore ? placeOf(rows.at(-1)!) : null,
    people: rows.map((member) => ({
      ...shown(withDeadline(ctx, found.round, member), named),
      history: history.get(member.staffMemberId) ?? [],
    })),
  }
}

type Found = Awaited<ReturnType<typeof chosenIn>>
type Page = (among: RawBuilder<unknown>) => RawBuilder<MemberRow>

async function everybodyIn(ctx: Ctx, { members, counts, fits }: Found, page: Page) {
  const counted = sql<{
    total: number
  }>`select coalesce(sum(m.people), 0)::integer as total from ${counts} m where ${fits}`
  const of = page(sql`(select * from ${members} m where ${fits})`)
  const [total, some] = await Promise.all([counted.execute(ctx.db), of.execute(ctx.db)])
  return { total: total.rows[0]!.total, some: some.rows }
}

/** Those whom the words fit come first, by their index, and once: asked of each member, names of the whole round would be read. A mark alone fits nobody. */
async function bearingIn(
  ctx: Ctx,
  { members, fits }: Found,
  words: ReturnType<typeof wantedIn>,
  page: Page,
): Promise<{ total: number; some: MemberRow[] }> {
  if (words.length === 0) return { total: 0, some: [] }
  const { rows } = await sql<{
    total: number
    some: MemberRow[]
  }>`with bearing as materialized (${peopleBearing(words)}),
      fit as materialized (select m.* from ${members} m join bearing b on b.staff_member_id = m.staff_member_id where ${fits})
    select (select count(*)::integer from fit) as total,
      (select coalesce(json_agg(row_to_json(p)), '[]') from (${page(sql`fit`)}) p) as some`.execute(ctx.db)
  return rows[0]!
}

export async function exportRound(
  ctx: Ctx<typeof rounds.exportRound>,
  { roundId, ...chosen }: Input<typeof rounds.exportRound>,
) {
  const { round, members } = await membersChosen(ctx, roundId, chosen)
  const ids = members.map(({ staffMemberId }) => staffMemberId)
  ctx.exports(ids, 'training.round')
  const named = await namesFor(ctx, ids)
  const t = (key: Parameters<typeof ctx.t<typeof roundsMessages>>[1]) => ctx.t(roundsMessages, key)
  const base64 = csvFile(
    [
      ...[
        t('round_file.number'),
        t('round_file.name'),
        t('round_file.kana'),
        t('round_file.section'),
        t('round_file.grade'),
        t('round_file.state'),
      ],
      ...[t('round_file.lack'), t('round_file.wave'), t('round_file.due'), t('round_file.as_of')],
    ],
    members.map((member) => {
      const { staffNumber, name, nameKana, sectionName, grade, state, lack, wave, dueOn } = shown(member, named)
      const who = [staffNumber, name, nameKana, sectionName, grade, t(`member.${state}`)]
      return [...who, lack === null ? '' : t(`lack.${lack}`), wave, dueOn, ctx.today]
    }),
  )
  const { literacy } = await requirePolicyWith(ctx, FLOOR)
  const mark = await sampleMark(ctx, literacy)
  return { fileName: `${round.name.replace(/[\\/:*?"<>|]/gu, '_')}_${ctx.today}${mark}.csv`, base64 }
}

/** Of a round those who are chosen, by section and number. */
export async function membersChosen(
  ctx: Ctx<'no_policy' | 'no_such_round' | 'no_such_section'>,
  roundId: number,
  chosen: Chosen,
): Promise<{ round: Round; members: ListedMember[] }> {
  const { round, members, fits } = await chosenIn(ctx, roundId, chosen)
  const { rows } = await sql<MemberRow>`select ${MEMBER} from ${members} m where ${fits}
    order by m.section_code is null, coalesce(m.section_code, ''), m.staff_member_id`.execute(ctx.db)
  return { round, members: rows.map((row) => withDeadline(ctx, round, row)) }
}

/** The rows of a round, and the condition of `m` by which those are chosen who are asked for. */
async function chosenIn(
  ctx: Ctx<'no_policy' | 'no_such_round' | 'no_such_section'>,
  roundId: number,
  { wave, state, lack, within }: Chosen,
) {
  await requirePolicyWith(ctx, FLOOR)
  const [round] = await roundsStored(ctx, { roundId })
  ctx.must(round, 'no_such_round')
  const [rows, codes] = await Promise.all([
    memberRows(ctx, [round]),
    within === undefined ? undefined : codesBelow(ctx, within),
  ])
  ctx.must(!codes || codes.length > 0, 'no_such_section', { sectionCode: within ?? '' })
  const fits = sql`(${wave ?? null}::smallint is null or m.wave = ${wave ?? null}) and (${state ?? null}::text is null or m.state = ${state ?? null})
    and (${lack ?? null}::text is null or m.lack = ${lack ?? null})
    and ${codes ? sql`m.section_code = any(${codes}::text[])` : sql`true`}`
  return { round, ...rows, fits }
}

async function codesBelow(ctx: Ctx, within: string): Promise<string[]> {
  const { rows } = await sql<{
    code: string
  }>`select section_code as code from ${sectionsBelow(within, ctx.today)} b`.execute(ctx.db)
  return rows.map(({ code }) => code)
}

type MemberRow = Pick<Member, 'staffMemberId' | 'sectionCode' | 'wave' | 'state' | 'lack' | 'dueOn'>
export type ListedMember = MemberRow & Pick<Member, 'isOverdue'>

const MEMBER = sql`m.staff_member_id as "staffMemberId", m.section_code as "sectionCode", m.wave, m.state, m.lack, m.due_on as "dueOn"`

function withDeadline(ctx: Ctx, { endedOn }: Round, row: MemberRow): ListedMember {
  return { ...row, isOverdue: isOverdueOn(endedOn ?? ctx.today, row) }
}

const PLACE = /^(\d{1,15}) (.{0,100})$/u
const placeOf = ({ staffMemberId, sectionCode }: MemberRow) => `${staffMemberId} ${sectionCode ?? ''}`

type Names = Pick<Listed, 'staffNumber' | 'name' | 'nameKana' | 'sectionName' | 'grade'>

async function namesFor(ctx: Ctx, ids: readonly number[]): Promise<ReadonlyMap<number, Names>> {
  const present = new Map((await colleagues(ctx, ids)).map((one) => [one.staffMemberId, one]))
  const former = await namesOf(
    ctx,
    ids.filter((id) => !present.has(id)),
  )
  const left = [...former].map(
    ([id, names]) => [id, { ...names, staffNumber: null, sectionName: null, grade: null }] as const,
  )
  return new Map<number, Names>([...present, ...left])
}

function shown(
  { staffMemberId, state, lack, wave, dueOn, isOverdue }: ListedMember,
  named: ReadonlyMap<number, Names>,
) {
  const {
    staffNumber = null,
    name = '',
    nameKana = '',
    sectionName = null,
    grade = null,
  } = named.get(staffMemberId) ?? {}
  return { staffMemberId, staffNumber, name, nameKana, sectionName, grade, state, lack, wave, dueOn, isOverdue }
}

async function historyOf(ctx: Ctx, roundId: number, people: readonly number[]) {
  const { rows } = await sql<Listed['history'][number] & { id: number }>`select s.staff_member_id as id, s.kind,
      s.entered_on as "from", s.entered_because as because, s.left_on as "to", s.left_because as "endedBecause"
    from round_spell s where s.round_id = ${roundId} and s.staff_member_id = any(${people}::bigint[])
    order by s.round_spell_id`.execute(ctx.db)
  const spells = Map.groupBy(rows, ({ id }) => id)
  return new Map([...spells].map(([id, some]) => [id, some.map(({ id: _, ...spell }) => spell)]))
}
