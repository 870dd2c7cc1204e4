import { isSampleTown, listPersonas, mustChangePassword } from '#platform/auth/service.ts'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { colleagues, postsOf, rolesFrom } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { home } from './contract.ts'

export { showLineOfSight } from './line-of-sight.service.ts'
export { previewPolicy } from './policy-preview.service.ts'
export { showHome } from './today.service.ts'

type SessionAnswer = Answer<typeof home.showSession>

export async function showSession(ctx: Ctx): Promise<SessionAnswer> {
  const [document, isSample, signedIn] = await Promise.all([policyOn(ctx), isSampleTown(ctx), whoIsSignedIn(ctx)])
  return {
    today: ctx.today,
    town: document ? { name: document.policy.town.name, nameEn: document.policy.town.nameEn } : null,
    isSample: isSample ?? false,
    personas: ctx.fromLoopback && isSample && !signedIn ? await personasOf(ctx) : [],
    signedIn,
  }
}

async function whoIsSignedIn(ctx: Ctx): Promise<SessionAnswer['signedIn']> {
  if (ctx.actor.kind !== 'account') return null
  const me = ctx.actor.subjectId
  const [[colleague], posts, mustChange] = await Promise.all([
    me === null ? [] : colleagues(ctx, [me]),
    me === null ? [] : postsOf(ctx, me),
    mustChangePassword(ctx),
  ])
  const account = { staffMemberId: me, mustChangePassword: mustChange }
  if (!colleague) {
    const roles = ctx.actor.roles as ('hr' | 'it')[]
    return { ...account, name: ctx.actor.name, nameKana: '', section: null, roles }
  }
  return {
    ...account,
    name: colleague.name,
    nameKana: colleague.nameKana,
    section: colleague.sectionName,
    roles: await rolesFrom(ctx, posts),
  }
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
