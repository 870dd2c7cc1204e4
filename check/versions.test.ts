/**
 * Two who edit the same thing: every operation that changes something carries the version that it was made from (`seen`), or stands
 * here with the reason why nothing of another's can be overwritten by it (platform/version/, decisions/0027).
 */
import { expect, test } from 'vitest'
import { rooms } from '#app/rooms.ts'
import type { Contract } from '#platform/contract/contract.ts'

const adds = 'adds a fact of its own; nothing that stands is changed'
const step = 'leads on from one state; from another it is refused by name'
const back = 'takes back one’s own press of today while nobody has gone on from it'
const whole = 'says by name and day all that it changes, and shows it first'
const own = 'of one’s own account or session'
const keeps = 'keeps house: by the clock or the command line, and changes nothing that anybody said'

const withoutVersion: Readonly<Record<string, string>> = {
  'auth.signIn': own,
  'auth.signInAsPersona': own,
  'auth.signOut': own,
  'auth.endMySession': 'ends what is open; again, and it is the same',
  'auth.endMyOtherSessions': 'ends what is open; again, and it is the same',
  'auth.changePassword': `${own}; the present password is asked for`,
  'auth.forgetSignIns': keeps,
  'policy.checkPolicyFile': 'stores nothing',
  'policy.loadPolicy': 'adds an edition; editions are never edited',
  'policy.loadFramework': 'adds an edition, as a draft; editions are never edited',
  'policy.publishPolicy': 'a draft becomes an edition once; a day that another edition has begun on is refused',
  'people.grantRole': `${adds}; a role that is held already is refused`,
  'people.revokeRole': 'ends a role that is held; one that has ended is refused',
  'people.takeBackRoleConfirmation': back,
  'people.confirmRole': adds,
  'people.agreeToRole': step,
  'people.declineRole': step,
  'people.setRolePersons': 'says the whole of what it changes, a number, with its reason',
  'people.createAdministrator': 'is there once, or refused',
  'people.setFirstPassword': 'whoever sets it knows it; the one before was good for nothing else',
  'accounts.issueAccounts': 'as a first password, for those who have none',
  'deciders.nameDeciderPost': `${adds}; of two from the same day the second is refused`,
  'deciders.endDeciderPost': 'ends one that holds or is to come; one that has ended is refused',
  'importing.importWard': whole,
  'records.restoreRecord': 'puts back what was struck, once; of two at once the second finds it back',
  'sectionRecords.restoreSection': 'puts back what was struck, once; of two at once the second finds it back',
  'mail.retryMail': step,
  'mail.noteMail': keeps,
  'mail.noteMailSetup': keeps,
  'notices.readNotices': own,
  'notices.saveNoticeChoices': own,
  'notices.keepNotices': keeps,
  'notices.keepAwaited': keeps,
  'notices.collectMail': keeps,
  'notices.forgetNotices': keeps,
  'journal.noteExport': adds,
  'journal.verifyJournal': 'changes nothing',
  'journal.sealJournal': keeps,
  'journal.pruneJournal': keeps,
  'mvv.stateSectionPurposes':
    'each row names the version that it replaces; one that has not seen it is told both (mvv/statements.test.ts)',
  'skills.reflect': `${adds}; what was recorded before stays as it was`,
  'skills.observe': adds,
  'skills.recordResult': adds,
  'skills.withdrawEvidence': step,
  'skills.importEvidence': whole,
  'qualifications.retireQualification': 'says the whole of what it changes: accepted or not',
  'qualifications.importQualifications': whole,
  'qualifications.recordResults': adds,
  'qualifications.importResults': whole,
  'qualifications.declareQualification': `${adds}; one that waits a person and qualification`,
  'qualifications.withdrawClaim': step,
  'qualifications.confirmClaim': step,
  'qualifications.returnClaim': step,
  'qualifications.forgetProofs': keeps,
  'items.retireItem': 'says the whole of what it changes: drawn or not',
  'items.importItems': whole,
  'attempts.publishTest': `${step}; again, and it is the same`,
  'attempts.retireTest': 'says the whole of what it changes: open or not',
  'attempts.beginAttempt': `${adds}; one that runs is gone on with`,
  'attempts.holdAttempt': 'says which window saves; the one before is told',
  'attempts.saveAnswer': 'carries a number of its own: an older one changes nothing (`seq`)',
  'attempts.submitAttempt': 'ends it once; again, it is the same answer',
  'attempts.endOverdueAttempts': keeps,
  'attempts.voidAttempt': step,
  'attempts.drawPaper': adds,
  'attempts.importPaperResults': whole,
  'training.importCourses':
    'each course names the version that it replaces; one that has not seen it is told both (training/catalogue/service.test.ts)',
  'training.cancelSession': step,
  'training.apply': `${adds}; one application a person and session`,
  'training.resubmit': step,
  'training.withdraw': step,
  'training.select': step,
  'training.notSelect': step,
  'training.orderAttendance': step,
  'training.nominate': `${adds}; one application a person and session`,
  'training.cancelApplication': step,
  'training.agreeToCover': 'names the arrangement, which is never edited but replaced',
  'training.declineCover': 'names the arrangement, which is never edited but replaced',
  'training.takeBackStep': back,
  'training.takeBackCoverAnswer': back,
  'training.takeBackAnswer': back,
  'training.recommendCourse': adds,
  'training.strikeRecommendation': 'strikes it once; of two at once the second is refused',
  'training.recordAttendance': step,
  'training.renewCalendar': own,
  'training.endCalendar': own,
  'training.markAttendance':
    'each mark names the one that it was made from; one that clashes comes back and is not written',
  'training.fixAttendance': step,
  'training.checkIn': adds,
  'training.takeNumber': adds,
  'training.recordCompletion': step,
  'training.submitReport': step,
  'training.importTrainingHistory': whole,
  'training.previewRound': 'stores nothing',
  'training.beginRound': `${adds}; of the same name twice the second is refused`,
  'training.endRound': step,
  'training.nominateRound': `${adds}; one application a person and session`,
  'training.keepRounds': keeps,
  'training.keepWishCalls': keeps,
  'training.loadSchedule': whole,
  'training.publishSchedule': step,
  'training.dropSchedule': step,
  'training.callForWishes': `${adds}; of a course one at a time`,
  'training.endWishCall': step,
  'training.sayWishes': 'one’s own words; the later ones stand',
  'training.askSwap': `${adds}; of a seat one at a time`,
  'training.withdrawSwap': step,
  'training.declineSwap': step,
  'training.agreeToSwap': step,
  'training.applyMending': step,
  'training.showToHeads': 'the later day holds',
  'training.answerObjection': `${step}; of an objection once`,
  'training.endObjection': step,
  'training.endMinimum': step,
  'training.takeBackMinimum': back,
  'training.addAbsence': `${adds}; the same absence is there once`,
  'training.endAbsence': step,
  'training.takeBackAbsence': back,
  'training.importAbsences': whole,
  'surveys.loadSurvey':
    'adds a version; versions are never edited, and one made from an older one is refused (`madeFrom`)',
  'surveys.readSurveyItems': 'stores nothing',
  'surveys.previewSurveyRound': 'stores nothing',
  'surveys.openSurveyRound': `${adds}; while a round of the survey is open the second is refused`,
  'surveys.bringSurveyRound': adds,
  'surveys.extendSurveyRound': 'the later day holds; an earlier one is refused',
  'surveys.closeSurveyRound': step,
  'surveys.closeDueSurveyRounds': keeps,
  'surveys.drawBallot': own,
  'surveys.sendAnswers': `${adds}; the same ballot again is the same answer, or refused`,
  'surveys.redeemReceipt': own,
  'kpi.keepFigures': keeps,
  'kpi.checkFigures': keeps,
  'kpi.recordKpiActual': adds,
  'persons.askToJoin': `${adds}; while something about one of the two waits it is refused`,
  'persons.agreeToJoin': step,
  'persons.declineJoin': step,
  'pdca.closeFiscalYear': step,
  'pdca.restate': 'adds a numbered word; of two at once one begins again',
  'pdca.restateCorrected': keeps,
  'pdca.decide': adds,
  'pdca.completeDecision': step,
  'pdca.takeBackCompletion': back,
  'search.keepSearchText': keeps,
  'backup.backupTown': keeps,
  'backup.recordDrill': adds,
  'system.liftPauses': 'forgets failed tries; again, and it is the same',
  'system.endSessions': 'ends what is open; again, and it is the same',
  'backup.restoreTown': 'into an empty town only',
  'home.previewPolicy': 'stores nothing',
  'schedules.searchSchedule': adds,
  'schedules.searchMending': adds,
  'schedules.stopSearch': keeps,
  'disclosure.exportPerson': 'changes nothing',
  'disclosure.erasePerson': 'takes names away, which cannot be edited afterwards',
  'sample.settleTown': 'is done once, or refused',
  'sample.namePersonas': keeps,
  'sample.refreshStatistics': keeps,
}

const changing = Object.entries(rooms as Record<string, { contract: Contract }>).flatMap(([room, { contract }]) =>
  Object.entries(contract)
    .filter(([, { method }]) => method !== 'GET')
    .map(([name, operation]) => ({ name: `${room}.${name}`, operation })),
)
const carries = ({ operation }: (typeof changing)[number]) =>
  'seen' in ((operation.input as unknown as { shape?: object }).shape ?? {})

test('whatever changes something carries the version that it was made from, or says why it need not', () => {
  const silent = changing.filter((one) => !carries(one)).map(({ name }) => name)
  expect(
    silent.filter((name) => !withoutVersion[name]),
    'add `seen` (platform/version/), or the reason above',
  ).toEqual([])
  expect(
    Object.keys(withoutVersion).filter((name) => !silent.includes(name)),
    'no longer needed',
  ).toEqual([])
})

test('whatever carries it refuses a stale one with the one code', () => {
  for (const one of changing) expect('changed_meanwhile' in one.operation.refusals, one.name).toBe(carries(one))
  expect(changing.filter(carries).length).toBeGreaterThan(5)
})
