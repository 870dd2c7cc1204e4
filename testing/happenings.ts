/** What happens in a town from day to day, at random: for tests that hold what is kept up against the raw rows. */
import fc from 'fast-check'
import { addDays } from '#platform/time/dates.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { policyText } from '#testing/policy-text.ts'
import { type Name, people, staffNumberOf, type Town } from './town.ts'

const floorSkills = ['ict-tools', 'information-security', 'data-use'] as const
const names = ['tanaka', 'mori', 'sato', 'ueda', 'kimura', 'inoue', 'ono', 'ito'] as const
const sections = ['101010', '1010', '2010', '2020'] as const

/** Something that happens in a town. Those that no operation makes are written past the gate, as an import would. */
export type Happening = (town: Town, now: { today: string; editions: number }) => Promise<unknown>

export const person = fc.constantFrom<Name>(...names)
const days = fc.integer({ min: 0, max: 500 })
export const half = fc.boolean()

const evidenceAdded = fc
  .record({
    name: person,
    skill: fc.constantFrom(...floorSkills),
    level: fc.integer({ min: 0, max: 4 }),
    ago: days,
    kind: fc.constantFrom('test' as const, 'qualification' as const, 'self' as const),
  })
  .map(
    ({ name, ago, ...row }): Happening =>
      ({ gate }, { today }) => {
        const actor = { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'test' }
        const asOf = addDays(today, -ago)
        return gate.ask(
          skills.importEvidence,
          { rows: [{ ...row, staffNumber: staffNumberOf(name), asOf, source: '試験' }] },
          { actor },
        )
      },
  )

const evidenceWithdrawn = fc.nat(50).map(
  (n): Happening =>
    async ({ sql, as }) => {
      const found = await sql<{ id: number }>(
        `select skill_evidence_id as id from skill_evidence where withdrawn_at is null order by 1
       offset $1 % greatest(1, (select count(*) from skill_evidence where withdrawn_at is null)) limit 2`,
        [n],
      )
      const skillEvidenceIds = found.map(({ id }) => id)
      if (skillEvidenceIds.length > 0) {
        await as('hayashi').ask(skills.withdrawEvidence, { skillEvidenceIds, reason: '取り違え' })
      }
    },
)

const reflected = person.map(
  (name): Happening =>
    (town) =>
      town.as(name).ask(skills.reflect, { reflections: [{ skill: 'dialogue', level: 2, shared: false }] }),
)

const transferred = fc
  .record({ name: person, to: fc.constantFrom(...sections), ahead: fc.integer({ min: -300, max: 60 }) })
  .map(
    ({ name, to, ahead }): Happening =>
      async ({ sql }, { today }) => {
        const day = addDays(today, ahead)
        const last = await sql<{ id: number; from: string }>(
          `select assignment_id as id, valid_from::text as from from assignment
         where staff_member_id = $1 and kind = 'primary' and valid_to is null`,
          [people[name]],
        )
        if (!last[0] || last[0].from >= day) return
        await sql('update assignment set valid_to = $2 where assignment_id = $1', [last[0].id, day])
        await sql(
          `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
         values ($1, $2, $3, '2級職', '主任', 'primary', false, $4)`,
          [people[name], staffNumberOf(name), to, day],
        )
      },
  )

const left = fc
  .record({ name: fc.constantFrom<Name>('ono', 'inoue', 'mori'), ahead: fc.integer({ min: -200, max: 40 }) })
  .map(
    ({ name, ahead }): Happening =>
      async ({ sql }, { today }) => {
        const day = addDays(today, ahead)
        await sql('update employment set left_on = $2 where staff_member_id = $1 and left_on is null', [
          people[name],
          day,
        ])
      },
  )

const away = fc
  .record({ name: person, from: fc.integer({ min: -400, max: 40 }), long: fc.integer({ min: 1, max: 90 }) })
  .map(
    ({ name, from, long }): Happening =>
      ({ sql }, { today }) =>
        sql(
          `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
         select $1, '休職', $2::date, $2::date + $3::int where not exists (select from leave_of_absence
           where staff_member_id = $1 and daterange(valid_from, valid_to) && daterange($2::date, $2::date + $3::int))`,
          [people[name], addDays(today, from), long],
        ),
  )

const backEarly = person.map(
  (name): Happening =>
    ({ sql }) =>
      sql('delete from leave_of_absence where staff_member_id = $1', [people[name]]),
)

const joined = fc.record({ ahead: fc.integer({ min: -400, max: 30 }), to: fc.constantFrom(...sections) }).map(
  ({ ahead, to }): Happening =>
    ({ sql }, { today }) =>
      sql(
        `with someone as (insert into staff_member (name, name_kana, search_text) values ('新人', 'シンジン', 'シンジン')
            returning staff_member_id as id),
          spell as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
            select id, 'N' || id, case when id % 3 = 0 then '会計年度任用職員' else '常勤' end, '事務', $1 from someone)
         insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
         select id, 'N' || id, $2, '1級職', '係員', 'primary', false, $1 from someone`,
        [addDays(today, ahead), to],
      ),
)

const dayPassed = fc.integer({ min: 1, max: 20 }).map(
  (n): Happening =>
    async ({ on }, now) => {
      now.today = addDays(now.today, n)
      on(now.today)
    },
)

const newEdition = fc
  .record({ level: fc.integer({ min: 1, max: 3 }), ahead: fc.integer({ min: 1, max: 9 }), onLeave: half })
  .map(
    ({ level, ahead, onLeave }): Happening =>
      async ({ asCommand, sql }, now) => {
        const text = `${policyText
          .replace('{ skill: ict-tools, level: 2', `{ skill: ict-tools, level: ${level}`)
          .replace(/\n *exclude: \[\{ onLeave: true[^\n]*/, (line) => (onLeave ? line : ''))}\n# ${++now.editions}\n`
        const [{ from }] = (await sql<{ from: string }>(
          `select greatest(max(valid_from) + 1, $1::date)::text as from from policy_edition`,
          [addDays(now.today, ahead - 5)],
        )) as [{ from: string }]
        await asCommand.ask(policy.loadPolicy, { text, publishFrom: from })
      },
  )

/** A unit goes to another division or department, from today on. */
const sectionMoved = fc
  .record({ code: fc.constantFrom('101010', '1010', '2010'), to: fc.constantFrom('10', '20', '2020', null) })
  .map(
    ({ code, to }): Happening =>
      async ({ sql }, { today }) => {
        const ended = await sql<{ name: string; kind: string }>(
          `update section_period set valid_to = $2 where section_code = $1 and valid_to is null and valid_from < $2 returning name, kind`,
          [code, today],
        )
        for (const { name, kind } of ended) {
          await sql(
            `insert into section_period (section_code, name, kind, parent_code, valid_from) values ($1, $2, $3, $4, $5)`,
            [code, name, kind, to, today],
          )
        }
      },
  )

/** Of people, their posts and evidence, the organisation, the policy, and the days that pass. */
export const happenings = [
  ...[evidenceAdded, evidenceAdded, evidenceWithdrawn, reflected, transferred, left, away, backEarly, joined],
  ...[sectionMoved, dayPassed, newEdition],
]
