import { expect, test } from 'vitest'
import { journal } from '#rooms/people/journal/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('伊藤 verifies the journal and sees no personal content (INV-S1)', async () => {
  await stage.town.asJob.ask(journal.sealJournal, {})
  const page = await stage.web.windowOf('ito')
  await open(page, '/admin')
  await open(page, '/admin/journal')
  await page.getByRole('button', { name: '記録を確かめる' }).click()
  await page.getByText(/行を確かめました。/).waitFor()
  expect(await page.getByText('佐藤 はるか').count()).toBe(0)
  await expect(stage.town.as('ito').ask(skills.showSkills, { staffMemberId: stage.town.sato })).rejects.toThrow(
    'forbidden',
  )
})
