import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The policy of policy/shinagawa.yaml; what the file counts from rounds of surveys HR of this town enters by hand: it has held none. */
export const policyText = readFileSync(join(import.meta.dirname, '../policy/shinagawa.yaml'), 'utf8').replaceAll(
  /measure: surveys\.\S+/g,
  'measure: null',
)

/** The same without its plans and roles, for tests that write their own. */
export const bareText = policyText.replace(/^plans:[\s\S]*?(?=^organisation:)/m, '').replace(/^roles:[\s\S]*/m, '')
