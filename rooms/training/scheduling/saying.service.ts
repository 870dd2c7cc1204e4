/** Broken places in sentences that name people, sections, days and skills, for whoever mends them on a page. */
import type { Ctx } from '#platform/ctx/ctx.ts'
import { formatDate } from '#platform/time/dates.ts'
import { sectionNames } from '#rooms/people/service.ts'
import { skillsOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { SessionThen } from '../staffing/records.rules.ts'
import { schedulingMessages } from './messages.ts'
import type { BrokenPlace } from './rules.ts'

/** `sessions`: those that the places speak of, by number. */
export async function sayBroken(
  ctx: Ctx,
  broken: readonly BrokenPlace[],
  sessions: ReadonlyMap<string, SessionThen>,
): Promise<(place: BrokenPlace) => string> {
  if (broken.length === 0) return () => ''
  const [sections, document] = await Promise.all([sectionNames(ctx), policyOn(ctx)])
  const nameOf = new Map(sections.map(({ sectionCode, name }) => [sectionCode, name]))
  const skills = new Map(document ? skillsOf(document).map(({ id, name }) => [id, name]) : [])
  const day = (date: unknown) => formatDate(String(date), ctx.language, 'weekday')
  return ({ because, values }) => {
    const { session, day: on, slot, section, skill } = values
    const about = sessions.get(String(session))
    return ctx.t(schedulingMessages, `fault.${because}`, {
      ...values,
      when: about ? day(about.startsOn) : '',
      day: on === undefined ? '' : day(on),
      slot: slot === undefined ? '' : slotInWords(ctx, String(slot)),
      section: nameOf.get(String(section)) ?? String(section ?? ''),
      skill: skills.get(String(skill)) ?? String(skill ?? ''),
    })
  }
}

/** 2026-06-01am as 令和8年6月1日(月)午前. */
function slotInWords(ctx: Ctx, slot: string): string {
  const half = ctx.t(schedulingMessages, slot.endsWith('pm') ? 'slot.pm' : 'slot.am')
  return ctx.t(schedulingMessages, 'slot.of', { day: formatDate(slot.slice(0, 10), ctx.language, 'weekday'), half })
}
