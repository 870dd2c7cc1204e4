import { expect, test } from 'vitest'
import { dependentOnServer } from './dependents.ts'

test('another PostgreSQL is asked what a town or a database of its own is for, and spared rules, engines and pages', () => {
  const found = dependentOnServer(['engines', 'platform', 'rooms'])
  expect(found).toEqual(expect.arrayContaining(['rooms/mvv/service.test.ts', 'platform/db/migrate.test.ts']))
  const spared = ['rooms/kpi/rules.test.ts', 'platform/ui/kit.test.ts', 'rooms/pdca/ui/pages.test.ts']
  expect(found.filter((path) => spared.includes(path) || path.startsWith('engines/'))).toEqual([])
})
