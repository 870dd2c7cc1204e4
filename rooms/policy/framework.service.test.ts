import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { policy } from './contract.ts'

const inBase64 = (text: string) => Buffer.from(text).toString('base64')
const textOf = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')

test(
  'HR takes the skills out as a table, changes what one grade is expected to reach, and has a draft in which that alone is another; what is in force stays',
  inTown(async ({ as, asCommand, hayashi, sato }) => {
    const hr = as(hayashi)
    const out = await hr.ask(policy.exportFramework, { format: 'csv' })
    expect(out).toMatchObject({ policyEditionId: 1, name: 'framework.csv', skills: 14 })
    const table = textOf(out.base64)
    const [header = '', ...rows] = table.split('\r\n')
    const at = header.split(',').indexOf('期待:2級職')
    const changed = rows.map((row) => {
      const cells = row.split(',')
      return cells[5] === 'challenge' ? cells.with(at, '3').join(',') : row
    })
    const file = { name: '枠組み.csv', base64: inBase64([header, ...changed].join('\r\n')) }
    const loaded = await hr.ask(policy.loadFramework, { file, edition: '第2版' })
    const same = { policyEditionId: 2, added: [], changed: ['challenge'], removed: [], unchanged: 13 }
    expect(loaded).toMatchObject({ ...same, warnings: [{ path: 'kpis[4].targets' }] })
    expect(await hr.ask(policy.listPolicyEditions, {})).toMatchObject([
      { policyEditionId: 2, edition: '第2版', state: 'draft' },
      { policyEditionId: 1, state: 'inForce' },
    ])
    await hr.ask(policy.publishPolicy, { policyEditionId: 2, publishFrom: '2027-04-01' })
    const expectedOn = async (asOf: string) => {
      const { document } = await as(sato).ask(policy.showPolicy, { asOf })
      return document.pyramid?.tiers[0]?.skills[1]?.expected['2級職']
    }
    expect([await expectedOn('2027-03-31'), await expectedOn('2027-04-01')]).toEqual([2, 3])
    // The draft's own framework, put into it again, is the draft.
    const again = await asCommand.ask(policy.exportFramework, { format: 'case', policyEditionId: 2 })
    const back = { file: { name: 'case.json', base64: again.base64 }, policyEditionId: 2 }
    await expect(asCommand.ask(policy.loadFramework, back)).rejects.toThrow('same_edition')
  }),
)

test(
  'what is wrong in a framework is named at its place, and nothing is loaded',
  inTown(async ({ as, hayashi, sql }) => {
    const hr = as(hayashi)
    const load = (text: string) =>
      hr.ask(policy.loadFramework, { file: { name: 'f', base64: inBase64(text) } }).then(
        () => [],
        ({ code, fields }) => [
          code,
          ...fields.map(({ path, reason }: { path: string; reason: string }) => [path, reason]),
        ],
      )
    const table = textOf((await hr.ask(policy.exportFramework, { format: 'csv' })).base64)
    const lines = table.split('\r\n')
    expect(await load(table.replace('期待:6級職', '期待:7級職'))).toEqual([
      'faulty_framework',
      ['1:期待:7級職', expect.stringContaining('「期待:7級職」は知らない列')],
    ])
    expect(
      await load(lines.toSpliced(2, 0, lines[1]!.replace(',0.3,', ',0.4,').replace('resident-view', 'x')).join('\r\n')),
    ).toEqual(['faulty_framework', ['3', expect.stringContaining('mind')]])
    expect(await load(table.replaceAll(',0.3,', ',三割,'))).toMatchObject({
      0: 'faulty_framework',
      1: ['2', expect.stringContaining('三割')],
    })
    // The floor of the policy asks for a skill that would be gone.
    const without = lines.filter((line) => !line.includes(',ict-tools,')).join('\r\n')
    expect(await load(without)).toEqual(
      expect.arrayContaining(['faulty_framework', ['literacy.floor[0].skill', expect.stringContaining('ict-tools')]]),
    )
    expect(await load('{"CFDocument":')).toEqual(['faulty_framework', ['', expect.stringContaining('JSON')]])
    expect(await sql('select count(*)::integer as n from policy_edition')).toEqual([{ n: 1 }])
    const both = async (code: string, more: { policyEditionId?: number } = {}) => {
      await expect(hr.ask(policy.exportFramework, { format: 'csv', ...more })).rejects.toThrow(code)
      const file = { name: 'f', base64: '' }
      await expect(hr.ask(policy.loadFramework, { file, ...more })).rejects.toThrow(code)
    }
    await both('no_such_edition', { policyEditionId: 99 })
    await sql('update policy_edition set valid_from = null, valid_to = null')
    await both('no_policy')
  }),
)
