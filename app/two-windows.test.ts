/** Two windows, or two people, on one thing: of two changes made from the same version one is stored, and the other learns of it. */
import { expect, test } from 'vitest'
import { persons } from '#app/persons/contract.ts'
import { rooms } from '#app/rooms.ts'
import type { Contract, Operation } from '#platform/contract/contract.ts'
import { notices } from '#platform/notices/contract.ts'
import { documents } from '#rooms/documents/contract.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { announcing } from '#rooms/people/announcing/contract.ts'
import { deputies } from '#rooms/people/deputies/contract.ts'
import { records } from '#rooms/people/records/contract.ts'
import { sectionRecords } from '#rooms/people/section-records/contract.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { thanks } from '#rooms/thanks/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { movedAgainst } from '#testing/studied.ts'
import { openedRound } from '#testing/surveys.ts'
import { thanked } from '#testing/thanks.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'

interface Thing {
  readonly operation: Operation
  readonly who: number
  /** The version that the page of whoever looks now is made from. */
  look(): Promise<string | null | undefined>
  /** Two different ways of changing it. */
  one: object
  other: object
  /** Which of the two is stored. */
  stored(): Promise<'one' | 'other' | undefined>
}

const purpose = { answers: '', offers: '', duties: [], contributesTo: [] }

