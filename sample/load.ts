/**
 * The sample ward enters by the same door as a real one: every step asks the gate for an operation that HR could ask for.
 *
 *   policy → ward (CSV files) → roles → purposes → thanks → courses → items → skills, training and surveys at once → values → review → personas
 *
 * Each call is a transaction. A start that dies on the way leaves a town that is the sample but has no personas; the next start
 * skips as many calls of each operation as the journal holds and goes on. What is loaded depends only on size, seed and the
 * day on which the town was settled, so that the rest fits to what is there.
 *
 * Most of it is evidence of skills, which comes in pieces that may overtake each other: two at a time, so that the database writes
 * one while the next is read and checked. Of these a start that goes on asks all again; what is known changes nothing.
 */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Operation } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { type Language, translate } from '#platform/i18n/messages.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { answerColumn } from '#rooms/literacy/attempts/paper.rules.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { checkPolicy } from '#rooms/policy/file.rules.ts'
import { hasParts } from '#rooms/policy/rules.ts'
import { skills } from '#rooms/skills/contract.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { roleHolders } from '#rooms/skills/roles/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { checkSurvey } from '#rooms/surveys/survey.rules.ts'
import { thanks } from '#rooms/thanks/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from './contract.ts'
import { generateWard, personas, sampleStaff, type Ward } from './generate.ts'
import { generateMinimums } from './generate-minimums.ts'
import { generatePurposes } from './generate-purposes.ts'
import { generateRecords, type Records } from './generate-records.ts'
import { generateRoleHolders } from './generate-role-holders.ts'
import { generateStudy } from './generate-study.ts'
import { generateRounds } from './generate-surveys.ts'
import { departmentOf, generateSheets, sampleTest } from './generate-test.ts'
import { generateThanks } from './generate-thanks.ts'
import {
  generateDecisions,
  generateInitiatives,
  generateValues,
  noValueReason,
  reviewSummary,
} from './generate-values.ts'
import { wardFiles } from './generate-write.ts'
import { sampleMessages } from './messages.ts'
import { LOADER } from './service.ts'

const sampleSteps = [
  'policy',
  'ward',
  'roles',
  'purposes',
  'thanks',
  'courses',
  'items',
  'skills',
  'training',
  'surveys',
  'test',
  'values',
  'review',
  'evidence',
  'personas',
] as const
type SampleStep = (typeof sampleSteps)[number]

export interface SampleOptions {
  staff?: number
  seed?: number
  language?: Language
  /** The last step to take; a ward that was not loaded to the end offers no personas and is gone on with later. */
  upTo?: SampleStep
  progress?(done: number, total: number, stage: string): void
}

/** Loads what is still missing of the sample ward into a town that was settled as the sample. */
export async function loadSample(
  gate: Gate,
  { staff = sampleStaff, seed = 1, language = 'ja', upTo = 'personas', progress }: SampleOptions = {},
): Promise<void> {
  const { settledOn, done } = await gate.ask(sample.showSampleProgress, {}, { actor: loader })
  const text = await readFile(join(import.meta.dirname, '../policy/shinagawa.yaml'), 'utf8')
  const { document } = checkPolicy(text, describeMeasures())
  if (!document || !hasParts(document, ['pyramid', 'model']))
    throw new Error('policy/shinagawa.yaml is faulty; hagukumi policy check names the lines')
  const year = fiscalYearOf(settledOn)
  const ward = generateWard({ staff, seed, asOf: settledOn })
  const records = generateRecords({ ward, document, asOf: settledOn, seed })
  const loading: Loading = {
    text,
    document,
    ward,
    records,
    year,
    asOf: settledOn,
    staff,
    seed,
    ask: askOnce(gate, done),
    hasAsked: (operation) => done.some((one) => one.operation === gate.locate(operation).fullName),
    gate,
  }
  const wanted = sampleSteps.slice(0, sampleSteps.indexOf(upTo) + 1)
  for (let index = 0; index < wanted.length; ) {
    const step = wanted[index]!
    progress?.(index, wanted.length, translate(sampleMessages, language, `step.${step}`))
    const beside = wanted.slice(index, index + (step === 'skills' ? 3 : 1))
    await together(beside.map((one) => take[one](loading)))
    index += beside.length
  }
  progress?.(wanted.length, wanted.length, '')
}

interface Loading {
  readonly text: string
  readonly document: PolicyWith<'pyramid' | 'model'>
  readonly ward: Ward
  readonly records: Records
  /** Fiscal year of the day as of which the sample is told. */
  readonly year: number
  readonly asOf: string
  readonly staff: number
  readonly seed: number
  readonly gate: Gate
  ask<Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']): Promise<void>
  /** Whether an earlier start came as far as this operation. */
  hasAsked(operation: Operation): boolean
}

const loader: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: LOADER }
const POLICY_FROM = '2024-04-01'
/** What one call of the doors that take records brings at most. */
const ROWS_AT_ONCE = 20_000

