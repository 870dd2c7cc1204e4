/** What rests on a part of the policy that a town has not written: one answer for all rooms. */
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PolicyDocument, PolicyWith } from './document.rules.ts'
import { laidDownMessages } from './laid-down.messages.ts'

/** The parts without which some of the house has nothing to say. */
export type Needed = 'pyramid' | 'literacy' | 'model'

/**
 * The document as one that has these parts. Where it has not, nothing went wrong: whoever asked is told that the policy lays nothing down
 * there, and what it would bring to add it. Every page shows that in one way (app/ui/App.tsx).
 */
export function withParts<Name extends Needed>(
  ctx: Ctx,
  document: PolicyDocument,
  parts: readonly Name[],
): PolicyWith<Name> {
  const missing = parts.find((name) => document[name] === null)
  ctx.must(missing === undefined, 'not_laid_down', {
    part: missing ?? '',
    what: missing ? ctx.t(laidDownMessages, `part.${missing}`) : '',
    brings: missing ? ctx.t(laidDownMessages, `brings.${missing}`) : '',
  })
  return document as PolicyWith<Name>
}