async function thingsIn(town: Town): Promise<Thing[]> {
  const { as, hayashi, sato, tanaka, ueda, mori } = town
  const { courseId, courseSessionId, courseCode, session } = await dataCourse(town, 24)
  const course = { courseId, courseCode, title: '研修', summary: '', hours: 3, provider: '人事課' }
  const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
  const cover = (substitute: number) => ({ applicationId, cover: { kind: 'substitute', substitute } })
  const offered = { staffMemberId: sato, courseId, reason: 'ぜひ' }
  const { recommendationId } = await as(tanaka).ask(training.recommendCourse, offered)
  const showSession = () => as(hayashi).ask(training.listSessionApplications, { courseSessionId })
  const showCourse = () => as(hayashi).ask(training.showCourse, { courseId })
  const showCover = async () => (await as(sato).ask(training.showApplication, { applicationId })).cover
  const showOffer = async () => (await as(sato).ask(training.listMyRecommendations, {})).recommendations[0]
  const showPurpose = async () =>
    (await as(tanaka).ask(mvv.showSectionPurpose, { sectionCode: '1010' })).purpose ?? undefined
  const showDuty = () => as(sato).ask(mvv.showDuty, { staffMemberId: sato })
  const minimum = { sectionCode: '101010', kind: 'usual', validFrom: '2026-12-01' }
  const weekOf = (people: number) => Array(14).fill(people)
  const showMinimum = async () =>
    (await as(tanaka).ask(training.showMinimumStaffing, { sectionCode: '101010' })).rows[0]
  const round = { name: '回', who: {}, waves: [{ dueOn: '2027-03-01' }], courseIds: [courseId] }
  const { roundId } = await as(hayashi).ask(training.beginRound, round)
  const showRound = () => as(hayashi).ask(training.showRound, { roundId })
  const closed = { roundId: await openedRound(town) }
  await as(hayashi).ask(surveys.closeSurveyRound, { ...closed, reason: '早く集まった' })
  const change = { what: '部屋', owner: '人事課', dueOn: '2027-03-31', state: 'planned' as const }
  const namedId = await openedRound(town, { survey: 'names', kind: 'named' })
  const showSheet = () => as(sato).ask(surveys.showNamedSheet, { roundId: namedId })
  const { surveyChangeId } = await as(hayashi).ask(surveys.addSurveyChange, { ...closed, ...change })
  const showChange = async () => (await as(hayashi).ask(surveys.listSurveyChanges, {})).rounds[0]?.changes[0]
  const thankYouId = await thanked(town, 'sato', 'ueda')
  const showThanks = async () => (await as(sato).ask(thanks.listThanks, { list: 'written' })).thanks[0]
  const showDays = () => as(hayashi).ask(notices.listNoticeDays, {})
  const showDeputies = () => as(hayashi).ask(deputies.listDeputies, {})
  await movedAgainst(town)
  const arrow = { fromNode: 'ict-training-held', toNode: 'ict-floor' }
  const showClosing = () => as(hayashi).ask(pdca.listClosing, { fiscalYear: 2025 })
  const initiative = { fiscalYear: 2026, name: '出前の研修', owner: mori }
  const { initiativeId } = await as(hayashi).ask(pdca.saveInitiative, initiative)
  const showInitiative = async () => (await as(hayashi).ask(pdca.showYearPlan, { fiscalYear: 2026 })).initiatives[0]
  const showOwned = async () =>
    (await as(hayashi).ask(kpi.showKpiCalendar, {})).items.find(({ id }) => id === 'kpi-pride')
  const showMissing = async () => (await showClosing()).values.find(({ id }) => id === 'kpi-pride')
  const showAgainst = async () => (await showClosing()).arrows[0]
  const among = <T>(value: T, one: T, other: T) => (value === one ? 'one' : value === other ? 'other' : undefined)
  return [
    {
      ...{ operation: training.saveSession, who: hayashi, look: async () => (await showSession()).session.version },
      one: { courseId, courseSessionId, ...session, capacity: 40 },
      other: { courseId, courseSessionId, ...session, capacity: 24, place: '第2研修室' },
      stored: async () => among((await showSession()).session.capacity, 40, 24),
    },
    {
      ...{ operation: training.saveCourse, who: hayashi, look: async () => (await showCourse()).version },
      one: { ...course, title: '一つ目' },
      other: { ...course, title: '二つ目' },
      stored: async () => among((await showCourse()).title, '一つ目', '二つ目'),
    },
    {
      ...{ operation: training.arrangeCover, who: sato, look: async () => (await showCover())?.version },
      one: cover(ueda),
      other: cover(mori),
      stored: async () => among((await showCover())?.substitute?.staffMemberId, ueda, mori),
    },
    {
      ...{ operation: surveys.correctSurveyChange, who: hayashi, look: async () => (await showChange())?.version },
      one: { surveyChangeId, ...change, what: '一つ目' },
      other: { surveyChangeId, ...change, state: 'done' },
      stored: async () => among((await showChange())?.what, '一つ目', '部屋'),
    },
    {
      ...{ operation: surveys.sendNamedAnswers, who: sato, look: async () => (await showSheet()).version },
      one: { roundId: namedId, answers: [{ item: 'pride', value: 2 }] },
      other: { roundId: namedId, answers: [{ item: 'pride', value: 4 }] },
      stored: async () => among((await showSheet()).answers.pride, 2, 4),
    },
    {
      ...{ operation: thanks.correctThanks, who: sato, look: async () => (await showThanks())?.version },
      one: { thankYouId, words: '一つ目' },
      other: { thankYouId, words: '二つ目' },
      stored: async () => among((await showThanks())?.words, '一つ目', '二つ目'),
    },
    {
      ...{ operation: training.answerRecommendation, who: sato, look: async () => (await showOffer())?.version },
      one: { recommendationId, answer: 'later' },
      other: { recommendationId, answer: 'declined' },
      stored: async () => among((await showOffer())?.answer, 'later', 'declined'),
    },
    {
      ...{ operation: mvv.stateSectionPurpose, who: tanaka, look: async () => (await showPurpose())?.version },
      one: { ...purpose, sectionCode: '1010', purpose: '待たせない' },
      other: { ...purpose, sectionCode: '1010', purpose: '迷わせない' },
      stored: async () => among((await showPurpose())?.purpose, '待たせない', '迷わせない'),
    },
    {
      ...{ operation: mvv.stateDuty, who: sato, look: async () => (await showDuty()).version },
      one: { duty: '転入の案内' },
      other: { duty: '証明書の発行' },
      stored: async () => among((await showDuty()).duty, '転入の案内', '証明書の発行'),
    },
    {
      ...{ operation: mvv.proposeDuty, who: tanaka, look: async () => (await showDuty()).version },
      one: { staffMemberId: sato, duty: '転入と転出の案内' },
      other: { staffMemberId: sato, duty: '証明書を待たせない' },
      stored: async () => among((await showDuty()).proposal?.duty, '転入と転出の案内', '証明書を待たせない'),
    },
    {
      ...{ operation: training.stateMinimum, who: tanaka, look: async () => (await showMinimum())?.version },
      one: { ...minimum, week: weekOf(1) },
      other: { ...minimum, week: weekOf(2) },
      stored: async () => among((await showMinimum())?.week[0], 1, 2),
    },
    {
      ...{ operation: training.changeRound, who: hayashi, look: async () => (await showRound()).version },
      one: { roundId, name: '回', dueOn: ['2027-04-01'], courseIds: [courseId], testIds: [] },
      other: { roundId, name: '回', dueOn: ['2027-05-01'], courseIds: [courseId], testIds: [] },
      stored: async () => among((await showRound()).waves[0]?.dueOn, '2027-04-01', '2027-05-01'),
    },
    {
      ...{ operation: pdca.stateNoValue, who: hayashi, look: async () => (await showMissing())?.version },
      one: { fiscalYear: 2025, id: 'kpi-pride', reason: '測っていない' },
      other: { fiscalYear: 2025, id: 'kpi-pride', reason: '次の年度に測る' },
      stored: async () => among((await showMissing())?.reason?.reason, '測っていない', '次の年度に測る'),
    },
    {
      ...{ operation: kpi.nameKpiOwner, who: hayashi, look: async () => (await showOwned())?.version },
      one: { kpiId: 'kpi-pride', owner: mori },
      other: { kpiId: 'kpi-pride', owner: ueda },
      stored: async () => among((await showOwned())?.owner?.staffMemberId, mori, ueda),
    },
    {
      ...{ operation: pdca.saveInitiative, who: hayashi, look: async () => (await showInitiative())?.version },
      one: { ...initiative, initiativeId, budget: 100 },
      other: { ...initiative, initiativeId, budget: 200 },
      stored: async () => among((await showInitiative())?.budget, 100, 200),
    },
    {
      ...{ operation: evidence.answerContradiction, who: hayashi, look: async () => (await showAgainst())?.version },
      one: { ...arrow, fiscalYear: 2025, follows: 'watch', answer: '一つ目' },
      other: { ...arrow, fiscalYear: 2025, follows: 'revise', answer: '二つ目' },
      stored: async () => among((await showAgainst())?.answer, '一つ目', '二つ目'),
    },
    {
      ...{ operation: deputies.setDeputyRule, who: hayashi, look: async () => (await showDeputies()).version },
      one: { postTitles: ['係長'] },
      other: { postTitles: ['主査'] },
      stored: async () => among((await showDeputies()).postTitles?.[0], '係長', '主査'),
    },
    {
      ...{ operation: notices.saveNoticeDays, who: hayashi, look: async () => (await showDays()).version },
      one: { reminders: [{ reminder: 'decide', days: 11 }] },
      other: { reminders: [{ reminder: 'decide', days: 12 }] },
      stored: async () =>
        among((await showDays()).reminders.find(({ reminder }) => reminder === 'decide')?.days, 11, 12),
    },
  ]
}

