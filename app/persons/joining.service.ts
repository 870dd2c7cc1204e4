/**
 * Two numbers that are one person (decisions/0046). Somebody of HR asks, somebody else agrees; then, in one transaction:
 *
 *   nothing clashes → accounts → what is the same twice becomes one, room by room → every column that names the second names the first
 *     → the second's row goes → what was set aside is kept with the join, and closed years are looked at
 */
import { joinAccounts } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import { keepCorrection } from '#platform/correction/correction.ts'
import { closedYears } from '#platform/correction/reach.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { declaredData } from '#platform/privacy/data.ts'
import { countAbout, moveTo, type Two } from '#platform/privacy/joining.ts'
import { addDays } from '#platform/time/dates.ts'
import { alone, compareRecords, endSecond, joinFacts } from '#rooms/people/records/service.ts'
import {
  answerJoin,
  askForJoin,
  type Join,
  joinsOf,
  keepJoined,
  namesOf,
  needsSecondPerson,
  staffNumbersOf,
  waitingJoin,
} from '#rooms/people/service.ts'
import { JOINED } from '#rooms/people/struck.rules.ts'
import { joinEvidence } from '#rooms/skills/service.ts'
import { clashingSeats, joinApplications } from '#rooms/training/service.ts'
import type { persons } from './contract.ts'
import { movingIn } from './joining.rules.ts'
import { personsMessages } from './messages.ts'

type Preview = Answer<typeof persons.previewJoin>
type Clash = Preview['clashes'][number]
type Listed = Answer<typeof persons.listJoins>['joins'][number]

export async function previewJoin(
  ctx: Ctx<typeof persons.previewJoin>,
  { staffMemberId: first, otherId: second }: Input<typeof persons.previewJoin>,
): Promise<Preview> {
  const two = { first, second }
  await mustBeTwo(ctx, two)
  const [people, { own, written }, { clashes, same, since }, waiting, needsSecond, years] = await Promise.all([
    Promise.all([someone(ctx, first), someone(ctx, second)]),
    countAbout(ctx, declaredData(), second),
    compared(ctx, two),
    isAskedAbout(ctx, two),
    needsSecondPerson(ctx),
    closedYears(ctx),
  ])
  return {
    ...{ first: people[0], second: people[1], moves: movingIn(own, written), same, clashes, since, closedYears: years },
    ...{ hindrance: isOwn(ctx, two) ? 'own_person' : waiting ? 'already_waiting' : null, needsSecond },
  }
}

export async function askToJoin(
  ctx: Ctx<typeof persons.askToJoin>,
  { staffMemberId: first, otherId: second, reason }: Input<typeof persons.askToJoin>,
) {
  const two = { first, second }
  await alone(ctx)
  await mustBeTwo(ctx, two)
  ctx.must(!(await isAskedAbout(ctx, two)), 'already_waiting')
  await mustFitTogether(ctx, two)
  const personJoinId = await askForJoin(ctx, two, reason)
  ctx.about([first, second], { reason, detail: { first, second } })
  if (await needsSecondPerson(ctx)) return { joined: false }
  await join(ctx, { ...two, personJoinId, reason })
  return { joined: true }
}

export async function agreeToJoin(
  ctx: Ctx<typeof persons.agreeToJoin>,
  { personJoinId }: Input<typeof persons.agreeToJoin>,
) {
  await alone(ctx)
  const waiting = await waitingJoin(ctx, personJoinId)
  ctx.must(waiting, 'not_waiting')
  ctx.must(!hasAsked(ctx, waiting), 'second_person')
  await mustFitTogether(ctx, waiting)
  await join(ctx, waiting)
  return { joined: true as const, staffMemberId: waiting.first }
}

export async function declineJoin(
  ctx: Ctx<typeof persons.declineJoin>,
  { personJoinId, reason }: Input<typeof persons.declineJoin>,
) {
  const waiting = await waitingJoin(ctx, personJoinId)
  ctx.must(waiting, 'not_waiting')
  await answerJoin(ctx, personJoinId, 'declined', reason)
  ctx.about([waiting.first, waiting.second], { reason, detail: { first: waiting.first, second: waiting.second } })
  return { declined: true as const }
}

export async function listJoins(
  ctx: Ctx<typeof persons.listJoins>,
  { staffMemberId, after, pageSize }: Input<typeof persons.listJoins>,
): Promise<Answer<typeof persons.listJoins>> {
  const page = await joinsOf(ctx, { person: staffMemberId ?? null, after: after ?? null, pageSize })
  const [mayAgree, mayDecline] = await Promise.all([
    ctx.may<typeof persons.agreeToJoin>('persons.agreeToJoin'),
    ctx.may<typeof persons.declineJoin>('persons.declineJoin'),
  ])
  const names = await namesOf(
    ctx,
    page.rows.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy].filter((id) => id !== null)),
  )
  const called = (id: number | null) => (id === null ? null : (names.get(id)?.name ?? null))
  const joins = await Promise.all(page.rows.map((one) => listed(ctx, one, called)))
  return {
    hasMore: page.hasMore,
    joins: joins.map((one, at) => {
      const waits = one.state === 'waiting' && !isOwn(ctx, page.rows[at]!)
      return {
        ...one,
        may: [
          ...(waits && mayAgree && !hasAsked(ctx, page.rows[at]!) ? ['agreeToJoin' as const] : []),
          ...(one.state === 'waiting' && mayDecline ? ['declineJoin' as const] : []),
        ],
      }
    }),
  }
}

