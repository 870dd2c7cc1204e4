import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inTown, people, type Town } from '#testing/town.ts'
import { headsOf, teamOf } from './heads.service.ts'
import { type PostKind, postKinds } from './rules.ts'

const day = '2026-11-22'
const staff = Object.values(people)
const codes = ['A', 'B', 'C', 'D', 'E', 'F']

interface Post {
  person: number
  section: string
  kind: PostKind
  isHead: boolean
}
interface Ward {
  /** Parent of each section, among those before it: no circle. */
  parents: readonly (string | null)[]
  posts: readonly Post[]
  onLeave: readonly number[]
}

const section = fc.constantFrom(...codes)
const wards: fc.Arbitrary<Ward> = fc.record({
  parents: fc.tuple(...codes.map((_, index) => fc.constantFrom(null, ...codes.slice(0, index)))),
  posts: fc
    .tuple(...staff.map((person) => fc.record({ person: fc.constant(person), section, isHead: fc.boolean() })))
    .chain((primary) =>
      fc
        .uniqueArray(
          fc.record({
            person: fc.constantFrom(...staff),
            section,
            isHead: fc.boolean(),
            kind: fc.constantFrom('concurrent' as const, 'acting' as const),
          }),
          { maxLength: 6, selector: ({ person, section, kind }) => `${person} ${section} ${kind}` },
        )
        .map((more) => [...primary.map((post) => ({ ...post, kind: 'primary' as const })), ...more]),
    ),
  onLeave: fc.uniqueArray(fc.constantFrom(...staff), { maxLength: 3 }),
})

test(
  'heads are those of the nearest section that has another one, and a team is whom one is head of (INV-O4)',
  inTown(async (town) => {
    const connection = await town.gate.database.connect()
    const ctx = { db: connection.db, today: day } as Ctx
    const property = fc.asyncProperty(wards, async (ward) => {
      await settle(town, ward)
      const heads = new Map(staff.map((person) => [person, headsBySearching(ward, person)]))
      expect(await headsOf(ctx, staff)).toEqual(heads)
      for (const head of staff) {
        const team = staff.filter((person) => heads.get(person)?.includes(head))
        expect((await teamOf(ctx, head)).sort((a, b) => a - b)).toEqual(team)
      }
    })
    await fc.assert(property, { numRuns: 25 })
    town.gate.database.release(connection)
  }),
)

/** The rule as it is told, one person at a time. 山田 has left and heads nothing. */
function headsBySearching({ parents, posts, onLeave }: Ward, person: number): number[] {
  const own = posts.find((post) => post.person === person && post.kind === 'primary')
  for (let at: string | null = own?.section ?? null; at !== null; at = parents[codes.indexOf(at)] ?? null) {
    const found = posts
      .filter((post) => post.section === at && post.isHead && post.person !== person)
      .filter((post) => !onLeave.includes(post.person) && post.person !== people.yamada)
      .sort((a, b) => postKinds.indexOf(a.kind) - postKinds.indexOf(b.kind) || a.person - b.person)
    if (found.length > 0) return [...new Set(found.map((post) => post.person))]
  }
  return []
}

async function settle({ sql }: Town, { parents, posts, onLeave }: Ward): Promise<void> {
  await sql('delete from leave_of_absence')
  await sql('delete from assignment')
  await sql('delete from section_period')
  await sql(
    `insert into section_period (section_code, name, kind, parent_code, valid_from)
     select code, code, '課', parent, '2010-04-01' from unnest($1::text[], $2::text[]) s(code, parent)`,
    [codes, parents],
  )
  await sql(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
     select person, person, section, '1級職', '係員', kind, "isHead", '2026-04-01'
     from jsonb_to_recordset($1::jsonb) p(person bigint, section text, kind text, "isHead" boolean)`,
    [JSON.stringify(posts)],
  )
  await sql(
    `insert into leave_of_absence (staff_member_id, kind, valid_from) select person, '育児休業', '2026-06-01' from unnest($1::bigint[]) person`,
    [onLeave],
  )
}
