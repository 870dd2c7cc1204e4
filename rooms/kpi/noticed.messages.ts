import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const kpiNoticedMessages = defineMessages({
  ja: {
    'kind.kpiValueDue': '指標の値の期日',
    'notice.kpiValueDue': '担当している指標「{name}」の値の期日は{due}です',
    'kind.kpiValueMissing': '値のない指標',
    'notice.kpiValueMissing': '担当している指標「{name}」の、{due}までの値がありません',
    'kind.kpiOffPath': '目標までのペース',
    'notice.kpiOffPath': '担当している指標「{name}」は、今のペースでは{year}の目標に届きません',
    'kind.kpiValueEntered': '担当者による指標の値の入力',
    'notice.kpiValueEntered': '指標「{name}」の{date}の値を、担当の職員が入力しました',
  },
  en: {
    'kind.kpiValueDue': 'The value of a KPI is due',
    'notice.kpiValueDue': 'The value of “{name}”, which you answer for, is due on {due}',
    'kind.kpiValueMissing': 'The value of a KPI is missing',
    'notice.kpiValueMissing': 'The value of “{name}”, which you answer for, is missing (it was due on {due})',
    'kind.kpiOffPath': 'The pace towards a target',
    'notice.kpiOffPath': 'At today’s pace “{name}”, which you answer for, does not reach its target of {year}',
    'kind.kpiValueEntered': 'The value of a KPI was entered by whoever answers for it',
    'notice.kpiValueEntered': 'The value of “{name}” as of {date} was entered by whoever answers for it',
  },
})
