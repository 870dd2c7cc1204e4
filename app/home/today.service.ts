import { waitingGrants } from '#platform/auth/service.ts'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf, formatFiscalYear } from '#platform/time/dates.ts'
import { lastDayOf } from '#rooms/kpi/rules.ts'
import { kpisForStart } from '#rooms/kpi/service.ts'
import { type Standpoint, standpointOf } from '#rooms/mvv/service.ts'
import { reviewWorkOf } from '#rooms/pdca/open-decisions.service.ts'
import { endedYears } from '#rooms/pdca/rules.ts'
import type { people } from '#rooms/people/contract.ts'
import { postsAndOccupationOf } from '#rooms/people/directory.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { hasParts } from '#rooms/policy/rules.ts'
import { editionsOn } from '#rooms/policy/service.ts'
import { pyramidUnder, yearBefore } from '#rooms/skills/service.ts'
import { type AskingRound, roundsAsking } from '#rooms/surveys/service.ts'
import { tasksOf } from '#rooms/training/service.ts'
import type { WardKpis } from './line-of-sight.rules.ts'
import { homeMessages } from './messages.ts'
import type { ownTaskKinds, today } from './today.contract.ts'
import { inOrder, pageOf, shortSight, type Task } from './today.rules.ts'

type Home = Answer<typeof today.showHome>
type Editions = Awaited<ReturnType<typeof editionsOn>>

/** Statements of the rooms travel together; nothing that counts over the whole ward is counted for one person's page. */
export async function showHome(ctx: Ctx): Promise<Home> {
  const me = ctx.actor.subjectId!
  const aYearAgo = yearBefore(ctx.today)
  const editions = editionsOn(ctx, [ctx.today, aYearAgo, ...yearsToClose(ctx).map(lastDayOf)])
  const inForce = editions.then((found) => found.get(ctx.today))
  const held = postsAndOccupationOf(ctx, me)
  const [document, pyramid, standpoint, { byOutcome: kpis, owed }, training, posts, review, roles] = await Promise.all([
    inForce.then((edition) => edition?.document),
    Promise.all([editions, held]).then(([found, posts]) => {
      const rung = posts.find(({ kind }) => kind === 'primary')
      const document = found.get(ctx.today)?.document
      const documentThen = found.get(aYearAgo)?.document
      return document && hasParts(document, ['pyramid'])
        ? pyramidOf(ctx, {
            document,
            documentThen: documentThen && hasParts(documentThen, ['pyramid']) ? documentThen : undefined,
            ...{ grade: rung?.grade ?? null, occupation: rung?.occupation ?? null },
          })
        : null
    }),
    standpointOf(ctx, me),
    kpisForStart(ctx, me, inForce),
    held.then((posts) => tasksOf(ctx, posts)),
    held,
    reviewTasks(ctx, me, editions),
    roleTasks(ctx),
  ])
  const own = [
    ...roles,
    ...review,
    ...owed.map(({ id, name, dueOn }) => ({ ...task(ctx, 'kpiValueOwed', { name }), dueOn, to: `/kpi/${id}` })),
    ...purposeTasks(ctx, standpoint, posts),
    ...skillTasks(ctx, pyramid),
    ...policyTasks(ctx, document, kpis),
  ]
  return {
    today: ctx.today,
    tasks: inOrder([
      ...training.tasks.map(({ kind, title, dueOn, recommendationId, coverArrangementId, applicationId }) => ({
        ...{ kind, title, dueOn, recommendationId, coverArrangementId, surveyRoundId: null },
        to: pageOf(kind, applicationId),
      })),
      ...own,
    ]),
    pyramid,
    sight: sightOf(ctx, document, standpoint, kpis),
  }
}

async function pyramidOf(
  ctx: Ctx,
  known: Omit<Parameters<typeof pyramidUnder>[1], 'staffMemberId' | 'day'>,
): Promise<NonNullable<Home['pyramid']>> {
  const pyramid = await pyramidUnder(ctx, { ...known, staffMemberId: ctx.actor.subjectId!, day: ctx.today })
  const { tiers, evidence, ...shown } = pyramid
  const { grade, isSample, score, expectedScore, lastYear, heightCuts, assessed, skills } = shown
  return {
    ...{ grade, isSample, score, expectedScore, lastYear, heightCuts, assessed, skills },
    tiers: tiers.map(({ id, name, weight, share }) => ({ id, name, weight, share })),
    reasons: evidence.filter(({ area, asOf }) => area > 0 && asOf > yearBefore(ctx.today)).length,
  }
}

function sightOf(
  ctx: Ctx,
  document: PolicyDocument | undefined,
  { section, duty, purpose }: Standpoint,
  kpis: WardKpis,
): Home['sight'] {
  return {
    section: section?.name ?? null,
    duty: duty?.duty ?? purpose?.duties[0] ?? null,
    dutyIsOwn: duty !== null,
    purpose: purpose && {
      purpose: purpose.purpose,
      statedFor: purpose.statedFor.name,
      isSample: purpose.isSample,
    },
    ...(document ? shortSight(document, purpose?.contributesTo ?? [], kpis, ctx.today) : { way: [], otherWays: 0 }),
    countedAt: ctx.now.toString(),
  }
}

