/** In whatever order things are done, undone, tried again and looked at by the clock: whoever is to be told has one notice a fact, and one mail at most. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mail } from '#platform/mail/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { notices } from './contract.ts'

const actions = [
  ...(['apply', 'applyWithCover', 'approve', 'undoApproval', 'return', 'resubmit', 'reject', 'withdraw'] as const),
  ...(['select', 'order', 'cancel', 'agree', 'decline', 'arrange', 'clock', 'letters', 'nextDay'] as const),
]
type Action = (typeof actions)[number]
/** Done, told, and taken back or done again. */
const undone: Action[][] = [
  ['apply', 'letters', 'approve', 'undoApproval', 'letters'],
  ['applyWithCover', 'return', 'resubmit', 'letters', 'approve'],
  ['applyWithCover', 'agree', 'letters', 'withdraw', 'apply'],
  ['apply', 'approve', 'select', 'order', 'letters', 'cancel'],
]
const applicants = ['sato', 'ueda', 'mori'] as const

/** What a reminder replaces is the same fact told again. */
const family: Readonly<Record<string, string>> = { approvalLate: 'approvalAsked', returnedSoon: 'applicationReturned' }

test(
  'each receiver has exactly one notice a fact, and at most one mail of it, for any order of doing, undoing, trying again and the clock',
  inTown(async (town) => {
    await town.sql(`update staff_member set email = 'p' || staff_member_id || '@example.lg.jp'`)
    await town.asJob.ask(mail.noteMailSetup, { isOn: true, domain: 'example.lg.jp' })
    // Whole turns as well as single steps, so that what undoes something finds it done.
    const turns = fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...actions).map((action): Action[] => [action]) },
      { weight: 1, arbitrary: fc.constantFrom<Action[]>(...undone) },
    )
    const piece = fc.tuple(turns, fc.constantFrom(...applicants))
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 3, maxLength: 8 }), (pieces) =>
        story(
          town,
          pieces.flatMap(([turn, who]) => turn.map((action) => [action, who] as const)),
        ),
      ),
      { numRuns: 8, seed: 7, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
  }),
  180_000,
)

async function story(town: Town, steps: readonly (readonly [Action, (typeof applicants)[number]])[]): Promise<void> {
  let day = 24
  town.on('2026-11-24')
  const { courseSessionId } = await dataCourse(town, 5)
  const sent = new Map<string, number>()
  for (const [action, who] of steps) {
    if (action === 'nextDay') town.on(`2026-${day < 30 ? `11-${++day}` : `12-0${++day - 30}`}`)
    else await act(town, action, who, courseSessionId, sent).catch(mustBeRefused)
    // Rows that were changed past the gate, and a new day, are the clock's to see.
    if (action === 'undoApproval' || action === 'nextDay') await town.asJob.ask(notices.keepNotices, {})
    expect(await live(town, courseSessionId), `${action} ${who}`).toEqual(await expected(town, courseSessionId))
  }
  expect(await town.asJob.ask(notices.keepNotices, {})).toEqual({ settled: 0, hasMore: false })
  const facts = await town.sql<{ key: string; n: number }>(
    `select m.email || ' ' || n.kind || ' ' || n.thing as key, count(*)::int as n from notice n
       join staff_member m on m.staff_member_id = n.receiver group by 1`,
  )
  const told = new Map(facts.map(({ key, n }) => [key, n]))
  for (const [key, n] of sent) expect(n, key).toBeLessThanOrEqual(told.get(key) ?? 0)
}

/** What is refused changes nothing; anything else is a fault. */
function mustBeRefused(error: { code?: string }): void {
  if (!error.code) throw error
}

