import { defineMessages } from '#platform/i18n/messages.ts'

export const personsMessages = defineMessages({
  ja: {
    administration: '管理用アカウント',
    'refusal.no_such_staff_member': 'この職員は見つかりません。すでに別の番号の人にまとめられているかもしれません。',
    'refusal.same_person': '同じ人どうしです。まとめる相手を選んでください。',
    'refusal.own_person': 'ご自分の記録は、ご自分ではまとめられません。ほかの担当者に頼んでください。',
    'refusal.clashes_first':
      '両立しない記録が{count}件あります。まず{number}の側を「職員の記録」で訂正してください。何も変えていません。',
    'refusal.already_waiting':
      'この方については、まとめる確認がもう一人を待っています。先にその返事を済ませてください。',
    'refusal.not_waiting': 'もう返事が済んでいます。',
    'refusal.second_person': '申し出た本人は確認できません。もう一人の担当者が確かめます。',
    'refusal.has_begun':
      'この任用はもう始まっています。辞退として取り消せるのは、採用の日より前だけです。退職は、退職年月日を入れて取り込んでください。',
  },
  en: {
    administration: 'an administration account',
    'refusal.no_such_staff_member': 'No such member of staff. They may have been joined to another number.',
    'refusal.same_person': 'They are the same person already. Choose the other one.',
    'refusal.own_person': 'Nobody joins their own records. Ask somebody else of HR.',
    'refusal.clashes_first':
      '{count} facts contradict each other. First correct those of {number} under “Records of staff”. Nothing was changed.',
    'refusal.already_waiting': 'Something about one of them waits for a second person. That is answered first.',
    'refusal.not_waiting': 'It has been answered.',
    'refusal.second_person': 'Whoever asked cannot agree. Somebody else looks at it.',
    'refusal.has_begun':
      'This employment has begun. Only before its first day can it be struck because somebody declines; a leaving is imported with its date.',
  },
})

export const personsPageMessages = defineMessages({
  ja: {
    decline: '辞退',
    'decline.title': '採用の辞退',
    'decline.lead':
      '{name}さんのこれからの任用・発令・休職等を取り消します。研修の席と代わりの約束は外れ、席は待っている人に、代わりは承認者に回ります。サインインはできなくなります。辞退したことは記録に残り、来ることになれば「元に戻す」で戻せます。',
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
