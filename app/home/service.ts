import { isSampleTown, listPersonas, mustChangePassword } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { unreadNotices } from '#platform/notices/service.ts'
import type { people } from '#rooms/people/contract.ts'
import type { records } from '#rooms/people/records/contract.ts'
import { colleagues, isNamedToDecide, postsOf, rolesFrom } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { skills } from '#rooms/skills/contract.ts'
import type { thanks } from '#rooms/thanks/contract.ts'
import type { training } from '#rooms/training/contract.ts'
import type { home } from './contract.ts'
import { adminWaysFor, type Role, waysFor } from './ways.rules.ts'

export { showWhatIFed } from './fed.service.ts'
export { showFirstSteps } from './first-steps.service.ts'
export { showLineOfSight } from './line-of-sight.service.ts'
export { previewPolicy } from './policy-preview.service.ts'
export { showHome } from './today.service.ts'

type SessionAnswer = Answer<typeof home.showSession>

export async function showSession(ctx: Ctx): Promise<SessionAnswer> {
  const [document, isSample, signedIn] = await Promise.all([policyOn(ctx), isSampleTown(ctx), whoIsSignedIn(ctx)])
  return {
    today: ctx.today,
    town: document ? townOf(document.policy.town) : null,
    isSample: isSample ?? false,
    reachedAt: ctx.reachedAt,
    personas: ctx.fromLoopback && isSample && !signedIn ? await personasOf(ctx) : [],
    signedIn,
  }
}

function townOf({ name, nameEn, reading, words = {} }: PolicyDocument['policy']['town']): SessionAnswer['town'] {
  return { name, nameEn: nameEn ?? reading ?? null, words }
}

async function whoIsSignedIn(ctx: Ctx): Promise<SessionAnswer['signedIn']> {
  const { accountId } = ctx.actor
  if (ctx.actor.kind !== 'account' || accountId === null) return null
  const me = ctx.actor.subjectId
  const [[colleague], roles, mustChange, unread, mayOpenPeople] = await Promise.all([
    me === null ? [] : colleagues(ctx, [me]),
    rolesToday(ctx),
    mustChangePassword(ctx),
    unreadNotices(ctx),
    ctx.may<typeof people.showStaffMember>('people.showStaffMember'),
  ])
  return {
    accountId,
    staffMemberId: me,
    name: colleague?.name ?? ctx.actor.name,
    nameKana: colleague?.nameKana ?? '',
    section: colleague?.sectionName ?? null,
    unreadNotices: unread,
    mustChangePassword: mustChange,
    ways: waysFor(roles),
    adminWays: adminWaysFor(roles),
    may: mayOpenPeople ? ['people.showStaffMember'] : [],
  }
}

/** What ways are for the actor by: roles of posts, granted ones, and whoever was named to decide. */
export async function rolesToday(ctx: Ctx): Promise<Role[]> {
  const me = ctx.actor.subjectId
  if (me === null) return ctx.actor.roles as Role[]
  const [posts, isNamed] = await Promise.all([postsOf(ctx, me), isNamedToDecide(ctx)])
  return [...(await rolesFrom(ctx, posts)), ...(isNamed ? (['named'] as const) : [])]
}

export async function showColleagueWays(
  ctx: Ctx,
  { staffMemberId }: Input<typeof home.showColleagueWays>,
): Promise<Answer<typeof home.showColleagueWays>> {
  const mayKeep = await ctx.may<typeof records.showRecord>('records.showRecord', { staffMemberId })
  const record = mayKeep ? (['record'] as const) : []
  if (staffMemberId === ctx.actor.subjectId) return { ways: ['ownSkills', ...record] }
  const mayLook = await ctx.may<typeof skills.showWholeSkills>('skills.showWholeSkills', { staffMemberId })
  const mayRecommend = await ctx.may<typeof training.recommendCourse>('training.recommendCourse', {
    ...{ staffMemberId, courseId: 1, reason: '-' },
  })
  const recommend = mayRecommend ? (['recommend'] as const) : []
  const mayThank = await ctx.may<typeof thanks.writeThanks>('thanks.writeThanks', { staffMemberId })
  const thank = mayThank ? (['thanks'] as const) : []
  return { ways: [...(mayLook ? (['skills'] as const) : []), ...thank, ...recommend, ...record] }
}

async function personasOf(ctx: Ctx): Promise<SessionAnswer['personas']> {
  const personas = await listPersonas(ctx)
  const people = await colleagues(
    ctx,
    personas.flatMap(({ subjectId }) => subjectId ?? []),
  )
  return personas.flatMap(({ persona, subjectId }) => {
    const person = people.find(({ staffMemberId }) => staffMemberId === subjectId)
    if (!person) return []
    return [
      {
        persona: persona as SessionAnswer['personas'][number]['persona'],
        name: person.name,
        nameKana: person.nameKana,
        section: person.sectionName,
      },
    ]
  })
}
