import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { policy } from '#rooms/policy/contract.ts'
import { policyJsonSchema } from '#rooms/policy/document.rules.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { editionsAccess } from './access.ts'
import { editions } from './contract.ts'
import { fieldMessages } from './fields.messages.ts'

const arrow = /evidence: hypothesis/
const draft = policyText.replace(/^( *edition: ).*$/m, '$1改定案').replace(arrow, 'evidence: comovement')

test(
  'executives and HR read how a draft differs from what is in force, others do not',
  inTown(async (town) => {
    const { as, asCommand } = town
    const compared = (input: { from?: number; to?: number } = {}) => as('kato').ask(editions.comparePolicies, input)
    const alone = await compared()
    expect([alone.from, alone.to?.state, alone.differences]).toEqual([null, 'inForce', []])

    const { policyEditionId } = await as('hayashi').ask(policy.loadPolicy, { text: draft })
    const { from, to, differences, arrows, levels } = await compared()
    expect([from?.state, to?.policyEditionId]).toEqual(['inForce', policyEditionId])
    expect(differences.map(({ what, part, fields, before, after }) => [what, part, ...fields, before, after])).toEqual([
      ['changed', 'policy', 'edition', from!.edition, '改定案'],
      ['changed', 'arrows', 'evidence', 'hypothesis', 'comovement'],
    ])
    expect(arrows.filter(({ state }) => state !== 'same')).toHaveLength(1)
    expect(levels.rows.flatMap(({ cells }) => cells).some(({ before, after }) => before !== after)).toBe(false)

    // The other way round, and of an edition that nobody loaded.
    const back = await compared({ from: policyEditionId, to: from!.policyEditionId })
    expect(back.differences[0]).toMatchObject({ before: '改定案', after: from!.edition })
    for (const unknown of [{ from: 99 }, { to: 99 }]) await expect(compared(unknown)).rejects.toThrow('no_such_edition')

    // Of a published one, what was before it.
    await asCommand.ask(policy.publishPolicy, { policyEditionId, publishFrom: '2026-11-22' })
    const published = await compared()
    expect([published.from?.policyEditionId, published.to?.state]).toEqual([from!.policyEditionId, 'inForce'])

    const may = whoMay(town, editionsAccess)
    expect(await may('comparePolicies', {})).toEqual({
      ...{ hr: ['hayashi', 'hrAccount'], executive: ['kato', 'suzuki'], command: ['command'] },
    })
  }),
)

test('every field and every choice of the format has a word', () => {
  const said = Object.keys(fieldMessages.ja)
  const { fields, choices } = namedIn(policyJsonSchema())
  const { fields: inFile } = namedIn(JSON.parse(readFileSync('policy/policy.schema.json', 'utf8')))
  const older = ['formatVersion', 'mvv', 'mission', 'vision', 'value', 'commitments', 'excludeOnLeave']
  const parts = ['outputs', 'directOutcomes', 'intermediateOutcomes', 'finalOutcomes']
  const needed = [...new Set([...fields, ...inFile])].filter((field) => ![...older, ...parts].includes(field))
  expect(needed.filter((field) => !said.includes(`field.${field}`))).toEqual([])
  const words = [...choices].filter((choice) => !/^[\d\p{Script=Han}]+$/u.test(choice))
  expect(words.filter((choice) => !said.includes(`value.${choice}`))).toEqual([])
})

function namedIn(schema: unknown, found = { fields: new Set<string>(), choices: new Set<string>() }) {
  if (typeof schema !== 'object' || schema === null) return found
  const { properties, enum: choices } = schema as { properties?: object; enum?: unknown[] }
  for (const name of Object.keys(properties ?? {})) found.fields.add(name)
  for (const choice of choices ?? []) found.choices.add(String(choice))
  for (const inner of Object.values(schema)) namedIn(inner, found)
  return found
}
