import { expect, test } from 'vitest'
import { findings, type SourceFile, sources } from './house.ts'

const all = ['engines', 'rooms', 'platform', 'sample', 'app']

test('arrows between rooms run one way, and a room holds only its kinds of file', () => {
  expect(findings(sources(...all))).toEqual([])
})

test('the check sees what it forbids', () => {
  const file = (path: string, ...imports: string[]): SourceFile => ({ path, text: '', imports })
  const broken = [
    file('rooms/people/service.ts', 'rooms/skills/service.ts'),
    file('rooms/people/helpers.ts'),
    file('platform/gate/gate.ts', 'rooms/people/contract.ts'),
    file('rooms/skills/ui/Page.tsx', 'rooms/skills/service.ts'),
    file('rooms/skills/ui/Page.tsx', 'app/ui/api.ts'),
    file('rooms/kpi/contract.ts', 'rooms/people/service.ts'),
    file('app/server.ts', 'testing/town.ts'),
  ]
  for (const one of broken) expect(findings([one]), one.path).toHaveLength(1)
  expect(findings([file('rooms/kpi/service.ts', 'rooms/people/service.ts')])).toEqual([])
})

test('SQL stands in services only, and the pages ask the gate only', () => {
  const inPages = sources('rooms', 'app', 'platform').filter(({ path }) => /\/ui\/|\.tsx$/.test(path))
  const toDatabase = inPages.filter(({ text }) => /from 'kysely'|from 'pg'|from '#platform\/db/.test(text))
  expect(toDatabase.map(({ path }) => path)).toEqual([])
  const elsewhere = sources('rooms').filter(
    ({ path, text }) => !/[/.](service|tables)\.ts$|\.test\.tsx?$/.test(path) && /from 'kysely'/.test(text),
  )
  expect(elsewhere.map(({ path }) => path)).toEqual([])
})

test('the largest files are known', () => {
  const sizes = sources(...all)
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .sort((a, b) => b.lines - a.lines)
  console.info(
    sizes
      .slice(0, 10)
      .map(({ path, lines }) => `${lines} ${path}`)
      .join('\n'),
  )
  expect(sizes.length).toBeGreaterThan(0)
})
