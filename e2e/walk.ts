import { editions } from '#app/editions/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { openTest, WINDOW, writeBank } from '#testing/bank.ts'
import { policyText } from '#testing/policy-text.ts'
import { movedAgainst, storedStudy } from '#testing/studied.ts'
import { answeredBy, asked, openedRound, pride } from '#testing/surveys.ts'
import type { Name } from '#testing/town.ts'
import type { setStage } from './stage.ts'

/** Who opens each page, and what stands in for its parameters. A new page has to be named here. */
export function walkOf(
  stage: ReturnType<typeof setStage>,
): Readonly<Record<string, { as: Name; path?: () => Promise<string> | string }>> {
  // One for all routes that need one: two that are opened at the same time are in each other's way.
  const [closedRound, openRound] = [once(newClosedRound), once(anOpenRound)]
  return {
    '/': { as: 'sato' },
    '/line-of-sight': { as: 'sato' },
    '/team': { as: 'tanaka' },
    '/staffing': { as: 'tanaka' },
    '/admin/schedules': { as: 'hayashi' },
    '/admin/sessions': { as: 'hayashi' },
    '/admin/rounds': { as: 'hayashi' },
    '/admin/rounds/$roundId': { as: 'hayashi', path: round },
    '/admin': { as: 'hayashi' },
    '/admin/policy': { as: 'hayashi' },
    '/admin/policy/start': { as: 'hayashi' },
    '/policy': { as: 'sato' },
    '/policy/drafts/$draftId': { as: 'kato', path: commented },
    '/admin/policy/compare': { as: 'kato', path: compared },
    '/admin/policy/drafts': { as: 'hayashi' },
    '/admin/policy/drafts/$draftId': { as: 'hayashi', path: draft },
    '/admin/import': { as: 'hayashi' },
    '/admin/roles': { as: 'ito' },
    '/admin/accounts': { as: 'ito' },
    '/admin/announcements': { as: 'hayashi' },
    '/admin/records': { as: 'hayashi' },
    '/admin/records/$staffMemberId': { as: 'hayashi', path: () => `/admin/records/${stage.town.kimura}` },
    '/admin/sections': { as: 'hayashi' },
    '/admin/journal': { as: 'ito' },
    '/admin/system': { as: 'ito' },
    '/journal/me': { as: 'sato' },
    '/people': { as: 'sato' },
    '/people/$staffMemberId': { as: 'sato', path: () => `/people/${stage.town.ueda}` },
    '/password': { as: 'sato' },
    '/skills': { as: 'sato' },
    '/skills/reflection': { as: 'sato' },
    '/skills/qualifications': { as: 'sato' },
    '/skills/staff/$staffMemberId': { as: 'tanaka', path: () => `/skills/staff/${stage.town.sato}` },
    '/skills/sections': { as: 'suzuki' },
    '/skills/roles': { as: 'hayashi' },
    '/training': { as: 'sato' },
    '/training/completion': { as: 'suzuki' },
    '/training/barriers': { as: 'suzuki' },
    '/training/$courseId': { as: 'sato', path: () => `/training/${stage.courseId}` },
    '/training/applications/$applicationId': { as: 'ueda', path: applied },
    '/admin/notices': { as: 'hayashi' },
    '/admin/mail': { as: 'ito' },
    '/admin/training': { as: 'hayashi' },
    '/admin/deciders': { as: 'hayashi' },
    '/admin/qualifications': { as: 'hayashi' },
    '/admin/items': { as: 'hayashi' },
    '/admin/items/$itemId': { as: 'hayashi', path: () => '/admin/items/new' },
    '/admin/training/$courseSessionId': { as: 'hayashi', path: () => `/admin/training/${stage.courseSessionId}` },
    '/admin/training/$courseSessionId/roster': {
      ...{ as: 'hayashi', path: () => `/admin/training/${stage.courseSessionId}/roster` },
    },
    '/attend/$courseSessionId': {
      ...{ as: 'sato', path: () => `/attend/${stage.courseSessionId}?day=2027-01-20&half=am&signed=x` },
    },
    '/notices': { as: 'tanaka' },
    '/notices/choices': { as: 'tanaka' },
    '/literacy': { as: 'hayashi' },
    '/literacy/people': { as: 'hayashi' },
    '/tests': { as: 'sato' },
    '/tests/attempts/$testAttemptId': { as: 'sato', path: begun },
    '/admin/tests': { as: 'hayashi' },
    '/admin/tests/$testId': { as: 'hayashi', path: async () => `/admin/tests/${await test()}` },
    '/admin/tests/papers/$code': { as: 'hayashi', path: async () => `/admin/tests/papers/${await paper()}` },
    '/admin/tests/papers/$code/key': { as: 'hayashi', path: async () => `/admin/tests/papers/${await paper()}/key` },
    '/surveys/$roundId': { as: 'sato', path: async () => `/surveys/${await openedRound(stage.town)}` },
    '/surveys/anonymity': { as: 'sato' },
    '/admin/surveys': { as: 'hayashi' },
    '/admin/surveys/$survey': { as: 'hayashi', path: () => '/admin/surveys/new' },
    '/admin/surveys/$survey/open': { as: 'hayashi', path: () => '/admin/surveys/ease/open' },
    '/admin/survey-rounds/$roundId': { as: 'hayashi', path: closedRound },
    '/admin/survey-rounds/$roundId/sheets': { as: 'hayashi', path: async () => `${await openRound()}/sheets` },
    '/admin/survey-rounds/$roundId/texts': { as: 'hayashi', path: async () => `${await closedRound()}/texts` },
    '/admin/survey-rounds/$roundId/sheets/print': {
      ...{ as: 'hayashi', path: async () => `${await openRound()}/sheets/print` },
    },
    '/team/surveys': { as: 'tanaka' },
    '/team/workshop': { as: 'tanaka' },
    '/team/deputies': { as: 'tanaka' },
    '/surveys/changes': { as: 'sato' },
    '/thanks': { as: 'sato' },
    '/admin/thanks': { as: 'hayashi' },
    '/model': { as: 'kato' },
    '/minute': { as: 'kato' },
    '/kpi/measures': { as: 'hayashi' },
    '/kpi/calendar': { as: 'hayashi' },
    '/kpi/$kpiId': { as: 'kato', path: () => '/kpi/kpi-ict-floor' },
    '/model/arrow': { as: 'hayashi', path: arrow },
    '/studies': { as: 'kato' },
    '/studies/new': { as: 'hayashi' },
    '/studies/$studyId': { as: 'hayashi', path: study },
    '/review': { as: 'hayashi' },
    '/review/$fiscalYear/documents': { as: 'hayashi', path: () => '/review/2025/documents' },
    '/review/$fiscalYear/plan': { as: 'hayashi', path: planned },
    '/review/$fiscalYear': { as: 'hayashi', path: () => '/review/2025' },
  }

  /** A draft beside what is in force, with a sentence, a level and an arrow changed. */
  async function compared(): Promise<string> {
    const text = policyText
      .replace('edition: ', 'edition: 改定案 ')
      .replace('迎え', 'お迎え')
      .replace(/sign: "\+"/, 'sign: "-"')
      .replace(/expected: \{ [^:]+: \d/, (cell) => cell.replace(/\d$/, '1'))
    const editions = await stage.town.as('hayashi').ask(policy.listPolicyEditions, {})
    const known = editions.find(({ state }) => state === 'draft')
    const draft = known ?? (await stage.town.as('hayashi').ask(policy.loadPolicy, { text }))
    return `/admin/policy/compare?to=${draft.policyEditionId}`
  }

  async function draft(): Promise<string> {
    const [inForce] = await stage.town.as('hayashi').ask(policy.listPolicyEditions, {})
    const begun = { title: '令和9年度の改定', policyEditionId: inForce!.policyEditionId }
    const { workingDraftId } = await stage.town.as('hayashi').ask(workingDrafts.beginWorkingDraft, begun)
    return `/admin/policy/drafts/${workingDraftId}`
  }

  /** A draft with a sentence changed and a part half-written, and what was said of it. */
  async function commented(): Promise<string> {
    const { as } = stage.town
    const text = policyText.replace('迎え', 'お迎え').replace('frequency: ', 'frequenz: ')
    const { workingDraftId } = await as('hayashi').ask(workingDrafts.beginWorkingDraft, { title: '改定', text })
    const said = { workingDraftId, anchor: ['statements'], words: 'わかりやすい言葉になりましたか' }
    const { commentId } = await as('kato').ask(editions.writeComment, said)
    await as('hayashi').ask(editions.answerComment, { commentId, words: 'はい。窓口で確かめました。' })
    return `/policy/drafts/${workingDraftId}`
  }

  /** An initiative of this year that was planned otherwise, with a milestone that is overdue. */
  async function planned(): Promise<string> {
    const { as, mori } = stage.town
    const year = { fiscalYear: 2026 }
    const { initiatives } = await as('hayashi').ask(pdca.showYearPlan, year)
    if (initiatives.length === 0) {
      const said = { ...year, name: '窓口へ出向くICT研修', activity: 'ict-training', owner: mori }
      const milestones = [{ name: '日程を決める', dueOn: '2026-06-30' }]
      const { initiativeId } = await as('hayashi').ask(pdca.saveInitiative, { ...said, milestones })
      await as('hayashi').ask(pdca.fixPlan, year)
      const [now] = (await as('hayashi').ask(pdca.showYearPlan, year)).initiatives
      const more = { initiativeId, budget: 1_200_000, seen: now!.version }
      await as('hayashi').ask(pdca.saveInitiative, { ...said, milestones: now!.milestones.map(idOf), ...more })
      await as(mori).ask(pdca.noteProgress, { initiativeId, note: '三つの窓口と日程を合わせている。' })
    }
    return '/review/2026/plan'
  }

  async function test(): Promise<number> {
    const { tests } = await stage.town.as('hayashi').ask(attempts.listTests, {})
    if (tests[0]) return tests[0].testId
    await writeBank(stage.town)
    return openTest(stage.town)
  }

  async function begun(): Promise<string> {
    const testId = await test()
    const asked = { testId, window: WINDOW }
    const { testAttemptId } = await stage.town.as('sato').ask(attempts.beginAttempt, asked)
    return `/tests/attempts/${testAttemptId}`
  }

  async function paper(): Promise<string> {
    const { code } = await stage.town.as('hayashi').ask(attempts.drawPaper, { testId: await test() })
    return code
  }

  async function arrow(): Promise<string> {
    await storedStudy(stage.town)
    await movedAgainst(stage.town)
    return '/model/arrow?from=ict-training-held&to=ict-floor'
  }

  async function study(): Promise<string> {
    return `/studies/${await storedStudy(stage.town)}`
  }

  async function newClosedRound(): Promise<string> {
    const roundId = await openedRound(stage.town, {
      ...{ survey: 'walked', attributes: ['section'], level: '部', team: [stage.town.hayashi] },
    })
    // Windows that are open draw ballots by themselves, at any moment: one more is taken where that was so.
    for (const [at, name] of asked.entries()) {
      await answeredBy(stage.town, name, roundId, pride(1 + (at % 5)), { reissue: true })
    }
    await stage.town.as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: '集まった' })
    return `/admin/survey-rounds/${roundId}`
  }

  async function anOpenRound(): Promise<string> {
    const listed = (await stage.town.as('hayashi').ask(surveys.listSurveys, {})).surveys
    const open = listed.flatMap(({ rounds }) => rounds).find(({ state }) => state === 'open')
    return `/admin/survey-rounds/${open?.roundId ?? (await openedRound(stage.town, { survey: 'handed' }))}`
  }

  async function round(): Promise<string> {
    const { as, hayashi } = stage.town
    const { roundId } = await as(hayashi).ask(training.beginRound, {
      ...{ name: '水準づくりの回', who: {}, courseIds: [stage.courseId] },
      waves: [{ dueOn: '2027-02-28', sections: ['10'] }, { dueOn: '2027-03-31' }],
    })
    return `/admin/rounds/${roundId}`
  }

  async function applied(): Promise<string> {
    const { as, ueda } = stage.town
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId: stage.courseSessionId })
    return `/training/applications/${applicationId}`
  }
}

const idOf = ({ milestoneId, name, dueOn }: { milestoneId: number; name: string; dueOn: string }) => ({
  milestoneId,
  name,
  dueOn,
})

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined
  return () => {
    made ??= make()
    return made
  }
}
