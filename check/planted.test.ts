/** Every rule of the house is broken once on purpose, and seen: a rule that nobody can break holds nothing. */
import { expect, test } from 'vitest'
import { readHouse } from './architecture.ts'
import { findings } from './house.ts'
import { roleFindings } from './pages.ts'
import { sourceOf } from './sources.ts'

const house = readHouse()

/** Finds what is wrong with these files, given as path and text. */
const wrong = (files: Readonly<Record<string, string>>) =>
  findings(
    Object.entries(files).map(([path, text]) => sourceOf(path, text)),
    house,
  )
const takes = (name: string) => `import { x } from '${name}'\nexport const y = x`
const takesType = (name: string) => `import type { X } from '${name}'\nexport type Y = X`

const breaches: Readonly<Record<string, readonly [path: string, text: string, says: string]>> = {
  'a free helper': ['rooms/people/names.ts', '', "not one of a room's kinds"],
  'a folder of free helpers': ['rooms/people/names/rules.ts', '', 'neither ui/ nor a sub-room'],
  'a drawer': ['platform/ui/utils/rows.ts', '', '"utils" says nothing'],
  'a folder in a part of the platform': ['platform/gate/parts/door.ts', '', 'no folders of its own'],
  'a folder in an engine': ['engines/schedule/solver/state.ts', '', 'an engine has no folders'],
  'a room’s kind in an engine': ['engines/protect/service.ts', '', 'named by what it is'],
  'a kind behind the name in an engine': ['engines/protect/greedy.rules.ts', '', 'named by what it is'],

  'rules → service': ['rooms/people/rules.ts', takes('./service.ts'), 'rules may not import service'],
  'rules → the types of a service': [
    'rooms/people/rules.ts',
    takesType('./service.ts'),
    'rules may not import service',
  ],
  'rules → contract': ['rooms/people/rules.ts', takes('./contract.ts'), 'rules may import types of contract only'],
  'contract → service': ['rooms/people/contract.ts', takes('./service.ts'), 'contract may not import service'],
  'contract → messages': ['rooms/people/contract.ts', takes('./messages.ts'), 'contract may not import messages'],
  'tables → service': ['rooms/kpi/tables.ts', takes('./service.ts'), 'tables may not import service'],
  'messages → contract': ['rooms/kpi/messages.ts', takes('./contract.ts'), 'messages may not import contract'],
  'service → access': ['rooms/kpi/service.ts', takes('./access.ts'), 'service may not import access'],
  'service → commands': ['rooms/people/service.ts', takes('./commands.ts'), 'service may not import commands'],
  'service → ui': ['rooms/kpi/service.ts', takes('./ui/KpiPage.tsx'), 'service may not import ui'],
  'access → tables': ['rooms/kpi/access.ts', takes('./tables.ts'), 'access may not import tables'],
  'measures → tables': ['rooms/skills/measures.ts', takes('./tables.ts'), 'measures may not import tables'],
  'jobs → messages': ['rooms/people/journal/jobs.ts', takes('./messages.ts'), 'jobs may not import messages'],
  'commands → service': ['rooms/people/commands.ts', takes('./service.ts'), 'commands may not import service'],
  'worker → service': ['rooms/policy/file.worker.ts', takes('./service.ts'), 'worker may not import service'],
  'beforehand → another room’s service': [
    'rooms/people/beforehand.ts',
    takes('#rooms/policy/service.ts'),
    'beforehand may not import service of another room',
  ],
  'ui → service': ['rooms/skills/ui/Page.tsx', takes('../service.ts'), 'ui may not import service'],
  'ui → the contract’s value': [
    'rooms/skills/ui/Page.tsx',
    takes('../contract.ts'),
    'ui may import types of contract only',
  ],
  'an arrow that is written as export': [
    'rooms/people/rules.ts',
    "export * from './service.ts'",
    'rules may not import service',
  ],
  'an arrow that is loaded later': [
    'rooms/people/rules.ts',
    "export const later = () => import('./service.ts')",
    'rules may not import service',
  ],
  'an arrow within a type': [
    'rooms/people/rules.ts',
    "export type Later = typeof import('./service.ts')",
    'rules may not import service',
  ],

  'an earlier room → a later one': ['rooms/people/service.ts', takes('#rooms/skills/service.ts'), 'an earlier room'],
  'service → tables of another room': [
    'rooms/kpi/service.ts',
    takesType('#rooms/people/tables.ts'),
    'service may not import tables of another room',
  ],
  'service → messages of another room': [
    'rooms/kpi/service.ts',
    takes('#rooms/people/messages.ts'),
    'service may not import messages of another room',
  ],
  'commands → tables': ['rooms/policy/commands.ts', takes('#rooms/policy/tables.ts'), 'commands may not import tables'],
  'room → app': ['rooms/kpi/service.ts', takes('#app/home/service.ts'), 'nothing but the app knows the app'],
  'room → sample': ['rooms/kpi/service.ts', takes('#sample/load.ts'), 'nothing but the app knows the sample'],
  'rules of a room → engine': [
    'rooms/training/rules.ts',
    takes('#engines/schedule/schedule.ts'),
    'a room asks no engine',
  ],
  'room → verb of an engine': [
    'rooms/training/service.ts',
    takes('#engines/schedule/command.ts'),
    'a room asks no engine',
  ],
  'room → worker of an engine': [
    'rooms/training/service.ts',
    takes('#engines/schedule/worker.ts'),
    'a room asks no engine',
  ],
  'room → tests': ['rooms/kpi/service.ts', takes('#testing/town.ts'), 'the product does not know its tests'],
  'app’s home → tables of a room': [
    'app/home/service.ts',
    takesType('#rooms/pdca/tables.ts'),
    'service may not import tables of another room',
  ],
  'sample → service of a room': ['sample/load.ts', takes('#rooms/people/service.ts'), 'comes in by the doors'],

  'rules → platform/db': ['rooms/people/rules.ts', takes('#platform/db/database.ts'), 'rules may not use db'],
  'rules → platform/ctx': ['rooms/people/rules.ts', takesType('#platform/ctx/ctx.ts'), 'rules may not use ctx'],
  'rules → a value of the contract part': [
    'rooms/people/rules.ts',
    takes('#platform/contract/contract.ts'),
    'rules may use types of contract only',
  ],
  'contract → platform/ctx': [
    'rooms/people/contract.ts',
    takesType('#platform/ctx/ctx.ts'),
    'contract may not use ctx',
  ],
  'tables → platform/db': ['rooms/kpi/tables.ts', takesType('#platform/db/database.ts'), 'tables may not use db'],
  'messages → platform/time': ['rooms/kpi/messages.ts', takes('#platform/time/dates.ts'), 'messages may not use time'],
  'service → platform/gate': ['rooms/kpi/service.ts', takes('#platform/gate/gate.ts'), 'service may not use gate'],
  'service → a refusal of its own making': [
    'rooms/kpi/service.ts',
    takes('#platform/refusal/refusal.ts'),
    'service may use types of refusal only',
  ],
  'access → platform/sql': ['rooms/kpi/access.ts', takes('#platform/sql/sql.ts'), 'access may not use sql'],
  'measures → platform/sql': ['rooms/skills/measures.ts', takes('#platform/sql/sql.ts'), 'measures may not use sql'],
  'jobs → platform/db': ['rooms/people/journal/jobs.ts', takes('#platform/db/database.ts'), 'jobs may not use db'],
  'commands → platform/db': ['rooms/people/commands.ts', takes('#platform/db/database.ts'), 'commands may not use db'],
  'worker → platform/db': ['rooms/policy/file.worker.ts', takes('#platform/db/database.ts'), 'worker may not use db'],
  'beforehand → platform/sql': [
    'rooms/people/beforehand.ts',
    takes('#platform/sql/sql.ts'),
    'beforehand may not use sql',
  ],
  'ui → platform/gate': ['rooms/skills/ui/Page.tsx', takesType('#platform/gate/gate.ts'), 'ui may not use gate'],

  'rules → kysely': ['rooms/people/rules.ts', takes('kysely'), 'rules may not use this package'],
  'rules → node': ['rooms/people/rules.ts', takes('node:fs'), 'rules may not use this package'],
  'tables → kysely’s value': ['rooms/kpi/tables.ts', takes('kysely'), 'tables may use types of this package only'],
  'service → node:fs': ['rooms/kpi/service.ts', takes('node:fs'), 'service may not use this package'],
  'access → kysely': ['rooms/kpi/access.ts', takes('kysely'), 'access may not use this package'],
  'ui → a package nobody named': ['rooms/kpi/ui/Trend.tsx', takes('left-pad'), 'ui may not use this package'],

  'platform → room': ['platform/gate/gate.ts', takes('#rooms/people/contract.ts'), 'the platform knows no room'],
  'platform → engine': ['platform/files/csv.ts', takes('#engines/protect/table.ts'), 'the platform knows no room'],
  'a part → a later part': ['platform/ctx/ctx.ts', takesType('#platform/gate/gate.ts'), 'that stand before it'],
  'engine → room': ['engines/schedule/seating.ts', takes('#rooms/training/rules.ts'), 'an engine knows no room'],
  'engine → another engine': [
    'engines/schedule/seating.ts',
    takes('#engines/protect/move.ts'),
    'an engine knows no other',
  ],
  'engine → its verb': ['engines/estimate/did.ts', takes('./command.ts'), 'engine may not import command'],
  'engine → platform/command': [
    'engines/estimate/did.ts',
    takes('#platform/command/command.ts'),
    'engine may not use command',
  ],
  'engine → platform/db': ['engines/estimate/did.ts', takes('#platform/db/database.ts'), 'engine may not use db'],
  'engine → node:fs': ['engines/estimate/did.ts', takes('node:fs'), 'engine may not use this package'],

  'a file that knows itself': ['rooms/kpi/rules.ts', takesType('./rules.ts'), 'a circle'],
}

