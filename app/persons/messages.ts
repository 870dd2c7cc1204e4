import { defineMessages } from '#platform/i18n/messages.ts'

export const personsMessages = defineMessages({
  ja: {
    'refusal.has_begun':
      'この任用はもう始まっています。辞退として取り消せるのは、採用の日より前だけです。退職は、退職年月日を入れて取り込んでください。',
  },
  en: {
    'refusal.has_begun':
      'This employment has begun. Only before its first day can it be struck because somebody declines; a leaving is imported with its date.',
  },
})

export const personsPageMessages = defineMessages({
  ja: {
    decline: '辞退',
    'decline.title': '採用の辞退',
    'decline.lead':
      '{name}さんのこれからの任用・発令・休職等を取り消します。研修の席と代わりの約束は外れ、席は待っている人に、代わりは承認者に回ります。ログインはできません。辞退したことは記録に残り、来ることになれば「元に戻す」で戻せます。',
    'decline.do': '辞退として取り消す',
    'decline.done': '辞退として取り消しました。',
    reason: '理由',
    'reason.support': '記録に残ります。',
    'reason.missing': '理由を入れてください。',
  },
  en: {
    decline: 'Declines',
    'decline.title': 'Declines the employment',
    'decline.lead':
      'The employment, assignments and leave to come of {name} are struck. Seats go to whoever waits, and whoever decides looks for other cover. Nobody can sign in. That they declined is kept, and it can be put back.',
    'decline.do': 'Strike it',
    'decline.done': 'Struck.',
    reason: 'Reason',
    'reason.support': 'It is kept.',
    'reason.missing': 'Give the reason.',
  },
})
