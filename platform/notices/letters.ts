/** Mail as it goes out: what its notices say at that moment to whoever gets it, and where it leads. */
import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { translate } from '#platform/i18n/messages.ts'
import { dropMail, putOff, type Taken, takeMail } from '#platform/mail/outbox.ts'
import type { Letter } from '#platform/mail/postman.ts'
import { addressesOf } from '#platform/mail/receivers.ts'
import type { notices } from './contract.ts'
import { mayGoAt } from './hours.ts'
import { letterMessages } from './letter.messages.ts'
import { nameOfKind } from './notices.ts'
import { hoursOf } from './quiet.ts'
import { saidTo } from './said.ts'

type Collected = Answer<typeof notices.collectMail>

/** Taken in one go; what whoever took them cannot send any more waits until they are taken to be gone. */
const AT_ONCE = 20

export async function collectMail(ctx: Ctx): Promise<Collected> {
  const all = await takeMail(ctx, AT_ONCE)
  const hasMore = all.length === AT_ONCE
  const taken = await notQuiet(ctx, all)
  if (taken.length === 0) return { letters: [], hasMore }
  const [addresses, { rows }] = await Promise.all([
    addressesOf(ctx, [...new Set(taken.map(({ receiver }) => receiver))]),
    // What was seen in the app meanwhile, or is over, is not said again.
    sql<{
      mailId: number
      kind: string
      topic: string
      thing: number
      fact: string
    }>`select n.mail_id as "mailId", n.kind,
      n.topic, n.thing, n.fact from notice n where n.mail_id = any(${taken.map(({ mailId }) => mailId)}::bigint[])
      and n.resolved_at is null and n.read_at is null order by n.notice_id`.execute(ctx.db),
  ])
  const byMail = Map.groupBy(rows, ({ mailId }) => mailId)
  const letters: Collected['letters'] = []
  const dropped: { mailId: number; why: string }[] = []
  for (const { mailId, messageId, receiver } of taken) {
    const person = addresses.get(receiver)
    const told = byMail.get(mailId) ?? []
    const said = person?.email ? await saidTo(ctx, receiver, told) : []
    const lines = said.flatMap((one, at) => (one ? [{ kind: told[at]!.kind, title: one.title, to: one.to }] : []))
    if (person?.email && lines.length > 0) {
      letters.push({
        ...{ mailId, messageId, to: person.email, name: person.name },
        lines: lines.map(({ kind, title, to }) => ({ kind: nameOfKind(ctx, kind), title, to })),
      })
    } else {
      dropped.push({ mailId, why: person ? (person.email ? 'nothing left' : 'no address') : 'not in service' })
    }
  }
  await dropMail(ctx, dropped)
  // What was over before it was said is said by mail after all where it stands again.
  await sql`update notice set mail_id = null where resolved_at is not null
    and mail_id = any(${dropped.map(({ mailId }) => mailId)}::bigint[])`.execute(ctx.db)
  return { letters, hasMore }
}

/** When it may go was said as it was written: another try, or hours chosen since, may lie where its receiver wants quiet. */
async function notQuiet(ctx: Ctx, taken: readonly Taken[]): Promise<readonly Taken[]> {
  if (taken.length === 0) return taken
  const hours = await hoursOf(ctx, [...new Set(taken.map(({ receiver }) => receiver))])
  const timed = taken.map((mail) => ({ ...mail, nextAt: mayGoAt(ctx.now, hours(mail.receiver)) }))
  const isEarly = ({ nextAt }: { nextAt: typeof ctx.now }) => nextAt.epochMilliseconds > ctx.now.epochMilliseconds
  await putOff(ctx, timed.filter(isEarly))
  return timed.filter((mail) => !isEarly(mail))
}

/** In plain words; the subject says the kind of thing and nothing of anybody. */
export function letterOf({ messageId, to, name, lines }: Collected['letters'][number], publicUrl: URL): Letter {
  const say = (key: keyof (typeof letterMessages)['ja'], values: Record<string, string | number> = {}) =>
    translate(letterMessages, 'ja', key, values)
  const link = (path: string) => new URL(path, publicUrl).href
  const kinds = [...new Set(lines.map(({ kind }) => kind))]
  const subject =
    kinds.length === 1 && lines.length === 1
      ? say('subject.one', { kind: kinds[0]! })
      : say(kinds.length === 1 ? 'subject.same' : 'subject.many', { kind: kinds[0]!, n: lines.length })
  const unsubscribe = link('/notices/choices')
  const text = [
    say('dear', { name: inLine(name) }),
    '',
    say('lead', { n: lines.length }),
    '',
    ...lines.flatMap(({ title, to: path }) => [`・${inLine(title)}`, `  ${link(path)}`, '']),
    say('all', { link: link('/notices') }),
    say('choices', { link: unsubscribe }),
    '',
    say('automatic'),
  ].join('\n')
  return { messageId, to, subject: inLine(subject), text, unsubscribe }
}

/** On one line, whatever was typed or imported as a name or a title. */
function inLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
