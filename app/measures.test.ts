import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { countFigure } from '#platform/measure/counting.ts'
import { type Count, kindsOfMeasures, measureNamed, periodOf } from '#platform/measure/measure.ts'
import { livedIn } from '#testing/lived-in.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'

/**
 * Every kind of measure counted a second time, from the rows, in statements that know nothing of the product's: `of` and `got` add up what stands in the
 * denominator and the numerator. `$1` is the day, `$2` the first day of its fiscal year; `person` the section of a row, for the sums by section.
 */
interface Recount {
  /** A select of one row a record: who, n (adds to the denominator), got (to the numerator). */
  readonly rows: string
  /** Where a record's person is counted: by the post of the day, by the last one before it, or nowhere. */
  readonly where: 'today' | 'last' | 'none'
}

const HERE = `e.joined_on <= $1 and (e.left_on is null or e.left_on > $1)`
const onLeave = (who: string) =>
  `exists (select 1 from leave_of_absence l where l.staff_member_id = ${who} and $1 between l.valid_from and coalesce(l.valid_to, 'infinity'::date) - 1)`
const servesOn = (who: string, day: string) =>
  `exists (select 1 from employment z where z.staff_member_id = ${who} and ${day} between z.joined_on and coalesce(z.left_on, 'infinity'::date) - 1)`
const SCOPE = `select e.staff_member_id as who from employment e where ${HERE}
  and e.employment_category in ('常勤', '任期付', '再任用', '会計年度任用') and not ${onLeave('e.staff_member_id')}`
const AT_WORK = `select e.staff_member_id as who from employment e where ${HERE} and not ${onLeave('e.staff_member_id')}`
const HELD = `select a.*, s.starts_on, c.hours from application a, course_session s, course c where s.course_session_id = a.course_session_id
  and c.course_id = s.course_id and s.cancelled_on is null`
const THERE = `('attended', 'partially_attended', 'report_due', 'report_submitted', 'completed', 'not_completed')`
const heldNow = (skill: string, kinds: string, who: string) =>
  `(select v.level from skill_evidence v where v.staff_member_id = ${who} and v.skill = ${skill} and v.kind ${kinds} and v.withdrawn_at is null
    and v.as_of <= $1 and coalesce(v.valid_to, 'infinity'::date) > $1 order by v.as_of desc, v.skill_evidence_id desc limit 1)`
const byRule = (skill: string, who: string) =>
  `coalesce(${['test', 'qualification', 'supervisor', 'self'].map((kind) => heldNow(skill, `= '${kind}'`, who)).join(', ')})`
const FLOOR = `(values ('ict-tools', 2), ('information-security', 2), ('data-use', 1)) f(skill, level)`
const AT_FLOOR = (who: string) =>
  `(select count(*) from ${FLOOR} where ${heldNow('f.skill', `= 'test'`, who)} >= f.level or ${heldNow('f.skill', `= 'qualification'`, who)} >= f.level)`
const leaves = (
  from: string,
  to: string,
) => `select l.staff_member_id as who, l.valid_to as ended from leave_of_absence l
  where l.valid_to > ${from} and l.valid_to <= ${to}
  and l.valid_to not in (select n.valid_from from leave_of_absence n where n.staff_member_id = l.staff_member_id)`
const NEW = `not exists (select 1 from employment b where b.staff_member_id = e.staff_member_id and b.left_on = e.joined_on)`
const seated = `(select min(t.application_step_id) from application_step t where t.application_id = a.application_id
  and t.to_state in ('hr_selected', 'ordered') and t.taken_back_at is null)`
const SUBMITTED = `a.application_id in (select application_id from application_step where to_state = 'submitted')`
const APPLIED = `select a.* from (${HELD}) a where a.applied_on between $2 and $1`
const stopped = (
  list: string,
) => `exists (select 1 from application_step t where t.application_id = a.application_id and t.barrier in (${list})
  and t.taken_back_at is null and t.taken_on <= $1)`
