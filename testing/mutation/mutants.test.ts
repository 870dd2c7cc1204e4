import { expect, test } from 'vitest'
import { lineOf, mutantsIn, mutated } from './mutants.ts'

/** What becomes of a piece of source, each wrong change by itself. */
const changed = (text: string, path = 'rooms/x/service.ts') =>
  mutantsIn(path, text).map((mutant) => mutated(text, mutant))

test('conditions are negated, edges moved, words of lists and calls left out, one at a time', () => {
  expect(changed('must(a <= b, "no")')).toEqual(expect.arrayContaining(['must(a < b, "no")', 'must(!(a <= b), "no")']))
  expect(changed('if (a && !b) go()')).toEqual(
    expect.arrayContaining(['if (!(a && !b)) go()', 'if (a || !b) go()', 'if (a && b) go()', 'if (a && !b) ;']),
  )
  expect(changed("const open = ['a', 'b', 'c']")).toEqual([
    "const open = ['b', 'c']",
    "const open = ['a', 'c']",
    "const open = ['a', 'b']",
  ])
  expect(changed('x.filter(isOpen).some(isMine)')).toEqual(
    expect.arrayContaining(['x.filter(() => true).some(isMine)', 'x.filter(isOpen).every(isMine)']),
  )
  expect(changed('await ctx.progress(1, 2, "x")')).toEqual([])
  expect(changed('const said = n.toLocaleString(ja)')).toEqual([])
  expect(changed("const a: 1 | 2 = b as 'x' | 'y'")).toEqual([])
})

test('in SQL every condition goes, with what is put into it, and every edge moves', () => {
  const query = (where: string) =>
    `sql\`select 1 from t where ${where}order by d desc\``.replaceAll('DAY', '$' + '{day}::date')
  const found = changed(query('a <= DAY and (b is null or b > DAY) and c between 1 and 2 '))
  expect(found).toEqual(
    expect.arrayContaining([
      query('true  and (b is null or b > DAY) and c between 1 and 2 '),
      query('a <= DAY  and c between 1 and 2 '),
      query('a <= DAY and (b is null or b > DAY)  '),
      query('a < DAY and (b is null or b > DAY) and c between 1 and 2 '),
      query('a <= DAY and (b is not null or b > DAY) and c between 1 and 2 '),
      query('a <= DAY and (b is null or b >= DAY) and c between 1 and 2 '),
    ]),
  )
  expect(found.filter((one) => one.includes('between 1 order'))).toEqual([])
})

test('a line of access is for nobody, for everybody, and for another role', () => {
  const line = "export const a = { show: (ctx) => hasRole(ctx, 'hr') }"
  expect(changed(line, 'rooms/x/access.ts')).toEqual(
    expect.arrayContaining([
      'export const a = { show: (ctx) => false }',
      "export const a = { show: (ctx) => ('anybody' as never) }",
      "export const a = { show: (ctx) => hasRole(ctx, 'it') }",
    ]),
  )
})

test('places are told as an editor counts them', () => {
  const text = 'const 名 = 1\n\nif (a < b) go()'
  const edge = mutantsIn('x.ts', text).find(({ kind }) => kind === 'edge')!
  expect([lineOf(text, edge), text.slice(edge.start, edge.end)]).toEqual([3, '<'])
})
