import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const noticedMessages = defineMessages({
  ja: {
    'kind.thankYouReceived': 'ありがとうが届きました',
    'notice.thankYouReceived': '{person}さんから、ありがとうが届きました',
    'kind.thankYouShown': '職員に届いたありがとう',
    'notice.thankYouShown': '{person}さんが{to}さんに伝えたありがとうを、所属長にも見せています',
    'kind.thankYouReported': '報告のあったありがとう',
    'notice.thankYouReported': 'ありがとうに報告がありました。読んで、残すか外すかを決めてください',
    'kind.thankYouRemoved': '外されたありがとう',
    'notice.thankYouRemoved': '{to}さんに書いたありがとうを、人材育成担当が外しました。理由: {reason}',
    'kind.reportAnswered': 'ありがとうの報告への返事',
    'notice.reportAnswered': '報告してくださったありがとうは、{answer}。理由: {reason}',
    'answer.removed': '外しました',
    'answer.kept': 'そのまま残しました',
  },
  en: {
    'kind.thankYouReceived': 'A thank-you for you',
    'notice.thankYouReceived': '{person} thanks you',
    'kind.thankYouShown': 'A thank-you to one of your people',
    'notice.thankYouShown': '{person} shows you a thank-you to {to}',
    'kind.thankYouReported': 'A reported thank-you',
    'notice.thankYouReported': 'A thank-you was reported. Read it, and say whether it stays',
    'kind.thankYouRemoved': 'A thank-you was removed',
    'notice.thankYouRemoved': 'HR removed what you wrote to {to}. Reason: {reason}',
    'kind.reportAnswered': 'Answer to what you reported',
    'notice.reportAnswered': 'The thank-you that you reported {answer}. Reason: {reason}',
    'answer.removed': 'was removed',
    'answer.kept': 'stays',
  },
})
