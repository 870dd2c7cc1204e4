import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { surveysAccess } from './access.ts'

test(
  'HR asks, staff answer, nobody in particular sends, and what is shown is for HR and executives (INV-A1, S1)',
  inTown(async (town) => {
    const may = whoMay(town, surveysAccess)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    const executive = { executive: ['kato', 'suzuki'] }
    const opening = { ...{ survey: 'ease', from: '2026-11-22', to: '2026-11-30' }, level: '課', k: 5 }
    const asked = { ...opening, sections: [], attributes: [], employmentCategories: [], team: [] }
    const signed = { preparedMessage: 'aa', signature: 'a'.repeat(342) }
    expect(await may('loadSurvey', { text: '' })).toEqual({ ...hr, command: ['command'] })
    expect(await may('listSurveys', {})).toEqual({ ...hr, ...executive })
    expect(await may('readSurveyItems', { file: { name: 'x.csv', base64: '' } })).toEqual(hr)
    expect(await may('previewSurveyRound', asked)).toEqual(hr)
    expect(await may('openSurveyRound', asked)).toEqual({ ...hr, command: ['command'] })
    const brought = { ...{ survey: 'ease', from: '2026-10-01', to: '2026-10-14', level: '課', k: 5 }, isSample: true }
    expect(await may('bringSurveyRound', { ...brought, items: ['pride'], sections: [] })).toEqual({
      command: ['command'],
    })
    expect(await may('takeBackSurveyRound', { roundId: 1, reason: '別の調査の回答' })).toEqual({ command: ['command'] })
    expect(await may('closeSurveyRound', { roundId: 1, reason: '早く集まった' })).toEqual({
      ...hr,
      command: ['command'],
    })
    const longer = { roundId: 1, to: '2026-12-31', reason: '回答が少ない' }
    expect(await may('extendSurveyRound', longer)).toEqual({ ...hr, command: ['command'] })
    expect(await may('showSurveyResponse', { roundId: 1 })).toEqual({ ...hr, ...executive, command: ['command'] })
    // By name, so that two of them are two people.
    const named = { hr: ['hayashi'] }
    expect(await may('showSurveyTexts', { roundId: 1, after: 0 })).toEqual(named)
    expect(await may('showPaperSheets', { roundId: 1 })).toEqual(named)
    expect(await may('notePaperSheet', { roundId: 1, staffMemberId: 4 })).toEqual(named)
    expect(await may('takeBackPaperNote', { roundId: 1, staffMemberId: 4 })).toEqual(named)
    expect(await may('enterPaperSheets', { roundId: 1, cell: 1, sheets: [] })).toEqual(named)
    expect(await may('showSurveyReport', { roundId: 1 })).toEqual({ ...hr, ...executive, command: ['command'] })
    expect(await may('showSurveyTogether', { roundId: 1 })).toEqual({ ...hr, ...executive, command: ['command'] })
    expect(await may('showSectionSurveyResults', {})).toEqual({
      sectionHead: ['kato', 'tanaka', 'suzuki', 'inoue', 'ono'],
    })
    expect(await may('closeDueSurveyRounds', {})).toEqual({ job: ['job'] })
    const staff = { staff: staffOfToday }
    expect(await may('listMySurveyRounds', {})).toEqual(staff)
    expect(await may('drawBallot', { roundId: 1, blindedMessage: signed.signature })).toEqual(staff)
    expect(await may('showNamedSheet', { roundId: 1 })).toEqual(staff)
    expect(await may('sendNamedAnswers', { roundId: 1, answers: [] })).toEqual(staff)
    expect(await may('showNamedAnswers', { roundId: 1, after: 0 })).toEqual(named)
    expect(await may('redeemReceipt', { roundId: 1, ...signed })).toEqual(staff)
    const said = { what: '部屋', owner: '人事課', dueOn: '2027-03-31', state: 'planned' as const }
    expect(await may('listSurveyChanges', {})).toEqual({
      hr: ['hayashi', 'hrAccount'],
      staff: staffOfToday.filter((name) => name !== 'hayashi'),
    })
    expect(await may('addSurveyChange', { roundId: 1, ...said })).toEqual(hr)
    expect(await may('correctSurveyChange', { surveyChangeId: 1, ...said })).toEqual(hr)
    expect(await may('deleteSurveyChange', { surveyChangeId: 1 })).toEqual(hr)
    expect(await may('restoreSurveyChange', { surveyChangeId: 1 })).toEqual(hr)
    const everybody = [...staffOfToday, ...['hrAccount', 'itAccount', 'command', 'job', 'guest']]
    expect(await may('showSurveyRound', { roundId: 1 })).toEqual({ anybody: everybody })
    const sent = { ballot: signed, cell: 1, answers: [], blindedReceipt: signed.signature }
    expect(await may('sendAnswers', { roundId: 1, ...sent })).toEqual({ anybody: everybody })
    expect(await may('showSurveyResults', { roundId: 1, item: 'pride' })).toEqual({
      ...{ ...hr, ...executive, command: ['command'] },
    })
  }),
)