/** Asks the gate, unless an earlier start did the same call already. */
function askOnce(gate: Gate, done: readonly { operation: string; calls: number }[]): Loading['ask'] {
  const left = new Map(done.map(({ operation, calls }) => [operation, calls]))
  return async (operation, input) => {
    const { fullName } = gate.locate(operation)
    const known = left.get(fullName) ?? 0
    if (known > 0) left.set(fullName, known - 1)
    else await gate.ask(operation, input, { actor: loader })
  }
}

const take: Record<SampleStep, (loading: Loading) => Promise<void>> = {
  policy: ({ ask, text }) => ask(policy.loadPolicy, { text, publishFrom: POLICY_FROM }),

  async ward({ ask, ward }) {
    const uploads = Object.entries(wardFiles(ward)).map(([file, bytes]) => [
      file,
      { name: `${file}.csv`, base64: Buffer.from(bytes).toString('base64') },
    ])
    // Namesakes of chance are different people.
    await ask(importing.importWard, { ...Object.fromEntries(uploads), whenAlike: 'warn' })
  },

  /** Those that a town grants, and who holds a role of the policy that crosses grades. */
  async roles({ ask, ward, document, year }) {
    for (const { staffNumber, role } of rolesOf(ward)) {
      await ask(people.grantRole, { staffNumber, role, validFrom: `${year - 1}-04-01`, reason: '見本の区' })
    }
    const rows = generateRoleHolders(ward, document, year)
    const base64 = csvFile(['職員番号', '役割', '適用開始日', '適用終了日'], rows)
    await ask(roleHolders.importRoleHolders, { file: { name: 'roles.csv', base64 } })
  },

  async purposes({ ask, ward, document, asOf }) {
    const outcomes = document.model.directOutcomes.map(({ id }) => id)
    const rows = generatePurposes(ward.sections, outcomes).map(({ isSample: _, duties, contributesTo, ...row }) => ({
      ...row,
      duties: [...duties],
      contributesTo: [...contributesTo],
    }))
    await ask(mvv.stateSectionPurposes, { rows, isSample: true })
    for (const counter of generateMinimums(ward)) {
      await ask(training.stateMinimum, { ...counter, kind: 'usual', validFrom: asOf })
    }
  },

  async thanks({ ask, ward, seed, asOf, year }) {
    for (const rows of pieces(generateThanks(ward, { seed, asOf, year }), ROWS_AT_ONCE)) {
      await ask(thanks.importThanks, { rows, isSample: true })
    }
  },

  courses: ({ ask, records }) => ask(training.importCourses, { courses: records.courses, isSample: true }),

  /** The bank and the list of qualifications as files, as a town brings its own. */
  async items({ ask }) {
    await ask(items.importItems, { file: await fileOf('items.csv') })
    await ask(qualifications.importQualifications, { file: await fileOf('qualifications.csv') })
  },

  /** Two lanes take the next piece in turn; statistics are what is asked for once all of it stands. */
  async skills({ gate, records, hasAsked }) {
    if (hasAsked(sample.refreshStatistics)) return
    const left = pieces(records.evidence, ROWS_AT_ONCE)
    const lane = async () => {
      for (const rows of left) await gate.ask(skills.importEvidence, { rows, isSample: true }, { actor: loader })
    }
    await together([lane(), lane()])
  },

  /** A fiscal year at a time; a recommendation stands before what followed from it. */
  async training({ ask, records, year }) {
    for (const fiscalYear of [year - 2, year - 1, year, year + 1]) {
      const within = (day: string) => Math.max(year - 2, fiscalYearOf(day)) === fiscalYear
      const recommendations = records.recommendations.filter((one) => within(one.recommendedOn))
      const applications = records.applications.filter((one) => within(one.startsOn))
      for (const some of pieces(recommendations, ROWS_AT_ONCE)) {
        await ask(training.importTrainingHistory, { recommendations: some, isSample: true })
      }
      for (const some of pieces(applications, ROWS_AT_ONCE)) {
        await ask(training.importTrainingHistory, { applications: some, isSample: true })
      }
    }
  },

  /** Rounds that are long closed, in the order in which they were held. */
  async surveys({ ask, ward, asOf, year, seed }) {
    const [engagement, pulse] = await Promise.all([surveyOf('engagement.yaml'), surveyOf('pulse.yaml')])
    await ask(surveys.loadSurvey, { text: engagement.text })
    await ask(surveys.loadSurvey, { text: pulse.text })
    const items = { engagement: engagement.items, pulse: pulse.items }
    for (const round of generateRounds({ ward, seed, asOf, year, ...items })) {
      const ids = items[round.survey].map(({ id }) => id)
      await ask(surveys.bringSurveyRound, { ...round, items: ids, isSample: true })
    }
  },

  /** Made, opened, drawn for paper and entered as HR does it. */
  async test({ ask, gate, hasAsked, ward, records, asOf, seed }) {
    const department = departmentOf(ward)
    await ask(attempts.saveTest, { test: sampleTest(department, asOf) })
    const [test] = (await gate.ask(attempts.listTests, {}, { actor: loader })).tests
    const { testId } = test!
    await ask(attempts.publishTest, { testId })
    await ask(attempts.drawPaper, { testId })
    if (hasAsked(attempts.importPaperResults)) return
    const [drawn] = (await gate.ask(attempts.listPapers, { testId }, { actor: loader })).papers
    const { code } = drawn!
    const [{ items: places }, { answers }] = await Promise.all([
      gate.ask(attempts.showPaper, { code }, { actor: loader }),
      gate.ask(attempts.showPaperKey, { code }, { actor: loader }),
    ])
    const paper = places.map((place, at) => ({ ...place, right: answers[at]!.right }))
    const rows = generateSheets({ ward, evidence: records.evidence, department, asOf, seed }, code, paper)
    const text = csvFile(['職員番号', '用紙', '実施日', ...paper.map(({ place }) => answerColumn(place))], rows)
    await ask(attempts.importPaperResults, { file: { name: 'paper.csv', base64: text } })
  },

  async values(loading) {
    await loading.ask(sample.refreshStatistics, {})
    for (const value of generateValues(loading)) await loading.ask(kpi.recordKpiActual, value)
  },

  async review({ ask, hasAsked, gate, document, year }) {
    const fiscalYear = year - 1
    // A closed year has nothing left to be stated.
    if (!hasAsked(pdca.closeFiscalYear)) {
      const { values } = await gate.ask(pdca.listClosing, { fiscalYear }, { actor: loader })
      for (const { id } of values.filter(({ reason }) => reason === null))
        await gate.ask(pdca.stateNoValue, { fiscalYear, id, reason: noValueReason }, { actor: loader })
    }
    await ask(pdca.closeFiscalYear, { fiscalYear, summary: reviewSummary })
    const staffNumbers = personas.map(({ staffNumber }) => staffNumber)
    const known = await gate.ask(sample.findSamplePeople, { staffNumbers }, { actor: loader })
    for (const { by, ...decision } of generateDecisions(document, fiscalYear)) {
      const staffNumber = personas.find(({ persona }) => persona === by)!.staffNumber
      const owner = known.find((one) => one.staffNumber === staffNumber)!.staffMemberId
      await ask(pdca.decide, { ...decision, owner })
    }
    for (const { by, ...initiative } of generateInitiatives(document, year)) {
      const staffNumber = personas.find(({ persona }) => persona === by)!.staffNumber
      const owner = known.find((one) => one.staffNumber === staffNumber)!.staffMemberId
      await ask(pdca.saveInitiative, { ...initiative, owner })
    }
    await ask(pdca.fixPlan, { fiscalYear: year })
  },

  /** What the arrows have earned: both ends beside each other, and a question that the records answer. */
  async evidence({ ask, gate, records, year }) {
    await ask(evidence.compareArrows, {})
    const statement = generateStudy(records, year)
    if (!statement) return
    await ask(evidence.stateStudy, statement)
    const { studies } = await gate.ask(evidence.listStudies, {}, { actor: loader })
    await ask(evidence.runStudy, { studyId: studies[0]!.studyId })
  },

  personas: ({ ask }) => ask(sample.namePersonas, { personas }),
}