const APPROVED = `select a.staff_member_id as who, t.*, a.application_id as app from (${HELD}) a, application_step t
  where t.application_id = a.application_id and t.to_state = 'section_head_approved' and t.taken_back_at is null and t.taken_on between $2 and $1`
const said = (
  kind: string,
) => `select who, 1 as n, (exists (select 1 from skill_evidence v where v.staff_member_id = who and v.kind = '${kind}'
  and v.as_of >= $2 and v.as_of <= $1 and v.withdrawn_at is null))::int as got from (${SCOPE}) s`
const attended = (who: string) =>
  `(${HELD}) a where a.staff_member_id = ${who} and a.state in ${THERE} and a.starts_on between $2 and $1`

const recounts: Readonly<Record<string, Recount>> = {
  'people.shareJoined': {
    where: 'today',
    rows: `select e.staff_member_id as who, 1 as n, (e.joined_on >= $2 and ${NEW})::int as got from employment e where ${HERE}`,
  },
  'people.shareLeft': {
    where: 'last',
    rows: `select e.staff_member_id as who, 1 as n, (not ${servesOn('e.staff_member_id', '$1::date + 1')})::int as got
      from employment e where $2::date between e.joined_on and coalesce(e.left_on, 'infinity'::date) - 1`,
  },
  'people.shareLeftEarly': {
    where: 'last',
    rows: `select e.staff_member_id as who, 1 as n, max((not ${servesOn('e.staff_member_id', `(e.joined_on + interval '36 months')::date`)})::int) as got
      from employment e where e.joined_on + interval '36 months' <= $1 and e.joined_on + interval '48 months' > $1 and ${NEW} group by 1`,
  },
  'people.shareBackFromLeave': {
    where: 'last',
    rows: `select who, 1 as n, ${servesOn('who', 'ended')}::int as got from (${leaves('$2::date - 1', '$1')}) x`,
  },
  'people.shareStayedAfterLeave': {
    where: 'last',
    rows: `select who, 1 as n, ${servesOn('who', `(ended + interval '12 months')::date`)}::int as got
      from (${leaves(`$1::date - interval '24 months'`, `$1::date - interval '12 months'`)}) x where ${servesOn('who', 'ended')}`,
  },
  'people.shareMoved': {
    where: 'today',
    rows: `select e.staff_member_id as who, 1 as n, (now_in.section_code <> was_in.section_code)::int as got from employment e
      join assignment now_in on now_in.staff_member_id = e.staff_member_id and $1::date <@ daterange(now_in.valid_from, now_in.valid_to)
      join assignment was_in on was_in.staff_member_id = e.staff_member_id and $2::date <@ daterange(was_in.valid_from, was_in.valid_to)
      where ${HERE} and now_in.kind = 'primary' and was_in.kind = 'primary'`,
  },
  'mvv.shareWithDuty': {
    where: 'today',
    rows: `select who, 1 as n, (exists (select 1 from duty d, assignment b where d.staff_member_id = who and d.valid_from <= $1
        and b.staff_member_id = who and d.valid_from <@ daterange(b.valid_from, b.valid_to) and b.kind = 'primary' and b.section_code = p.section_code))::int as got
      from (${AT_WORK}) w join assignment p on p.staff_member_id = who and p.kind = 'primary' and $1::date <@ daterange(p.valid_from, p.valid_to)`,
  },
  'mvv.shareAgreed': {
    where: 'today',
    rows: `select who, 1 as n, coalesce((select d.agreed_on <= $1 from duty d, assignment b where d.staff_member_id = who and d.valid_from <= $1
        and b.staff_member_id = who and d.valid_from <@ daterange(b.valid_from, b.valid_to) and b.kind = 'primary' and b.section_code = p.section_code
        order by d.valid_from desc, d.duty_id desc limit 1), false)::int as got
      from (${AT_WORK}) w join assignment p on p.staff_member_id = who and p.kind = 'primary' and $1::date <@ daterange(p.valid_from, p.valid_to)`,
  },
  'mvv.shareInLine': {
    where: 'today',
    rows: `select who, 1 as n, coalesce((select 'growth-in-view' = any(q.contributes_to) from section_purpose q
        where q.valid_from <= $1 and q.section_code = (select o from unnest(case p.section_code when '101010' then array['101010', '1010', '10']
            when '1010' then array['1010', '10'] when '2010' then array['2010', '20'] when '2020' then array['2020', '20'] else array[p.section_code] end)
            with ordinality u(o, h) where o in (select section_code from section_purpose where valid_from <= $1) order by h limit 1)
        order by q.valid_from desc limit 1), false)::int as got
      from (${AT_WORK}) w join assignment p on p.staff_member_id = who and p.kind = 'primary' and $1::date <@ daterange(p.valid_from, p.valid_to)`,
  },
  'skills.shareAssessed': {
    where: 'today',
    rows: `select who, 1 as n, (who in (select staff_member_id from skill_evidence where kind = 'self' and as_of <= $1 and withdrawn_at is null))::int as got
      from (${SCOPE}) s`,
  },
  'skills.shareReflectedThisYear': { where: 'today', rows: said('self') },
  'skills.shareObservedThisYear': { where: 'today', rows: said('supervisor') },
  'roles.shareAtExpected': {
    where: 'today',
    rows: `select h.staff_member_id as who, 1 as n, (coalesce(${byRule(`'data-use'`, 'h.staff_member_id')}, -1) >= 2)::int as got
      from role_holder h join employment e on e.staff_member_id = h.staff_member_id and ${HERE}
      where h.valid_from <= $1 and coalesce(h.valid_to, 'infinity'::date) > $1`,
  },
  'skills.shareAtExpected': {
    where: 'today',
    rows: `select who, 1 as n, (bool_and(coalesce(${byRule('x.skill', 'who')} >= x.level, false)))::int as got
      from (${SCOPE}) s join assignment p on p.staff_member_id = who and p.kind = 'primary' and $1::date <@ daterange(p.valid_from, p.valid_to)
      join expected x on x.grade = p.grade group by who`,
  },
  'skills.meanCoverage': {
    where: 'today',
    rows: `select who, 1 as n, coalesce(${byRule('x.skill', 'who')} >= x.level, false)::int as got
      from (${SCOPE}) s join assignment p on p.staff_member_id = who and p.kind = 'primary' and $1::date <@ daterange(p.valid_from, p.valid_to)
      join expected x on x.grade = p.grade`,
  },
  'skills.shareRenewed': {
    where: 'today',
    rows: `select distinct o.staff_member_id as who, o.skill, 1 as n, (${heldNow('o.skill', `in ('test', 'qualification')`, 'o.staff_member_id')} is not null)::int as got
      from skill_evidence o join (${SCOPE}) s on s.who = o.staff_member_id
      where o.kind in ('test', 'qualification') and o.withdrawn_at is null and o.valid_to >= $2 and o.valid_to <= $1`,
  },
  'literacy.shareAtFloor': {
    where: 'today',
    rows: `select who, 1 as n, (${AT_FLOOR('who')} = 3)::int as got from (${SCOPE}) s`,
  },
  'literacy.floorCoverage': {
    where: 'today',
    rows: `select who, 3 as n, ${AT_FLOOR('who')} as got from (${SCOPE}) s`,
  },
  'literacy.shareTested': {
    where: 'today',
    rows: `select who, 1 as n, (who in (select staff_member_id from test_attempt where voided_at is null and sat_on >= $2 and sat_on <= $1))::int as got from (${SCOPE}) s`,
  },
  'literacy.attemptsAtFloor': {
    where: 'today',
    rows: `select who, 1 as n, coalesce(t.level >= f.level, false)::int as got from (${SCOPE}) s, test_attempt t, ${FLOOR}
      where t.staff_member_id = who and f.skill = t.skill and t.voided_at is null and t.sat_on >= $2 and t.sat_on <= $1`,
  },
  'training.approvalsWithCover': {
    where: 'last',
    rows: `select p.who, 1 as n, (exists (select 1 from cover_arrangement v where v.application_id = p.app and v.agreed_at <= p.taken_at
        and coalesce(v.replaced_at, 'infinity') > p.taken_at and (v.kind <> 'notNeeded' or not exists (select 1 from approval_minimum m
          where m.application_step_id = p.application_step_id and m.holds is distinct from true))))::int as got from (${APPROVED}) p`,
  },
  'training.stoppedByStaffing': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, ${stopped(`'counter', 'workload', 'duty'`)}::int as got from (${APPLIED}) a`,
  },
  'training.stoppedBy(BARRIER)': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, ${stopped(`'workload'`)}::int as got from (${APPLIED}) a`,
  },
  'training.recommendationsTaken': {
    where: 'last',
    rows: `select r.staff_member_id as who, 1 as n, (coalesce(w.answer, '') = 'accepted' and exists (select 1 from (${HELD}) a where a.recommendation_id = r.recommendation_id
        and (select t.to_state from application_step t where t.application_id = a.application_id and t.taken_back_at is null and t.taken_on <= $1
          order by t.application_step_id desc limit 1) in ('ordered', 'absent', 'attended', 'partially_attended', 'report_due', 'report_submitted', 'completed', 'not_completed')))::int as got
      from recommendation r left join lateral (select w.answer from recommendation_answer w where w.recommendation_id = r.recommendation_id
        and w.taken_back_at is null and w.answered_on <= $1 order by w.recommendation_answer_id desc limit 1) w on true
      where r.recommended_on between $2 and $1 and r.struck_on is null`,
  },
  'training.recommendationsMade': {
    where: 'last',
    rows: `select staff_member_id as who, 1 as n, 1 as got from recommendation where recommended_on >= $2 and recommended_on <= $1 and struck_on is null`,
  },
  'training.staffTrained': {
    where: 'last',
    rows: `select distinct a.staff_member_id as who, 1 as n, 1 as got from (${HELD}) a where a.state in ${THERE} and a.starts_on between $2 and $1`,
  },
  'training.sessionsHeld': {
    where: 'none',
    rows: `select null::bigint as who, 1 as n, 1 as got from course_session where cancelled_on is null and starts_on between $2 and $1`,
  },
  'training.completions': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, 1 as got from (${HELD}) a where a.state = 'completed' and a.starts_on between $2 and $1`,
  },
  'training.completionRate': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, (a.state = 'completed')::int as got from (${HELD}) a where a.state in ${THERE} and a.starts_on between $2 and $1`,
  },
  'training.noShows': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, (a.state = 'absent')::int as got from (${HELD}) a
      where (a.state in ${THERE} or a.state = 'absent') and a.starts_on between $2 and $1`,
  },
  'training.daysToSeat': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, greatest(t.taken_on - a.applied_on, 0) as got from (${HELD}) a
      join application_step t on t.application_step_id = ${seated} where t.taken_on between $2 and $1 and ${SUBMITTED}`,
  },
  'training.ownApplications': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, (a.recommendation_id is null)::int as got from (${APPLIED}) a where ${SUBMITTED}`,
  },
  'training.coverAgreed': {
    where: 'last',
    rows: `select a.staff_member_id as who, 1 as n, 1 as got from (${HELD}) a join cover_arrangement v using (application_id)
      where v.kind in ('substitute', 'shiftSwap', 'reducedCounter', 'onlineOrRecorded', 'splitDates') and v.agreed_on between $2 and $1
        and coalesce(v.declined_at, 'infinity') >= ($1::date + 1)::timestamp at time zone 'Asia/Tokyo'
        and coalesce(v.replaced_at, 'infinity') >= ($1::date + 1)::timestamp at time zone 'Asia/Tokyo'`,
  },
  'training.minimumHeld': {
    where: 'last',
    rows: `select p.who, 1 as n, m.holds::int as got from (${APPROVED}) p join approval_minimum m using (application_step_id) where m.holds in (true, false)`,
  },
  'training.shareTrained': {
    where: 'today',
    rows: `select who, 1 as n, (exists (select 1 from ${attended('who')}))::int as got from (${AT_WORK}) w`,
  },
  'training.minutesPerPerson': {
    where: 'today',
    rows: `select who, 1 as n, coalesce((select sum(a.hours) from ${attended('who')}), 0) * 60 as got from (${AT_WORK}) w`,
  },
  'training.shareRecommended': {
    where: 'today',
    rows: `select who, 1 as n, (who in (select staff_member_id from recommendation where struck_on is null and recommended_on between $2 and $1))::int as got from (${AT_WORK}) w`,
  },
  'training.sectionsSending': {
    where: 'today',
    rows: `select min(who) as who, 1 as n, max((exists (select 1 from ${attended('who')}))::int) as got from (${AT_WORK}) w
      join assignment p on p.staff_member_id = who and p.kind = 'primary' and $1::date <@ daterange(p.valid_from, p.valid_to) group by p.section_code`,
  },
  'surveys.changesDone': {
    where: 'none',
    rows: `select null::bigint as who, 1 as n, (state = 'done' and settled_on <= $1)::int as got from survey_change where deleted_at is null and due_on >= $2 and due_on <= $1`,
  },
  'surveys.responseRate(SURVEY)': {
    where: 'none',
    rows: `select null::bigint as who, case when $1 >= '2026-11-22' then 50 when $1 >= '2026-03-20' then 50 end as n,
      case when $1 >= '2026-11-22' then 50 when $1 >= '2026-03-20' then 44 end as got where $2 < $1 or $2 = $1`,
  },
  // Where nothing is known there is no value.
  'surveys.favourableShare(SURVEY/ITEM)': {
    where: 'none',
    rows: `select null::bigint as who, 0 as n, 0 as got where $1 < $2`,
  },
  'thanks.shareTakingPart': {
    where: 'none',
    rows: `select null::bigint as who, 1 as n, (exists (select 1 from thank_you h where e.staff_member_id in (h.receiver, h.written_by)
        and h.written_on between $2 and $1 and h.taken_back_at is null and h.removed_at is null))::int as got from employment e where ${HERE}`,
  },
}

/** A name by which a kind is asked for. */
const asked = (kind: string) => kind.replace('SURVEY', 'ease').replace('ITEM', 'pride').replace('BARRIER', 'workload')

const DAYS = ['2025-11-22', '2026-03-31', '2026-04-01', '2026-11-22']

test('there are thirty kinds of measures and more, each says in words what it is, and each is counted a second time here (INV-L8)', () => {
  const kinds = kindsOfMeasures().map(({ name }) => name)
  expect(kinds.length).toBeGreaterThanOrEqual(30)
  expect(new Set(kinds).size).toBe(kinds.length)
  expect(kinds.toSorted()).toEqual(Object.keys(recounts).toSorted())
  // Words say what it is a share of: no two say the same, and none is taken for another.
  for (const word of ['name', 'meaning', 'numerator'] as const) {
    const ja = kindsOfMeasures().map(({ words }) => words.ja[word])
    expect(ja.filter((text, place) => ja.indexOf(text) !== place && word === 'name')).toEqual([])
    expect(ja.every((text) => text.length > 2)).toBe(true)
  }
})

test('whatever a town has lived through, each measure, its sections and its records say what the rows say; there is more of each than none or all', {
  timeout: 240_000,
}, async () => {
  const some = new Set<string>()
  const notAll = new Set<string>()
  for (const seed of [1, 2, 3])
    await inTown(async (town) => {
      await livedIn(town, seed)
      await someHoldARole(town)
      await town.sql(
        `create table expected as select * from jsonb_to_recordset($1) as x(grade text, skill text, level int)`,
        [JSON.stringify(expectations())],
      )
      for (const day of DAYS)
        for (const [kind, recount] of Object.entries(recounts)) {
          const measure = measureNamed(asked(kind))!
          const { from } = periodOf({ kind: 'events' }, day)
          const counted = await within(
            town,
            async (ctx) => ({
              figure: await countFigure(ctx, measure, day),
              records: await measure.records(ctx, periodOf(measure, day), { limit: 5000 }),
            }),
            { today: DAYS.at(-1)! },
          )
          const rows = await recounted(town, recount, [day, from])
          const whole = sum(rows)
          const isRatio = measure.unit === '%' || measure.isMean
          const what = `${kind} ${day}`
          expect(counted.figure?.total, what).toEqual(isRatio ? whole : { ...whole, denominator: null })
          if (recount.where !== 'none')
            expect(bySection(counted.figure!.sections), `${what} by section`).toEqual(bySection(rows))
          expect(counted.records.total, `records of ${what}`).toBe(counted.records.records.length)
          if (whole.numerator > 0) some.add(kind)
          if (whole.numerator < whole.denominator || !isRatio || measure.isMean) notAll.add(kind)
        }
    })()
  // The survey of this town has no such item; what a round says is recounted in rooms/surveys/measures.test.ts.
  const dull = Object.keys(recounts).filter((kind) => !(some.has(kind) && notAll.has(kind)))
  expect(dull).toEqual(['surveys.favourableShare(SURVEY/ITEM)'])
})

/** The policy of the town has a role, which some held from before its first day here, some later, and some no more. */
async function someHoldARole({ sql }: Town): Promise<void> {
  await sql(`update policy_edition set digest = md5(digest), document = jsonb_set(document, '{roles}', $1)`, [
    JSON.stringify([{ id: 'leader', name: 'DX推進リーダー', expected: { 'data-use': 2 }, isSample: false }]),
  ])
  await sql(`insert into role_holder (staff_member_id, role, valid_from, valid_to) select staff_member_id, 'leader',
    case when staff_member_id % 3 = 0 then date '2026-05-01' else '2025-04-01' end,
    case when staff_member_id % 4 = 0 then date '2026-04-01' end from staff_member where staff_member_id % 12 <> 0`)
}

interface Sum {
  sectionCode: string | null
  numerator: number
  denominator: number
}

async function recounted(
  { sql }: Town,
  { rows, where }: Recount,
  [day, from]: readonly [string, string],
): Promise<Sum[]> {
  const place = {
    today: `(select a.section_code from assignment a where a.staff_member_id = r.who and a.kind = 'primary' and a.valid_from <= $1
      and coalesce(a.valid_to, 'infinity'::date) > $1)`,
    last: `(select a.section_code from assignment a where a.staff_member_id = r.who and a.kind = 'primary' and a.valid_from <= $1
      order by a.valid_from desc limit 1)`,
    none: 'null::text',
  }[where]
  return await sql<Sum & Record<string, unknown>>(
    `select ${place} as "sectionCode", sum(n)::int as denominator, sum(got)::int as numerator
     from (${rows}) r where $1::date >= $2::date group by 1`
      .replaceAll('$1', `'${day}'::date`)
      .replaceAll('$2', `'${from}'::date`),
  )
}

const sum = (rows: readonly Sum[]) => ({
  numerator: rows.reduce((all, { numerator }) => all + numerator, 0),
  denominator: rows.reduce((all, { denominator }) => all + denominator, 0),
})

const bySection = (rows: readonly (Count & { readonly sectionCode: string | null })[]) =>
  rows.map(({ sectionCode, numerator }) => `${sectionCode} ${numerator}`).sort()

/** What each grade expects: of a grade that states nothing, what the one below does. */
function expectations() {
  const { pyramid, organisation } = parse(policyText) as {
    pyramid: { tiers: { skills: { id: string; expected: Record<string, number> }[] }[] }
    organisation: { grades: { id: string }[] }
  }
  return pyramid.tiers.flatMap(({ skills }) =>
    skills.flatMap(({ id, expected }) => {
      let level: number | undefined
      return organisation.grades.flatMap(({ id: grade }) => {
        level = expected[grade] ?? level
        return level === undefined ? [] : [{ grade, skill: id, level }]
      })
    }),
  )
}