function skillTasks(ctx: Ctx, pyramid: Home['pyramid']): Task[] {
  if (!pyramid || pyramid.assessed === pyramid.skills) return []
  const n = pyramid.skills - pyramid.assessed
  // About a minute a skill, said in fives.
  const minutes = Math.ceil(n / 5) * 5
  return [pyramid.assessed === 0 ? task(ctx, 'reflect', { minutes }) : task(ctx, 'reflectMore', { n })]
}

function purposeTasks(
  ctx: Ctx,
  { section, duty, proposal, purpose }: Standpoint,
  posts: readonly { sectionCode: string; isHead: boolean }[],
): Task[] {
  if (!section) return []
  const isHead = posts.some((post) => post.isHead && post.sectionCode === section.sectionCode)
  const isStated = purpose?.statedFor.sectionCode === section.sectionCode
  return [
    ...(isHead && !isStated ? [task(ctx, 'statePurpose', { section: section.name })] : []),
    ...(proposal ? [task(ctx, 'answerProposal')] : duty ? [] : [task(ctx, 'stateDuty')]),
  ]
}

/** For HR: what keeps the policy's values from being known. */
function policyTasks(ctx: Ctx, document: PolicyDocument | undefined, kpis: WardKpis): Task[] {
  if (!ctx.actor.roles.includes('hr')) return []
  if (!document) return [task(ctx, 'loadPolicy')]
  const thisYear = fiscalYearOf(ctx.today)
  const missing = [...kpis.values()]
    .flat()
    .filter(({ measure, value }) => measure === null && (!value || fiscalYearOf(value.asOf) < thisYear))
  const [first] = missing
  // Each is entered on its own page; the next one is here when it is done.
  return first
    ? [{ ...task(ctx, 'enterKpiValues', { n: missing.length, name: first.name }), to: `/kpi/${first.id}` }]
    : []
}

/** Surveys that ask me, and decisions of a review that are mine to carry out; for HR also the latest year that nobody has closed. */
async function reviewTasks(ctx: Ctx, me: number, editions: Promise<Editions>): Promise<Task[]> {
  const asked = reviewWorkOf(ctx, me, roundsAsking(ctx.today, me))
  const [{ decisions, milestones, lastClosed, beside: rounds }, inForce] = await Promise.all([asked, editions])
  // Years before the last closed one are history that nobody asks for any more.
  const year = yearsToClose(ctx).find((ended) => ended > (lastClosed ?? 0) && inForce.has(lastDayOf(ended)))
  return [
    ...surveyTasks(ctx, rounds),
    ...decisions.map(({ fiscalYear, dueOn, n }) => ({
      ...task(ctx, 'decisionDue', { n, year: formatFiscalYear(fiscalYear, ctx.language) }),
      dueOn,
    })),
    ...milestones.map(({ fiscalYear, initiative, milestone, dueOn }) => ({
      ...task(ctx, 'milestoneDue', { initiative, milestone }),
      ...{ dueOn, to: `/review/${fiscalYear}/plan` },
    })),
    ...(year === undefined ? [] : [task(ctx, 'closeYear', { year: formatFiscalYear(year, ctx.language) })]),
  ]
}

function yearsToClose(ctx: Ctx): number[] {
  return ctx.actor.roles.includes('hr') ? endedYears(ctx.today) : []
}

/** Roles that wait for a second person, for those who may agree. */
async function roleTasks(ctx: Ctx): Promise<Task[]> {
  if (ctx.actor.roles.length === 0) return []
  const n = await waitingGrants(ctx)
  const may = n > 0 && (await ctx.may<typeof people.agreeToRole>('people.agreeToRole'))
  return may ? [task(ctx, 'rolesToAgreeTo', { n })] : []
}

/** A survey is answered on its own page; whoever has answered a named one may still change it there, and is not asked again. */
function surveyTasks(ctx: Ctx, rounds: readonly AskingRound[]): Task[] {
  return rounds.map(({ roundId, title, titleEn, closesOn, isNamed }) => ({
    ...NOTHING_IN_PLACE,
    ...{ kind: 'surveyAsked', dueOn: closesOn, to: `/surveys/${roundId}`, surveyRoundId: roundId },
    title: ctx.t(homeMessages, isNamed ? 'task.surveyAsked.named' : 'task.surveyAsked', {
      title: (ctx.language === 'en' && titleEn) || title,
    }),
  }))
}

type OwnKind = Exclude<(typeof ownTaskKinds)[number], 'surveyAsked'>

function task(ctx: Ctx, kind: OwnKind, values: Readonly<Record<string, string | number>> = {}): Task {
  const title = ctx.t(homeMessages, `task.${kind}`, values)
  return { kind, title, dueOn: null, to: pageOf(kind, null), ...NOTHING_IN_PLACE }
}

const NOTHING_IN_PLACE = { recommendationId: null, coverArrangementId: null, surveyRoundId: null }
