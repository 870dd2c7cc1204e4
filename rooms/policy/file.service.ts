import { readApart } from '#platform/files/apart.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { type PolicyCheck, unreadablePolicy } from './file.rules.ts'

/** As `checkPolicy`, apart from all other requests: a file made to be slow is slow for its sender only. */
export async function checkPolicyApart(text: string): Promise<PolicyCheck> {
  const check = await readApart<PolicyCheck>(new URL('./file.worker.ts', import.meta.url), {
    text,
    measures: describeMeasures(),
  })
  return check ?? unreadablePolicy()
}
