/** The small town with a policy of its own: nothing in it is a sample any more, so that what it publishes is its own. */
import { policy } from '#rooms/policy/contract.ts'
import { bareText } from './policy-text.ts'
import type { Town } from './town.ts'

/** @param more parts that the file has not, as it would write them */
export async function confirmPolicy({ asCommand }: Pick<Town, 'asCommand'>, more = ''): Promise<void> {
  const text =
    bareText.replaceAll(/(isSample|skillsAreSample): true/g, '$1: false').replace('(サンプル値を含む)', '') + more
  await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2024-10-01' })
}
