/** Organisations made at random for the cast: sections in each other, heads, acting ones, leave, vacancies, people without a post. */
import fc from 'fast-check'
import { type PostKind, postKinds } from '#rooms/people/rules.ts'
import { people, type Town } from './town.ts'

export const staff = Object.values(people)
const sectionCodes = ['A', 'B', 'C', 'D', 'E', 'F']

interface Post {
  person: number
  section: string
  kind: PostKind
  isHead: boolean
}
export interface Organisation {
  /** Parent of each section, among those before it: no circle. */
  parents: readonly (string | null)[]
  posts: readonly Post[]
  onLeave: readonly number[]
  /** Who held a head's post in a section until the year before. */
  former: readonly string[]
}

const section = fc.constantFrom(...sectionCodes)

/** @param posted how likely, in a hundred, each person has a primary post. */
export function organisations(posted = 100): fc.Arbitrary<Organisation> {
  return fc.record({
    parents: fc.tuple(...sectionCodes.map((_, index) => fc.constantFrom(null, ...sectionCodes.slice(0, index)))),
    posts: fc
      .tuple(
        fc.tuple(...staff.map((person) => fc.record({ person: fc.constant(person), section, isHead: fc.boolean() }))),
        fc.tuple(...staff.map(() => fc.integer({ min: 1, max: 100 }))),
      )
      .map(([all, lots]) => all.filter((_, place) => lots[place]! <= posted))
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
    former: fc.uniqueArray(section, { maxLength: 2 }),
  })
}

/** Puts it in the place of the town's own, as an import would have written it. */
export async function settleOrganisation({ sql }: Town, { parents, posts, onLeave, former }: Organisation) {
  await sql('delete from leave_of_absence')
  await sql('delete from assignment')
  await sql('delete from section_period')
  await sql(
    `insert into section_period (section_code, name, kind, parent_code, valid_from)
     select code, code, '課', parent, '2010-04-01' from unnest($1::text[], $2::text[]) s(code, parent)`,
    [sectionCodes, parents],
  )
  await sql(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
     select person, person, section, '1級職', case when "isHead" then '課長' else '係員' end, kind, "isHead", '2026-04-01'
     from jsonb_to_recordset($1::jsonb) p(person bigint, section text, kind text, "isHead" boolean)`,
    [JSON.stringify(posts)],
  )
  await sql(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
     select $1::bigint, $1::bigint::text, section, '5級職', '課長', 'acting', true, '2024-04-01', '2025-04-01' from unnest($2::text[]) section`,
    [people.yamada, former],
  )
  await sql(
    `insert into leave_of_absence (staff_member_id, kind, valid_from) select person, '育児休業', '2026-06-01' from unnest($1::bigint[]) person`,
    [onLeave],
  )
}

/** The rule as it is told, one person at a time: the heads of the nearest section with another one, `but` these. 山田 has left and heads nothing. */
export function headsBySearching(
  { parents, posts, onLeave }: Organisation,
  person: number,
  but: readonly number[] = [],
): number[] {
  const own = posts.find((post) => post.person === person && post.kind === 'primary')
  for (let at: string | null = own?.section ?? null; at !== null; at = parents[sectionCodes.indexOf(at)] ?? null) {
    const found = posts
      .filter((post) => post.section === at && post.isHead && post.person !== person && !but.includes(post.person))
      .filter((post) => !onLeave.includes(post.person) && post.person !== people.yamada)
      .sort((a, b) => postKinds.indexOf(a.kind) - postKinds.indexOf(b.kind) || a.person - b.person)
    if (found.length > 0) return [...new Set(found.map((post) => post.person))]
  }
  return []
}
