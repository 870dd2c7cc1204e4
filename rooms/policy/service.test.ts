import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { policy } from './contract.ts'

const inForceNow = readFileSync(join(import.meta.dirname, '../../policy/shinagawa.yaml'), 'utf8')
const edition = (name: string) => inForceNow.replace(/^( *edition: ).*$/m, `$1${name}`)

test(
  'a draft is put in force from a day: the edition before holds until then, and exactly one on each day (INV-P1)',
  inTown(async ({ as, asCommand, on, hayashi, sato }) => {
    const { policyEditionId } = await asCommand.ask(policy.loadPolicy, { text: edition('第二版') })
    const inForce = async (asOf: string) => (await as(sato).ask(policy.showPolicy, { asOf })).policyEditionId
    const before = await inForce('2026-11-22')
    expect(before).not.toBe(policyEditionId)
    await as(hayashi).ask(policy.publishPolicy, { policyEditionId, publishFrom: '2027-04-01' })
    expect(await inForce('2027-03-31')).toBe(before)
    expect(await inForce('2027-04-01')).toBe(policyEditionId)
    await asCommand.ask(policy.loadPolicy, { text: edition('第三版') })
    const statesOn = async (day: string) => {
      on(day)
      return (await asCommand.ask(policy.listPolicyEditions, {})).map(({ state }) => state)
    }
    expect(await statesOn('2027-03-31')).toEqual(['draft', 'planned', 'inForce'])
    expect(await statesOn('2027-04-01')).toEqual(['draft', 'inForce', 'past'])
    on('2026-11-22')
    const again = as(hayashi).ask(policy.publishPolicy, { policyEditionId, publishFrom: '2028-04-01' })
    await expect(again).rejects.toThrow('already_published')
    const unknown = as(hayashi).ask(policy.publishPolicy, { policyEditionId: 9999, publishFrom: '2028-04-01' })
    await expect(unknown).rejects.toThrow('no_such_edition')
  }),
)

test(
  'no edition is put in force before one that already waits for its day',
  inTown(async ({ asCommand }) => {
    await asCommand.ask(policy.loadPolicy, { text: edition('第二版'), publishFrom: '2028-04-01' })
    const { policyEditionId } = await asCommand.ask(policy.loadPolicy, { text: edition('第三版') })
    const between = asCommand.ask(policy.publishPolicy, { policyEditionId, publishFrom: '2027-04-01' })
    await expect(between).rejects.toThrow('later_edition_exists')
  }),
)
