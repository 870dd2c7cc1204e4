import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const kpiNoticedMessages = defineMessages({
  ja: {
    'kind.kpiValueDue': '指標の値の期日',
    'notice.kpiValueDue': '担当している指標「{name}」の値の期日は{due}です',
    'kind.kpiValueMissing': '値のない指標',
    'notice.kpiValueMissing': '担当している指標「{name}」の、{due}までの値がありません',
  },
  en: {
    'kind.kpiValueDue': 'The value of a KPI is due',
    'notice.kpiValueDue': 'The value of “{name}”, which you answer for, is due on {due}',
    'kind.kpiValueMissing': 'The value of a KPI is missing',
    'notice.kpiValueMissing': 'The value of “{name}”, which you answer for, is missing (it was due on {due})',
  },
})