async function act(
  town: Town,
  action: Action,
  who: (typeof applicants)[number],
  courseSessionId: number,
  sent: Map<string, number>,
): Promise<void> {
  const { as, sql, asJob, tanaka, hayashi } = town
  const substitute = town[applicants[(applicants.indexOf(who) + 1) % applicants.length]!]
  const [found] = await sql<{ id: number; cover: number | null }>(
    `select a.application_id as id, (select max(cover_arrangement_id) from cover_arrangement v
       where v.application_id = a.application_id and v.replaced_at is null) as cover
     from application a where course_session_id = $1 and staff_member_id = $2 order by 1 desc limit 1`,
    [courseSessionId, town[who]],
  )
  const applicationId = Number(found?.id ?? 1_000_000)
  const coverArrangementId = Number(found?.cover ?? 1_000_000)
  const cover = { kind: 'substitute' as const, substitute }
  const reason = '都合'
  switch (action) {
    case 'apply':
      return void (await as(who).ask(training.apply, { courseSessionId }))
    case 'applyWithCover':
      return void (await as(who).ask(training.apply, { courseSessionId, cover }))
    case 'approve':
      return void (await as(tanaka).ask(training.approve, { applicationId }))
    case 'undoApproval':
      return void (await sql(
        `with undone as (update application set state = 'submitted' where application_id = $1 and state = 'section_head_approved' returning 1)
         insert into application_step (application_id, from_state, to_state, acted_as, taken_on)
         select $1, 'section_head_approved', 'submitted', 'sectionHead', '2026-11-24' from undone`,
        [applicationId],
      ))
    case 'return':
      return void (await as(tanaka).ask(training.returnForRevision, { applicationId, reason }))
    case 'resubmit':
      return void (await as(who).ask(training.resubmit, { applicationId, motive: '学びたい' }))
    case 'reject':
      return void (await as(tanaka).ask(training.reject, { applicationId, reason }))
    case 'withdraw':
      return void (await as(who).ask(training.withdraw, { applicationId, reason }))
    case 'select':
      return void (await as(hayashi).ask(training.select, {
        courseSessionId,
        applicationIds: [applicationId],
        alsoOrder: false,
      }))
    case 'order':
      return void (await as(hayashi).ask(training.orderAttendance, {
        courseSessionId,
        applicationIds: [applicationId],
      }))
    case 'cancel':
      return void (await as(hayashi).ask(training.cancelApplication, { applicationId, reason }))
    case 'agree':
      return void (await as(substitute).ask(training.agreeToCover, { coverArrangementId }))
    case 'decline':
      return void (await as(substitute).ask(training.declineCover, { coverArrangementId }))
    case 'arrange':
      return void (await as(tanaka).ask(training.arrangeCover, { applicationId, cover }))
    case 'clock':
      return void (await asJob.ask(notices.keepNotices, {}))
    case 'letters': {
      const { letters } = await asJob.ask(notices.collectMail, {})
      for (const { mailId, to } of letters) {
        const rows = await sql<{ key: string }>(
          `select kind || ' ' || thing as key from notice where mail_id = $1 and resolved_at is null and read_at is null`,
          [mailId],
        )
        for (const { key } of rows) sent.set(`${to} ${key}`, (sent.get(`${to} ${key}`) ?? 0) + 1)
        await asJob.ask(mail.noteMail, { mailId, trouble: null, isFinal: false })
      }
    }
  }
}

const checked = [
  ...['approvalAsked', 'applicationReturned', 'notAccepted', 'seatGiven', 'ordered', 'sessionCancelled'],
  ...['coverAsked', 'coverNotNeeded'],
]

async function live({ sql }: Town, courseSessionId: number): Promise<string[]> {
  const rows = await sql<{ kind: string; receiver: number; thing: number }>(
    `select kind, receiver, thing from notice where resolved_at is null and topic = 'application'
       and thing in (select application_id from application where course_session_id = $1)`,
    [courseSessionId],
  )
  return rows
    .map(({ kind, receiver, thing }) => ({ kind: family[kind] ?? kind, receiver, thing }))
    .filter(({ kind }) => checked.includes(kind))
    .map(({ kind, receiver, thing }) => `${kind} ${receiver} ${thing}`)
    .sort()
}

/** The same, said anew from the states alone. */
async function expected({ sql, tanaka }: Town, courseSessionId: number): Promise<string[]> {
  const rows = await sql<{ id: number; me: number; state: string; substitute: number | null; agreed: boolean }>(
    `select a.application_id as id, a.staff_member_id as me, a.state, v.substitute, v.agreed_at is not null as agreed
     from application a left join cover_arrangement v on v.application_id = a.application_id and v.replaced_at is null
     where a.course_session_id = $1`,
    [courseSessionId],
  )
  const ofState: Readonly<Record<string, string>> = {
    ...{
      returned: 'applicationReturned',
      rejected: 'notAccepted',
      not_selected: 'notAccepted',
      hr_selected: 'seatGiven',
    },
    ...{ ordered: 'ordered', cancelled: 'sessionCancelled' },
  }
  const closed = ['rejected', 'not_selected', 'withdrawn', 'cancelled']
  return rows
    .flatMap(({ id, me, state, substitute, agreed }) => [
      ...(state === 'submitted' ? [`approvalAsked ${tanaka} ${id}`] : []),
      ...(ofState[state] ? [`${ofState[state]} ${me} ${id}`] : []),
      ...(substitute !== null && !agreed && !closed.includes(state) ? [`coverAsked ${substitute} ${id}`] : []),
      ...(substitute !== null && agreed && closed.includes(state) ? [`coverNotNeeded ${substitute} ${id}`] : []),
    ])
    .sort()
}
