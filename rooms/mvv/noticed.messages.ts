import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const mvvNoticedMessages = defineMessages({
  ja: {
    'kind.dutyToAgree': '確認を待っている、職務の言葉',
    'notice.dutyToAgree': '{person}さんが書いた職務の言葉が、あなたの確認を待っています',
    'kind.dutyStillWaits': '確認を待っている、職務の言葉(催促)',
    'notice.dutyStillWaits': '{person}さんが{date}に書いた職務の言葉が、まだ確認を待っています',
    'days.dutyWaits': '職務の言葉の確認を、所属長にもう一度知らせるまでの日数',
    'kind.dutyProposed': '職務の言葉の案',
    'notice.dutyProposed': '{person}さんから、あなたの職務の言葉の案が届いています',
    'kind.proposalStillWaits': '職務の言葉の案(催促)',
    'notice.proposalStillWaits': '{person}さんから{date}に届いた職務の言葉の案に、まだ答えていません',
    'days.proposalWaits': '職務の言葉の案を、本人にもう一度知らせるまでの日数',
  },
  en: {
    'kind.dutyToAgree': 'Words of a duty wait for you',
    'notice.dutyToAgree': '{person} has said their duty: the words wait for you to agree',
    'kind.dutyStillWaits': 'Words of a duty wait for you (reminder)',
    'notice.dutyStillWaits': 'The duty that {person} said on {date} still waits for you to agree',
    'days.dutyWaits': 'Days after which a head is told again of words of a duty that wait',
    'kind.dutyProposed': 'Words for your duty',
    'notice.dutyProposed': '{person} proposes words for your duty',
    'kind.proposalStillWaits': 'Words for your duty (reminder)',
    'notice.proposalStillWaits': 'The words for your duty that {person} proposed on {date} still wait for your answer',
    'days.proposalWaits': 'Days after which a member is told again of words that were proposed to them',
  },
})
