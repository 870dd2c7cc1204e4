import { kpi } from '#rooms/kpi/contract.ts'
import type { Town } from './town.ts'

/** The job that makes what is kept; afterwards answers are made from that. */
export async function keepFigures({ asJob }: Pick<Town, 'asJob'>): Promise<void> {
  for (let left = 1; left > 0; ) ({ left } = await asJob.ask(kpi.keepFigures, {}))
}
