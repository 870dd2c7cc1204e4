import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const commentsNoticedMessages = defineMessages({
  ja: {
    'kind.policyCommented': '方針の下書きへのコメント',
    'notice.policyCommented': '{by}さんが、方針の下書きにコメントしました',
    'kind.policyAnswered': 'コメントへの返事',
    'notice.policyAnswered': '方針の下書きへのコメントに、{by}さんが返事をしました',
  },
  en: {
    'kind.policyCommented': 'A comment on a draft of the policy',
    'notice.policyCommented': '{by} commented on a draft of the policy',
    'kind.policyAnswered': 'An answer to a comment',
    'notice.policyAnswered': '{by} answered your comment on a draft of the policy',
  },
})
