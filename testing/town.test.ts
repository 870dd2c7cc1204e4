import { expect, test } from 'vitest'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { inTown, openTestTown } from './town.ts'

const recordsOf = 'select count(*)::int as records from skill_evidence'

test('what one story does in the town is not there in the next, and the people are who they were', async () => {
  await inTown(async ({ as, sato, sql }) => {
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 1, shared: true }] })
    expect(await sql(recordsOf)).toEqual([{ records: 1 }])
  })()
  await inTown(async ({ sato, sql }) => {
    expect(await sql(recordsOf)).toEqual([{ records: 0 }])
    expect(await sql('select name from staff_member where staff_member_id = $1', [sato])).toEqual([
      { name: '佐藤 はるか' },
    ])
  })()
})

test('towns that stand side by side do not know of each other', async () => {
  const [one, later] = await Promise.all([openTestTown(), openTestTown('2027-06-01')])
  await one.town.as('sato').ask(skills.reflect, { reflections: [{ skill: 'data-use', level: 1, shared: true }] })
  expect(await later.town.sql(recordsOf)).toEqual([{ records: 0 }])
  expect(later.town.gate.clock().toString()).toBe('2027-06-01T01:00:00Z')
  const policyOf = ({ town }: typeof one) => town.as('sato').ask(policy.showPolicy, {})
  expect(await policyOf(later)).toEqual(await policyOf(one))
  await Promise.all([one.leave(), later.leave()])
})
