import { defineMessages } from '#platform/i18n/messages.ts'

export const journalMessages = defineMessages({
  ja: {
    'kind.change': '変更',
    'kind.read': '閲覧',
    'kind.export': '書き出し',
    'kind.access': 'サインイン',
    'what.change': '登録や変更({operation})',
    'what.read': '{what}',
    'what.other': '{operation}',
    'page.title': 'わたしの記録を見た人',
    'page.lead':
      'あなたのスキルや研修の記録を、だれが、いつ、どの立場で見たか、変えたかの一覧です。あなた自身の閲覧は載りません。',
    'page.empty': 'まだ、ほかの人があなたの記録を見たことはありません。',
    'page.when': 'いつ',
    'page.who': 'だれが',
    'page.as': 'どの立場で',
    'page.what': '何を',
    'page.why': '理由',
    'page.kind': '種類',
  },
  en: {
    'kind.change': 'Change',
    'kind.read': 'Read',
    'kind.export': 'Export',
    'kind.access': 'Sign-in',
    'what.change': 'Recorded or changed ({operation})',
    'what.read': '{what}',
    'what.other': '{operation}',
    'page.title': 'Who looked at my records',
    'page.lead':
      'Who read or changed your skills and training records, when and in which role. Your own reading is not listed.',
    'page.empty': 'Nobody else has looked at your records yet.',
    'page.when': 'When',
    'page.who': 'Who',
    'page.as': 'In which role',
    'page.what': 'What',
    'page.why': 'Reason',
    'page.kind': 'Kind',
  },
})