/** Ends when all have ended, with the first failure if there was one: nothing goes on behind whoever waits. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(works)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

async function surveyOf(name: string) {
  const text = await readFile(join(import.meta.dirname, name), 'utf8')
  const { document } = checkSurvey(text)
  if (!document) throw new Error(`sample/${name} is faulty; hagukumi survey load names the lines`)
  return { text, items: document.items }
}

async function fileOf(name: string) {
  return { name, base64: (await readFile(join(import.meta.dirname, name))).toString('base64') }
}

function* pieces<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

/** HR development's people and two of the digital unit, the personas among them. */
function rolesOf({ sections, assignments }: Ward): { staffNumber: string; role: 'hr' | 'it' }[] {
  const membersOf = (name: string) => {
    const codes = sections.filter((section) => section.name === name).map(({ sectionCode }) => sectionCode)
    return assignments
      .filter(({ sectionCode, kind, validTo }) => codes.includes(sectionCode) && kind === '主務' && validTo === '')
      .map(({ staffNumber }) => staffNumber)
  }
  const numberOf = (persona: 'hr' | 'it') => personas.find((one) => one.persona === persona)!.staffNumber
  const hr = new Set([numberOf('hr'), ...membersOf('人材育成係').slice(0, 5)])
  const it = new Set([numberOf('it'), ...membersOf('デジタル推進係').slice(0, 2)])
  return [
    ...[...hr].map((staffNumber) => ({ staffNumber, role: 'hr' as const })),
    ...[...it].map((staffNumber) => ({ staffNumber, role: 'it' as const })),
  ]
}