/** Where a verb has to stand for the engine to be whole. */
const verbOf = (path: string): Record<string, string> =>
  path.startsWith('engines/') ? { [`${path.split('/').slice(0, 2).join('/')}/command.ts`]: '' } : {}
/** Likewise what makes a folder a sub-room. */
const bothOf = (path: string): Record<string, string> => {
  const folder = /^rooms\/(people\/(import|journal)|training\/\w+)(?=\/)/.exec(path)?.[0]
  return folder ? { [`${folder}/contract.ts`]: '', [`${folder}/service.ts`]: '' } : {}
}

test.each(Object.entries(breaches))('%s is seen', (_, [path, text, says]) => {
  const found = wrong({ ...verbOf(path), ...bothOf(path), [path]: text })
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(says)
})

test('a sub-room knows those before it, and not what puts them together', () => {
  const parts = ['sessions', 'cover', 'applications'].flatMap((name) => [
    [`rooms/training/${name}/contract.ts`, ''],
    [`rooms/training/${name}/service.ts`, ''],
  ])
  const training = Object.fromEntries([...parts, ['rooms/training/steps.service.ts', '']]) as Record<string, string>
  const later = { 'rooms/training/applications/service.ts': takes('../cover/service.ts') }
  expect(wrong({ ...training, ...later, 'rooms/training/cover/service.ts': takes('../steps.service.ts') })).toEqual([])
  expect(wrong({ ...training, 'rooms/training/cover/service.ts': takes('../applications/service.ts') })).toEqual([
    'rooms/training/cover/service.ts → rooms/training/applications/service.ts: cover/ stands before applications/',
  ])
  const whole = { 'rooms/training/tasks.service.ts': takes('./applications/service.ts') }
  expect(wrong({ ...training, ...whole, 'rooms/training/cover/service.ts': takes('../tasks.service.ts') })).toEqual([
    expect.stringContaining('a sub-room does not know what puts the sub-rooms together'),
  ])
})