async function listed(ctx: Ctx, one: Join, called: (id: number | null) => string | null): Promise<Omit<Listed, 'may'>> {
  const [first, second] = await Promise.all([someone(ctx, one.first), someone(ctx, one.second)])
  const { staffMemberId, name, staffNumbers } = second
  return {
    personJoinId: one.personJoinId,
    first,
    second: { staffMemberId, name: one.secondName ?? name, staffNumbers: one.secondNumbers ?? staffNumbers },
    state: one.answer ?? 'waiting',
    ...{ reason: one.reason, askedBy: called(one.askedBy) ?? ctx.t(personsMessages, 'administration') },
    ...{ askedOn: one.askedOn, answeredBy: called(one.answeredBy), answeredOn: one.answeredOn },
    answerReason: one.answerReason,
  }
}

async function join(
  ctx: Ctx<'clashes_first'>,
  { personJoinId, reason, ...two }: Two & Pick<Join, 'personJoinId' | 'reason'>,
): Promise<void> {
  const { first, second } = two
  const [{ since }, numbers] = await Promise.all([compareRecords(ctx, two), staffNumbersOf(ctx, second)])
  // It stands before anything moves: a closed year lets itself be told by it who somebody is today (migration 0067).
  await answerJoin(ctx, personJoinId, 'joined')
  const roles = await joinAccounts(ctx, first, second)
  const gone = await joinFacts(ctx, two)
  await joinApplications(ctx, two, reason)
  await joinEvidence(ctx, two)
  const { moved, setAside } = await moveTo(ctx, declaredData(), two)
  const ended = await endSecond(ctx, two)
  await keepJoined(ctx, personJoinId, moved, { ...gone, ...setAside, ...ended, numbers })
  await keepCorrection(ctx, {
    ...{ thing: JOINED, id: first, subject: first, concernsFrom: since ?? ctx.today, reason },
    before: { staffNumbers: numbers.join('・') },
    after: { staffNumbers: (await staffNumbersOf(ctx, first)).join('・') },
  })
  ctx.about([first, second], { reason, detail: { first, second, numbers, moved, roles } })
  ctx.tells('people', [])
}

/** Answered as one, and nothing stands in the way. */
async function mustFitTogether(ctx: Ctx<'own_person' | 'clashes_first'>, two: Two): Promise<void> {
  ctx.must(!isOwn(ctx, two), 'own_person')
  const { clashes } = await compared(ctx, two)
  ctx.must(clashes.length === 0, 'clashes_first', {
    number: clashes[0]?.second.staffNumber ?? '',
    count: clashes.length,
  })
}

async function compared(ctx: Ctx, two: Two): Promise<Pick<Preview, 'clashes' | 'same' | 'since'>> {
  const [{ spells, posts, leave, since }, seats] = await Promise.all([
    compareRecords(ctx, two),
    clashingSeats(ctx, two),
  ])
  const clash = <Fact extends { validFrom: string; validTo: string | null }>(
    kind: Clash['kind'],
    pairs: readonly (readonly [Fact, Fact])[],
    wordsOf: (fact: Fact) => { words: string; staffNumber: string | null },
  ): Clash[] =>
    pairs.map(([one, other]) => {
      const [first, second] = [one, other].map((fact) => ({ ...wordsOf(fact), ...daysOf(fact) }))
      return { kind, first: first!, second: second! }
    })
  return {
    since,
    same: { spells: spells.same.length, posts: posts.same.length, leave: leave.same.length },
    clashes: [
      ...clash('spell', spells.clashing, ({ employmentCategory, occupation, staffNumber }) => ({
        ...{ words: `${employmentCategory} ${occupation}`, staffNumber },
      })),
      ...clash('post', posts.clashing, ({ sectionName, postTitle, staffNumber }) => ({
        ...{ words: `${sectionName} ${postTitle}`, staffNumber },
      })),
      ...clash('leave', leave.clashing, ({ kind }) => ({ words: kind, staffNumber: null })),
      ...seats.map(({ title, otherTitle, startsOn }): Clash => {
        const days = { staffNumber: null, validFrom: startsOn, lastDay: startsOn }
        return { kind: 'seat', first: { words: otherTitle, ...days }, second: { words: title, ...days } }
      }),
    ],
  }
}

const daysOf = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }) => ({
  ...{ validFrom, lastDay: validTo === null ? null : addDays(validTo, -1) },
})

async function mustBeTwo(ctx: Ctx<'no_such_staff_member' | 'same_person'>, { first, second }: Two): Promise<void> {
  ctx.must(first !== second, 'same_person')
  const names = await namesOf(ctx, [first, second])
  ctx.must(names.size === 2, 'no_such_staff_member')
}

async function someone(ctx: Ctx, staffMemberId: number) {
  const [names, staffNumbers] = await Promise.all([namesOf(ctx, [staffMemberId]), staffNumbersOf(ctx, staffMemberId)])
  return { staffMemberId, ...(names.get(staffMemberId) ?? { name: '', nameKana: '' }), staffNumbers }
}

async function isAskedAbout(ctx: Ctx, { first, second }: Two): Promise<boolean> {
  const joins = await Promise.all([first, second].map((person) => joinsOf(ctx, { person, pageSize: 20 })))
  return joins.some(({ rows }) => rows.some(({ answer }) => answer === null))
}

/** Whoever administers by an account of no person has nobody to be joined to. */
function isOwn({ actor }: Ctx, { first, second }: Two): boolean {
  return actor.subjectId !== null && [first, second].includes(actor.subjectId)
}

function hasAsked({ actor }: Ctx, { askedAccount, askedBy }: Join): boolean {
  return askedAccount === actor.accountId || (askedBy !== null && askedBy === actor.subjectId)
}
