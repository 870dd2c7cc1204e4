import { defineMessages } from '#platform/i18n/messages.ts'

export const taskMessages = defineMessages({
  ja: {
    'task.recommendationToAnswer': '{person}さんから「{course}」のおすすめが届いています',
    'task.coverToAgreeTo': '{person}さんが「{course}」の間の代わりをお願いしています',
    'task.applicationReturned': '「{course}」の申込みが差し戻されました',
    'task.reportDue': '「{course}」の研修報告を出す({due}まで)',
    'task.attendSoon': '「{course}」を受ける({due}から)',
    'task.approvalsWaiting': '研修の申込みが{n}件、承認を待っています',
    'task.coverMissing': '代わりの決まっていない研修が{n}件あります',
    'task.undecided': '承認する所属長がいない申込みが{n}件あります',
    'task.selectionWaiting': '選考を待つ申込みが{n}件あります',
    'task.attendanceToRecord': '出席を記録する受講が{n}件あります',
    'task.completionToRecord': '修了を記録する受講が{n}件あります',
  },
  en: {
    'task.recommendationToAnswer': '{person} recommends "{course}" to you',
    'task.coverToAgreeTo': '{person} asks you to stand in during "{course}"',
    'task.applicationReturned': 'Your application for "{course}" was returned',
    'task.reportDue': 'Hand in the report on "{course}" (by {due})',
    'task.attendSoon': 'Attend "{course}" (from {due})',
    'task.approvalsWaiting': '{n} training applications wait for your approval',
    'task.coverMissing': '{n} approved applications have no cover yet',
    'task.undecided': '{n} applications have no section head who could decide',
    'task.selectionWaiting': '{n} applications wait for selection',
    'task.attendanceToRecord': '{n} attendances are to be recorded',
    'task.completionToRecord': '{n} completions are to be recorded',
  },
})