test('a folder without a contract and a service is no sub-room, and an engine without a verb is none', () => {
  expect(wrong({ 'rooms/training/cover/rules.ts': '' })).toEqual([expect.stringContaining('no contract and service')])
  expect(wrong({ 'engines/protect/move.ts': '' })).toEqual([expect.stringContaining('an engine has one verb')])
})

test('circles are seen through types, over several files, and between rooms and sub-rooms whose files know no circle', () => {
  const circle = {
    'app/ui/A.tsx': takesType('./B.tsx'),
    'app/ui/B.tsx': takes('./C.tsx'),
    'app/ui/C.tsx': takesType('./A.tsx'),
  }
  expect(wrong(circle)).toEqual(['a circle: app/ui/A.tsx · app/ui/B.tsx · app/ui/C.tsx'])
  const parts = {
    'platform/ctx/room.ts': takesType('#platform/auth/desk.ts'),
    'platform/auth/desk.ts': '',
    'platform/auth/access.ts': takesType('#platform/ctx/ctx.ts'),
    'platform/ctx/ctx.ts': '',
  }
  expect(wrong(parts)).toContain('a circle: platform/auth · platform/ctx')
})

test('what a page loads by several steps runs in a browser', () => {
  const page = {
    'app/ui/Page.tsx': takes('#platform/time/dates.ts'),
    'platform/time/dates.ts': takes('node:fs'),
  }
  expect(wrong(page)).toEqual(['app/ui/Page.tsx loads platform/time/dates.ts, which needs node:fs'])
  expect(wrong({ ...page, 'app/ui/Page.tsx': takesType('#platform/time/dates.ts') })).toEqual([])
})

test('what the house allows is not held against it', () => {
  expect(wrong({ 'rooms/kpi/service.ts': takes('#rooms/people/service.ts') })).toEqual([])
  expect(wrong({ 'rooms/people/relations.service.ts': takes('kysely') })).toEqual([])
  expect(wrong({ 'rooms/kpi/service.test.ts': takes('#testing/town.ts') })).toEqual([])
  expect(wrong({ 'engines/protect/command.ts': takes('./move.ts'), 'engines/protect/move.ts': '' })).toEqual([])
})

test.each([
  "export const isHr = (me: Me) => me.roles.includes('hr')",
  'export const isHr = ({ roles }: Me) => has(roles)',
  "export const isHr = (as: string[]) => as.includes('hr')",
  "export const mayGrant = (actedAs: string) => actedAs === 'it'",
  "export function ways(as: string) { switch (as) { case 'sectionHead': return ['/team'] } }",
])('a page that decides by roles is seen: %s', (text) => {
  expect(roleFindings([sourceOf('app/ui/Frame.tsx', text)]).length).toBeGreaterThan(0)
  expect(roleFindings([sourceOf('rooms/people/service.ts', text), sourceOf('app/ui/frame.test.ts', text)])).toEqual([])
})
