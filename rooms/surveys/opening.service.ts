/** HR opens a round: whom it asks, in which cells, with which keys. All of it is fixed from then on (INV-A1, A2, A6). */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { awayOn, inServiceOn, MOST_LEVELS, postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { keysHashOf } from './blind.rules.ts'
import { attributesOf, type Step } from './cells.rules.ts'
import type { surveys } from './contract.ts'
import { latestVersion, type StoredVersion } from './loading.service.ts'
import { surveysMessages } from './messages.ts'
import { LEAST_K, MOST_CELLS, MOST_SEED, type Plan, planCells, type Receiver, type Sections } from './opening.rules.ts'
import { drawPart } from './pulse.rules.ts'
import { type KeyPair, makeKeyPair } from './signing.service.ts'
import { plain } from './survey.rules.ts'

type Opening = Input<typeof surveys.openSurveyRound>
type Refusing = Ctx<typeof surveys.openSurveyRound>

interface Planned extends Plan {
  readonly version: StoredVersion
  readonly receivers: number
  readonly outside: Outside
  /** Null where everybody is asked. */
  readonly seed: number | null
}

/** In service on the first day and not asked. */
interface Outside {
  readonly onLeave: number
  readonly noPost: number
  readonly otherCategory: number
  readonly notDrawn: number
}

export async function previewSurveyRound(
  ctx: Ctx<typeof surveys.previewSurveyRound>,
  input: Opening,
): Promise<Answer<typeof surveys.previewSurveyRound>> {
  const { outside, seed, ...plan } = await planned(ctx, input)
  return { ...shown(plan), outside, seed }
}

interface WantedKeys {
  readonly keys: number
  tell(done: number): Promise<void>
}

/** How many keys a round needs, before any is made: one for receipts, one for each cell; none where names stand beside the answers. */
export async function keysFor(ctx: Ctx, input: Opening): Promise<WantedKeys> {
  const { cells, version } = await planned(ctx as Refusing, input)
  const keys = version.kind === 'named' ? 0 : cells.length + 1
  return { keys, tell: (done) => ctx.progress(done, keys, ctx.t(surveysMessages, 'stage.keys')) }
}

/** In the threads of Node's own; each takes the next key when it has one, since some take ten times as long as others. */
export async function makeKeys({ keys, tell }: WantedKeys): Promise<KeyPair[]> {
  const made: KeyPair[] = []
  let begun = 0
  async function makeSome() {
    while (begun < keys) {
      begun++
      made.push(await makeKeyPair())
      if (made.length % TOLD_EVERY === 0 || made.length === keys) await tell(made.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, makeSome))
  return made
}
/** Threads that Node keeps for such work. */
const AT_ONCE = 4
const TOLD_EVERY = 4

export async function openSurveyRound(
  ctx: Ctx<typeof surveys.openSurveyRound>,
  input: Opening,
  made: readonly KeyPair[],
): Promise<Answer<typeof surveys.openSurveyRound>> {
  await oneAtATime('surveys').execute(ctx.db)
  const plan = await planned(ctx, input)
  const cells = plan.cells.map(({ steps, people }, at) => ({
    ...{ cell: at + 1, steps, people, receivers: people.length },
  }))
  const roundId = await nextRound(ctx)
  const keyed = plan.version.kind === 'named' ? null : await keyedWith(made, { roundId, k: input.k, plan, cells })
  await writeRound(ctx, plan, input, { roundId, keyed, cells })
  const keysHash = keyed?.keysHash ?? null
  const detail = {
    ...{
      roundId,
      survey: input.survey,
      k: input.k,
      receivers: plan.receivers,
      cells: cells.length,
      keysHash,
      team: input.team,
    },
    ...(plan.seed === null ? {} : { share: input.share!, seed: plan.seed }),
  }
  ctx.about([], { detail })
  return { roundId, ...shown(plan) }
}

/** Its keys, and what everybody can compare of them. */
async function keyedWith(
  made: readonly KeyPair[],
  { roundId, k, plan, cells }: { roundId: number; k: number; plan: Planned; cells: readonly Filled['cells'][number][] },
): Promise<Keyed> {
  const [receipts, ...pairs] = [...made]
  // Where more people are asked than when the keys were counted.
  while (pairs.length < cells.length) pairs.push(await makeKeyPair())
  const list = {
    ...{ roundId, k, items: plan.version.items.map(plain), receiptKey: receipts!.publicKey },
    cells: cells.map(({ cell, steps, receivers }, at) => ({
      ...{ cell, attributes: attributesOf(steps), receivers },
      ballotKey: pairs[at]!.publicKey,
    })),
  }
  return { keysHash: await keysHashOf(list), receipts: receipts!, pairs }
}

function shown({ receivers, cells, merged }: Pick<Planned, 'receivers' | 'cells' | 'merged'>) {
  return {
    receivers,
    cells: cells.map(({ steps, people }) => ({ attributes: attributesOf(steps), receivers: people.length })),
    merged: [...merged],
  }
}

async function planned(ctx: Refusing, input: Opening): Promise<Planned> {
  ctx.must(input.from <= input.to, 'ends_before_it_begins')
  ctx.must(input.from >= ctx.today, 'begins_before_today')
  ctx.must(input.k >= LEAST_K, 'k_too_low', { least: LEAST_K })
  ctx.must(new Set(input.attributes).size === input.attributes.length, 'attribute_twice')
  const version = await latestVersion(ctx, input.survey)
  ctx.must(version, 'no_such_survey')
  await mustBeAlone(ctx, input.survey)
  const hr = new Set(input.team.length > 0 ? await holdersOf(ctx, 'hr') : [])
  ctx.must(
    input.team.every((id) => hr.has(id)),
    'not_of_hr',
  )
  const sections = await requireSections(ctx, input.from, {
    codes: input.sections,
    ...(input.attributes.includes('section') ? { level: input.level } : {}),
  })
  const { asked: candidates, outside } = await peopleOf(ctx, input)
  const { asked, seed } = await drawn(ctx, input, candidates)
  ctx.must(asked.length > 0, 'nobody_to_ask')
  const plan = planCells(asked, sections, input)
  ctx.must(plan.cells.length <= MOST_CELLS, 'too_many_cells', { cells: plan.cells.length, most: MOST_CELLS })
  const notDrawn = candidates.length - asked.length
  return { ...plan, version, receivers: asked.length, outside: { ...outside, notDrawn }, seed }
}

/** Sections of a day, these among them, and some of the kind down to which they are told apart. */
export async function requireSections(
  ctx: Ctx<'unknown_section' | 'unknown_level'>,
  day: string,
  { codes, level }: { readonly codes: readonly string[]; readonly level?: string },
): Promise<Sections> {
  const { rows } = await sql<{ code: string; parent: string | null; kind: string }>`select s.section_code as code,
      s.parent_code as parent, s.kind from ${sectionsOn(day)} s`.execute(ctx.db)
  const sections = new Map(rows.map(({ code, ...section }) => [code, section]))
  for (const code of codes) ctx.must(sections.has(code), 'unknown_section', { section: code })
  ctx.must(level === undefined || rows.some(({ kind }) => kind === level), 'unknown_level', {
    ...{ level: level ?? '', known: [...new Set(rows.map(({ kind }) => kind))].join('・') },
  })
  return sections
}

/** Until a round is closed nobody is asked the same a second time. */
async function mustBeAlone(ctx: Ctx<'round_open'>, survey: string): Promise<void> {
  const { rows } = await sql<{ round: number }>`select r.survey_round_id as round from survey_round r
      join survey_version v using (survey_version_id)
    where v.survey = ${survey} and r.closed_at is null`.execute(ctx.db)
  ctx.must(rows.length === 0, 'round_open', { round: rows[0]?.round ?? 0 })
}

/** Of a pulse its part, by those who were in the survey's pulses before; else everybody. */
async function drawn(ctx: Ctx, { survey, share, seed = randomInt(MOST_SEED) }: Opening, candidates: Receiver[]) {
  if (share === undefined) return { asked: candidates, seed: null }
  const { rows } = await sql<{
    id: number
    last: number
  }>`select m.staff_member_id as id, max(m.survey_round_id) as last
    from survey_receiver m join survey_round r using (survey_round_id) join survey_version v using (survey_version_id)
    where v.survey = ${survey} and r.share is not null group by m.staff_member_id`.execute(ctx.db)
  const lastIn = new Map(rows.map(({ id, last }) => [id, last]))
  return { asked: drawPart(candidates, { share, seed, lastIn }), seed }
}

/** Everybody in service on the first day who has a post in the sections, is of the categories and is not on leave. */
async function peopleOf(ctx: Ctx<'unknown_category'>, { from, sections, employmentCategories }: Opening) {
  const { rows } = await sql<{
    staffMemberId: number
    sectionCode: string | null
    employmentCategory: string
    gradeBand: string | null
    isAway: boolean
  }>`with recursive asked as (
      select s.section_code, 0 as depth from ${sectionsOn(from)} s where s.section_code = any(${sections}::text[])
      union select s.section_code, a.depth + 1 from asked a join ${sectionsOn(from)} s on s.parent_code = a.section_code
        where a.depth < ${MOST_LEVELS}::int)
    select e.staff_member_id as "staffMemberId", p.section_code as "sectionCode",
      e.employment_category as "employmentCategory", p.grade as "gradeBand",
      exists (select 1 from ${awayOn(from)} l where l.staff_member_id = e.staff_member_id) as "isAway"
    from ${inServiceOn(from)} e left join ${postsOn(from)} p on p.staff_member_id = e.staff_member_id
    where ${sections.length === 0}::boolean or p.section_code in (select section_code from asked)
    order by e.staff_member_id`.execute(ctx.db)
  const known = new Set(rows.map(({ employmentCategory }) => employmentCategory))
  for (const category of employmentCategories) {
    ctx.must(known.has(category), 'unknown_category', { category, known: [...known].toSorted().join('・') })
  }
  const wanted = rows.filter(
    ({ employmentCategory }) => employmentCategories.length === 0 || employmentCategories.includes(employmentCategory),
  )
  const asked = wanted.flatMap(({ isAway, sectionCode, gradeBand, ...person }): Receiver[] =>
    isAway || sectionCode === null || gradeBand === null ? [] : [{ ...person, sectionCode, gradeBand }],
  )
  const onLeave = wanted.filter(({ isAway }) => isAway).length
  const noPost = wanted.length - onLeave - asked.length
  return { asked, outside: { onLeave, noPost, otherCategory: rows.length - wanted.length } }
}

/** The hash covers the number, so the number is taken before anything is written. */
export async function nextRound(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`select nextval(pg_get_serial_sequence('survey_round', 'survey_round_id')) as id`.execute(ctx.db)
  return rows[0]!.id
}

interface Keyed {
  readonly keysHash: string
  readonly receipts: KeyPair
  /** In the order of the cells. */
  readonly pairs: readonly KeyPair[]
}

interface Filled {
  readonly roundId: number
  /** Null where it is named. */
  readonly keyed: Keyed | null
  readonly cells: readonly {
    readonly cell: number
    readonly steps: readonly Step[]
    readonly people: readonly number[]
    readonly receivers: number
  }[]
}

async function writeRound(ctx: Ctx, plan: Planned, input: Opening, filled: Filled): Promise<void> {
  const { version, receivers, outside, seed } = plan
  const { roundId, keyed, cells } = filled
  await sql`insert into survey_round (survey_round_id, survey_version_id, opens_on, closes_on, k, attributes, receivers,
      receipt_key, keys_hash, is_named, opened_by, opened_at, share, seed, employment_categories, outside)
    overriding system value values (${roundId}, ${version.surveyVersionId}, ${input.from}, ${input.to}, ${input.k},
      ${input.attributes}::text[], ${receivers}, ${keyed && JSON.stringify(keyed.receipts.publicKey)}::jsonb,
      ${keyed?.keysHash ?? null}, ${!keyed}, ${ctx.actor.subjectId}::bigint, ${ctx.now.toString()}::timestamptz, ${input.share ?? null}, ${seed},
      ${input.employmentCategories}::text[], ${JSON.stringify(outside)}::jsonb)`.execute(ctx.db)
  const rows = cells.map(({ cell, steps, receivers: size }, at) => ({
    ...{ cell, steps, receivers: size, ballot_key: keyed?.pairs[at]?.publicKey ?? null },
  }))
  await sql`insert into survey_cell (survey_round_id, cell, steps, receivers, ballot_key)
    select ${roundId}, c.cell, c.steps, c.receivers, nullif(c.ballot_key, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(cell smallint, steps jsonb, receivers integer, ballot_key jsonb)`.execute(
    ctx.db,
  )
  if (keyed) await writeSecrets(ctx, roundId, keyed)
  // Before anybody is asked: afterwards nobody is added (migration 0115).
  await sql`insert into survey_team (survey_round_id, staff_member_id)
    select distinct ${roundId}::bigint, one from unnest(${input.team}::bigint[]) one`.execute(ctx.db)
  const people = cells.flatMap(({ cell, people: own }) => own.map((id) => ({ cell, id })))
  await sql`insert into survey_receiver (survey_round_id, staff_member_id, cell)
    select ${roundId}, r.id, r.cell
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(cell smallint, id bigint)`.execute(ctx.db)
}

async function writeSecrets(ctx: Ctx, roundId: number, { receipts, pairs }: Keyed): Promise<void> {
  const secrets = [receipts, ...pairs].map(({ privateKey }, cell) => ({ cell, key: privateKey.toString('hex') }))
  await sql`insert into survey_secret (survey_round_id, cell, private_key)
    select ${roundId}, s.cell, decode(s.key, 'hex')
    from jsonb_to_recordset(${JSON.stringify(secrets)}::jsonb) as s(cell smallint, key text)`.execute(ctx.db)
}
