import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const qualificationsNoticedMessages = defineMessages({
  ja: {
    'kind.claimWaits': '資格・検定の確認待ち',
    'notice.claimWaits': '{person}さんから「{name}」の登録が届いています',
    'kind.claimConfirmed': '資格・検定の確認',
    'notice.claimConfirmed': '「{name}」が確認され、記録になりました',
    'kind.claimReturned': '資格・検定の差戻し',
    'notice.claimReturned': '「{name}」の登録が差し戻されました。理由を見て、もう一度登録できます',
    'kind.evidenceEnds': '資格・検定の有効期限',
    'notice.evidenceEnds': '「{name}」の有効期限は{last}です。更新したら登録してください',
    'days.evidenceEnds': '資格・検定の有効期限を知らせる日数前',
  },
  en: {
    'kind.claimWaits': 'A qualification to confirm',
    'notice.claimWaits': '{person} has handed in “{name}”',
    'kind.claimConfirmed': 'A qualification was confirmed',
    'notice.claimConfirmed': '“{name}” was confirmed and stands in your record',
    'kind.claimReturned': 'A qualification was returned',
    'notice.claimReturned': '“{name}” was returned. See why, and hand it in again',
    'kind.evidenceEnds': 'A qualification ends',
    'notice.evidenceEnds': '“{name}” holds until {last}. Hand in the next one once you have it',
    'days.evidenceEnds': 'Days before a qualification ends at which it is told',
  },
})
