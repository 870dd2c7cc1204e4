/**
 * How the database goes about a statement, and what of it would not last: a table that grows is never read from end to end. Looked at
 * twice, because a plan flips: PostgreSQL plans for the values of the first five calls, and for any values afterwards.
 */
import pg from 'pg'
import { types } from '#platform/db/database.ts'

/** One statement as it left for the database. */
export interface Asked {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What follows from the days a town exists and from its size does not stand here: whatever is not named, grows. */
const SMALL: Readonly<Record<string, string>> = {
  installation: 'one row',
  migration: 'one row a migration',
  policy_edition: 'some editions in a decade',
  policy_working_draft: 'some drafts a year',
  policy_working_change: 'some hundred a draft',
  policy_comment: 'some dozens a draft',
  section_period: 'the organisation: hundreds, some dozens a year',
  section_purpose: 'a few for each section',
  decider_post: 'a few, named by HR',
  role_holder: 'who holds a role that crosses grades, some hundred at a time',
  head_deputy: 'who stands in for a head, some hundred a year',
  deputy_rule: 'a setting',
  coming_name: 'names to come, some dozens; none of them older than a night',
  announcement: 'days that HR has said something of, a few a year',
  announcement_lead: 'a setting',
  role_grant: 'those who hold an office',
  role_asking: 'one a role that is given, or whose holder forgot the password',
  role_persons: 'one or two in the life of a town',
  correction: 'what was found wrong: some in a month',
  person_join: 'numbers that were one person: a few a year',
  former_number: 'one a join, at the most',
  course: 'the catalogue: some hundreds',
  course_session: 'a few hundred a year',
  session_move: 'a few of those',
  attendance_key: 'one row',
  course_year: 'the catalogue, by year',
  kpi_actual: 'values entered by hand, a few a year',
  kpi_frozen: 'a row a KPI and year',
  kpi_restatement: 'corrections of frozen values',
  review: 'one a year',
  review_decision: 'a few a year',
  review_decision_done: 'one a decision',
  arrow_comparison: 'some a pair of measured ends: some tens',
  arrow_source: 'a few an arrow',
  arrow_answer: 'a few a year',
  document_text: 'a few a year',
  document_issue: 'a few a year',
  document_file: 'five an issue',
  initiative: 'some a year',
  initiative_milestone: 'a few of each initiative',
  initiative_note: 'a few of each initiative',
  kpi_path: 'one for each KPI with a target of the year',
  kpi_owner: 'one for each KPI at a time',
  review_reason: 'a few a year',
  review_contradiction: 'a few a year',
  review_barrier: 'a few a year',
  year_plan: 'one a year',
  study: 'questions that HR states: some a year',
  study_result: 'some of each study',
  qualification: 'the managed list: some hundreds',
  qualification_level: 'a few of each',
  qualification_proof: 'papers of the last weeks',
  item: 'the bank: some hundreds',
  item_version: 'a few of each item',
  test: 'some a year',
  test_paper: 'some a round for those without a machine',
  schedule_draft: 'a few a round of training',
  schedule_cover: 'a few a draft',
  schedule_session: 'a few a draft',
  schedule_session_seat: 'those in sessions that a draft would open, until it is published',
  schedule_capacity: 'a few a draft',
  seat_swap: 'requests to swap a seat, some hundred a year',
  schedule_hand_move: 'some in a draft',
  wish_call: 'a few a round of training',
  schedule_move: 'a few each time that a schedule is mended',
  training_round: 'a few a year',
  round_wave: 'a few a round',
  round_course: 'a few a round',
  round_test: 'a few a round',
  round_kept: 'a row a round',
  round_movement: 'at most ten a round',
  thank_you_report: 'misuse that somebody reported: some a year',
  survey_change: 'a few a round',
  survey_version: 'some a year',
  survey_round: 'some a year',
  survey_cell: 'at most 500 a round',
  survey_group: 'at most 500 a round',
  survey_scale: 'one an outcome and round',
  survey_extension: 'a few a round at most',
  survey_team: 'those of HR who read free text, some a round',
  survey_sheet_count: 'at most one a cell',
  survey_sheet_hand: 'those of HR who see to paper, some a round',
  survey_secret: 'one a cell of the rounds that are open',
  schedule_objection: 'one a head and draft',
  progress: 'requests that are under way',
  figure: 'a row a measure and day that is kept up',
  mail_setup: 'one row',
  notice_days: 'a row a reminder',
  notice_awaited: 'things that the clock is to tell within the minute',
  figure_moment: 'one row',
  figure_change: 'changes that the figures have yet to take in',
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Filter?: string
  readonly Plans?: readonly PlanNode[]
}

export interface Explainer {
  /** Sentences about tables that grow and are read from end to end. */
  faults(asked: Asked): Promise<string[]>
  close(): Promise<void>
}

/** Explains as the server's connections would: in the town's schema, with their settings. */
export async function openExplainer(owner: pg.ClientConfig, settings: string): Promise<Explainer> {
  const client = new pg.Client({ ...owner, types, options: settings })
  await client.connect()
  /** By text: the plan for any values is the same for all. */
  const generic = new Map<string, readonly string[]>()
  const explained = async (mode: 'custom' | 'generic', values: Asked['values']): Promise<string[]> => {
    await client.query(`set plan_cache_mode = force_${mode}_plan`)
    const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : ''
    const { rows } = await client.query(`explain (format json) execute asked${given}`)
    return [...new Set(faultsOf(rows[0]['QUERY PLAN'][0].Plan))].map((fault) => `${fault} (${mode} plan)`)
  }
  return {
    async faults({ text, values }) {
      if (!/^\s*(select|with|insert|update|delete)\b/i.test(text)) return []
      await client.query(`prepare asked as ${text}`)
      const custom = await explained('custom', values)
      if (!generic.has(text)) generic.set(text, await explained('generic', values))
      await client.query('deallocate asked')
      return [...custom, ...generic.get(text)!]
    },
    close: () => client.end(),
  }
}

function faultsOf(node: PlanNode, isBounded = false): string[] {
  const bounded = isBounded || node['Node Type'] === 'Limit'
  const table = node['Relation Name']
  // A merge goes along an index no further than its other side reaches.
  const isBoundedBelow = node['Node Type'] === 'Merge Join' || (bounded && !SWALLOWS.has(node['Node Type']))
  const below = (node.Plans ?? []).flatMap((plan) => faultsOf(plan, isBoundedBelow))
  if (!table || table in SMALL || table.startsWith('pg_')) return below
  if (node['Node Type'] === 'Seq Scan') return [`${table} is read from end to end`, ...below]
  const goesThrough = /^Index (Only )?Scan$/.test(node['Node Type']) && !node['Index Cond'] && !bounded
  return goesThrough ? [`${table} is read along ${node['Index Name']} from end to end`, ...below] : below
}

/** These take in all that comes before they give anything on, so that a limit above them bounds nothing below. */
const SWALLOWS = new Set(['Aggregate', 'Sort', 'Hash', 'WindowAgg', 'Materialize'])

function literal(value: unknown): string {
  return value === null || value === undefined ? 'null' : pg.escapeLiteral(inText(value))
}

function inText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (!Array.isArray(value)) return String(value)
  return `{${value.map((one) => (one === null ? 'null' : JSON.stringify(inText(one)))).join(',')}}`
}
