import { expect, test } from 'vitest'
import { namesInSql } from './named-tables.ts'
import { breachesIn, ownersIn } from './ownership.ts'
import { sourceOf, sources } from './sources.ts'

test('a table is read and written by its owner only', () => {
  const files = sources('engines', 'rooms', 'platform', 'sample', 'app')
  const told = breachesIn(files, ownersIn(files)).map(({ path, table, owner }) => `${path} names ${table} of ${owner}`)
  expect(told).toEqual([])
})

const declaring = sourceOf(
  'rooms/people/tables.ts',
  'export interface PeopleTables {\n  staff_member: StaffMemberTable\n  assignment: AssignmentTable\n}\n',
)
const owners = ownersIn([declaring])
const named = (path: string, text: string) =>
  breachesIn([sourceOf(path, text)], owners).map(({ table, owner }) => `${table} of ${owner}`)

test.each([
  ['read', 'sql`select name from staff_member m`.execute(db)'],
  ['joined', 'sql<Row>`select 1 from kpi_actual k left join staff_member m using (staff_member_id)`'],
  ['written', `sql\`insert into staff_member (name) values (\${name})\``],
  ['changed', `sql\`update staff_member set name = \${name}\``],
  ['deleted', 'sql`delete from staff_member`'],
  ['the second in a list', 'sql`select 1 from kpi_actual a, staff_member m`'],
  ['in a subquery', 'sql`select 1 from kpi_actual where exists (select from staff_member)`'],
  ['in a common table expression', 'sql`with one as (select * from public.staff_member) select * from one`'],
  ['in a fragment', 'const joined = sql`join staff_member m on m.staff_member_id = k.recorded_by`'],
  ['in a built statement', "tables(ctx).selectFrom('staff_member as m').select('name')"],
  ['joined in a built statement', "query.leftJoin('staff_member', 'a', 'b')"],
  ['inserted by a built statement', "tables(ctx).insertInto('staff_member')"],
  ['named by itself', `sql\`select 1 from \${sql.table('staff_member')}\``],
  ['in text for the driver', "connection.query('select name from staff_member')"],
  ['locked', 'sql`lock table staff_member`'],
])('a table of another room that is %s is seen', (_, text) => {
  expect(named('rooms/kpi/service.ts', text)).toEqual(['staff_member of rooms/people'])
  expect(named('app/home/service.ts', text)).toHaveLength(1)
  expect(named('rooms/people/import/service.ts', text)).toEqual([])
  expect(named('rooms/kpi/service.test.ts', text)).toEqual([])
})

test('columns, values, comments and names given by the statement itself are no tables', () => {
  const statement = `select assignment, m.assignment, 'from assignment', extract(year from assignment), -- from assignment
      row_number() over (order by assignment)
    from kpi_actual assignment where a is distinct from assignment /* join assignment */
    group by assignment for update of assignment`
  expect(namesInSql(statement)).toEqual(['kpi_actual'])
  expect(namesInSql('insert into a (x) select x from b on conflict (x) do update set x = excluded.x')).toEqual([
    'a',
    'b',
  ])
  expect(namesInSql('select * from lateral f(x) g, only c where x in (select y from d, e)')).toEqual([
    'f',
    'c',
    'd',
    'e',
  ])
})
