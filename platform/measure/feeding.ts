/** What a person's own records fed into measures. Each room says it of its own records, as it offers its measures. */
import type { Ctx } from '#platform/ctx/ctx.ts'

/** A record of somebody's work that stands in the numerator of some measures, or is itself the value of a KPI; or was set out to be done in the year. */
export interface FedRecord {
  /** `kind:number`; of two rooms that tell the same record both say the same. */
  readonly id: string
  readonly day: string
  /** What was done, in the reader's language. */
  readonly what: string
  /** The page on which the person sees it. */
  readonly path: string
  /** Names of measures that count it; of a family of which it feeds all, its name with what they share, up to the `/` at its end. */
  readonly measures: readonly string[]
  /** Ids of KPIs whose values no record counts: of those the record is the value. */
  readonly kpis?: readonly string[]
}

/** Of one person, from a day up to today. */
export type Feed = (ctx: Ctx, staffMemberId: number, from: string, once: Once) => Promise<readonly FedRecord[]>

/** What several feeds need to know, such as the policy of today, is asked once for all of them. */
type Once = <T>(ask: (ctx: Ctx) => Promise<T>) => Promise<T>

const feeds: Feed[] = []

/** Called once when the house is put together (app/measures.ts). */
export function offerFeeds(offers: readonly Feed[]): void {
  feeds.push(...offers)
}

/** Of all rooms, the latest first; what two rooms tell of one record stands together. */
export async function fedSince(ctx: Ctx, staffMemberId: number, from: string): Promise<FedRecord[]> {
  const asked = new Map<unknown, Promise<unknown>>()
  const once: Once = (ask) => {
    const answer = (asked.get(ask) as ReturnType<typeof ask> | undefined) ?? ask(ctx)
    asked.set(ask, answer)
    return answer
  }
  const told = (await Promise.all(feeds.map((feed) => feed(ctx, staffMemberId, from, once)))).flat()
  const byId = new Map<string, FedRecord>()
  for (const record of told) {
    const known = byId.get(record.id)
    byId.set(record.id, known ? { ...known, measures: [...known.measures, ...record.measures] } : record)
  }
  return [...byId.values()].sort((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id))
}

/** Whether a record feeds the measure of this name. */
export function doesFeed(record: Pick<FedRecord, 'measures'>, name: string): boolean {
  return record.measures.some((one) => one === name || (one.endsWith('/') && name.startsWith(one)))
}
