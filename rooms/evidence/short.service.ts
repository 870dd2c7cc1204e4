/** What is known of the arrows in short, in one statement: for whoever has a minute. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { EvidenceLevel, Finding } from './level.rules.ts'
import type { Statement } from './statement.rules.ts'
import type { StudyTold } from './told.rules.ts'

interface LatestAnswer {
  readonly studyId: number
  readonly question: string
  readonly design: Statement['design']
  readonly ranOn: string
  readonly level: EvidenceLevel
  readonly finding: Finding
  readonly main: StudyTold['main']
  /** Of both groups; the rows that were compared are more where each person stands in them on several days. */
  readonly people: number
  readonly isShare: boolean
  readonly restsOnSample: boolean
}

/**
 * Arrows of a policy against whose hypothesis the records have moved beyond chance, as they were last compared; and what the records answered last to
 * questions that no other took the place of, the latest first, with how many there are.
 */
export async function evidenceInShort(ctx: Ctx, { document, most }: { document: PolicyDocument; most: number }) {
  const { rows } = await sql<{
    against: { from: string; to: string }[]
    total: number
    answers: LatestAnswer[]
  }>`with answered as (select s.study_id, s.statement, r.* from study s cross join lateral (select ran_on, level, finding, told
        from study_result where study_id = s.study_id and near_result is null order by study_result_id desc limit 1) r
      where not exists (select from study n where n.follows = s.study_id))
    select (select coalesce(json_agg(distinct jsonb_build_object('from', c.from_node, 'to', c.to_node)), '[]')
        from arrow_comparison c where c.movement = 'against') as against,
      (select count(*)::integer from answered) as total,
      (select coalesce(json_agg(json_build_object('studyId', a.study_id, 'question', a.statement ->> 'question', 'design', a.statement ->> 'design',
          'ranOn', a.ran_on, 'level', a.level, 'finding', a.finding, 'main', a.told -> 'main',
          'people', (a.told ->> 'treated')::integer + (a.told ->> 'comparison')::integer, 'isShare', a.told -> 'isShare',
          'restsOnSample', a.told -> 'restsOnSample') order by a.ran_on desc, a.study_id desc), '[]')
        from (select * from answered order by ran_on desc, study_id desc limit ${most}) a) as answers`.execute(ctx.db)
  const { against, ...studies } = rows[0]!
  const moved = (document.model?.arrows ?? []).filter((arrow) =>
    against.some(({ from, to }) => from === arrow.from && to === arrow.to),
  )
  return { against: moved, ...studies }
}
