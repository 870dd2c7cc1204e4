import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { FOOTING } from '#platform/measure/moment.ts'
import { remembering } from '#platform/measure/remembering.ts'
import { type Organisation, organisationOf } from './organisation.rules.ts'
import { sectionsOn } from './relations.service.ts'

/** Of some days: reading thousands of sections costs more than what is counted in them, and they hardly ever change (`decisions/0072`). */
const remembered = remembering<Organisation>(32)

/** @returns with the footing on which it was read; the one that was asked for, unless something has changed between two statements */
export async function organisationBy(
  ctx: Ctx,
  footing: string | null,
  day: string,
): Promise<{ organisation: Organisation; footing: string | null }> {
  const known = remembered.at(footing && `${footing} ${day}`)
  if (known) return { organisation: known, footing }
  const read = await readOrganisation(ctx, day)
  remembered.keep(read.footing && `${read.footing} ${day}`, read.organisation)
  return read
}

async function readOrganisation(ctx: Ctx, day: string) {
  const { rows } = await sql<{
    footing: string | null
    codes: string[] | null
    names: string[]
    parents: (string | null)[]
  }>`select ${FOOTING} as footing, json_agg(code) as codes, json_agg(name) as names, json_agg(parent) as parents
    from (select s.section_code as code, s.name, s.parent_code as parent from ${sectionsOn(day)} s order by 1) s`.execute(
    ctx.db,
  )
  const { footing, codes, names, parents } = rows[0]!
  const organisation = organisationOf(
    (codes ?? []).map((sectionCode, index) => ({ sectionCode, name: names[index]!, parentCode: parents[index]! })),
  )
  return { organisation, footing }
}
