import { defineMessages } from '#platform/i18n/messages.ts'

/** Names of kinds are subjects of mails: they say nothing of anybody. */
export const surveysNoticedMessages = defineMessages({
  ja: {
    'kind.surveyOpened': '調査のお願い',
    'notice.surveyOpened': '「{title}」への回答をお願いします({due}まで)。{how}',
    'kind.surveyHalfway': '調査のお願い(期間の半ば)',
    'notice.surveyHalfway':
      '「{title}」への回答がまだ届いていません({due}まで)。回答する・しないで、不利になることはありません。{how}',
    'kind.surveyEnding': '調査のお願い(まもなく締切り)',
    'notice.surveyEnding': '「{title}」は{due}に締め切ります。回答がまだでしたら、お願いします。{how}',
    'how.anonymous': 'だれの回答かは、だれにも分かりません。鍵の一覧の照合番号: {hash}',
    'how.named': 'この調査は記名です。だれが回答を読むかは、回答の画面の最初にあります。',
    'days.surveyEnd': '調査の締切りを知らせる日数前',
  },
  en: {
    'kind.surveyOpened': 'A survey asks you',
    'notice.surveyOpened': 'Please answer "{title}" by {due}. {how}',
    'kind.surveyHalfway': 'A survey asks you (half time)',
    'notice.surveyHalfway':
      'Your answer to "{title}" has not come yet (by {due}). Nothing follows from answering or not. {how}',
    'kind.surveyEnding': 'A survey asks you (closing soon)',
    'notice.surveyEnding': '"{title}" closes on {due}. If you have not answered yet, please do. {how}',
    'how.anonymous': 'Nobody can tell whose answer is whose. Hash of the list of keys: {hash}',
    'how.named': 'This survey is named: who reads the answers stands before the first question.',
    'days.surveyEnd': 'Days before the end of a survey at which it is told',
  },
})