/** Two at one moment are told of these where they live: attendance/correcting.test.ts, scheduling/drafting.test.ts, scheduling/objecting.test.ts, people/announcing/service.test.ts, people/records/service.test.ts, people/section-records/service.test.ts, persons/, literacy/items/service.test.ts, literacy/attempts/tests.test.ts, skills/qualifications/list.test.ts, documents/service.test.ts, policy/working-drafts/service.test.ts. */
const toldElsewhere: readonly Operation[] = [
  mvv.agreeToDuty,
  mvv.withdrawProposal,
  items.saveItem,
  attempts.saveTest,
  qualifications.saveQualification,
  training.correctRecord,
  training.moveDraftSeat,
  training.correctReport,
  training.objectToSchedule,
  training.approve,
  training.returnForRevision,
  training.reject,
  kpi.correctKpiActual,
  documents.writeDocument,
  documents.issueDocument,
  announcing.announceBefore,
  announcing.announceOn,
  records.correctLeave,
  records.correctAssignment,
  records.correctEmployment,
  sectionRecords.strikeSection,
  persons.declineEmployment,
  workingDrafts.changeWorkingDraft,
  workingDrafts.publishWorkingDraft,
]

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)

test(
  'of two changes made from one version exactly one is stored; the other is refused, and goes through once it has looked',
  inTown(async (town) => {
    const things = await thingsIn(town)
    for (const { operation, who, look, one, other, stored } of things) {
      const save = (change: object, seen: unknown) =>
        said(town.as(who).ask(operation, { ...change, ...(seen ? { seen } : {}) } as never))
      const before = await look()
      const answers = await Promise.all([save(one, before), save(other, before)])
      expect(answers.toSorted(), operation.summary).toEqual(['changed_meanwhile', 'done'])
      const first = answers[0] === 'done' ? 'one' : 'other'
      expect(await stored(), operation.summary).toBe(first)
      // However often the stale one is pressed, and without a version too.
      const [theirs, loser] = first === 'one' ? [one, other] : [other, one]
      expect([await save(loser, before), await save(loser, undefined)]).toEqual(Array(2).fill('changed_meanwhile'))
      expect(await save(loser, await look()), operation.summary).toBe('done')
      expect(await stored(), operation.summary).toBe(first === 'one' ? 'other' : 'one')
      expect(await save(theirs, await look()), operation.summary).toBe('done')
    }
    const carrying = Object.values(rooms as Record<string, { contract: Contract }>).flatMap(({ contract }) =>
      Object.values(contract).filter(({ refusals }) => 'changed_meanwhile' in refusals),
    )
    const all = [...things.map(({ operation }) => operation), ...toldElsewhere]
    expect(all.map(({ summary }) => summary).sort()).toEqual(carrying.map(({ summary }) => summary).sort())
  }),
)

test(
  'what others do beside it makes no new version, and the same words again are the same version',
  inTown(async (town) => {
    const { as, hayashi, sato } = town
    const { courseId, courseSessionId, session } = await dataCourse(town, 24)
    const look = async () =>
      (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).session.version
    const before = await look()
    await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato] })
    expect(await look()).toBe(before)
    const save = (capacity: number, seen: string) =>
      as(hayashi).ask(training.saveSession, { courseId, courseSessionId, ...session, capacity, seen })
    const { version } = await save(40, before)
    expect(version).toBe(await look())
    expect((await save(24, version)).version).toBe(before)
    const listed = (await as(hayashi).ask(training.listSessions, {})).sessions
    expect(listed.map((one) => one.version)).toEqual([before])
  }),
)
