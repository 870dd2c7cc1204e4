import { defineMessages } from '#platform/i18n/messages.ts'

/** The words of mail. */
export const letterMessages = defineMessages({
  ja: {
    'subject.one': '【はぐくみ】{kind}',
    'subject.same': '【はぐくみ】{kind}({n}件)',
    'subject.many': '【はぐくみ】お知らせ{n}件({kind}ほか)',
    dear: '{name} 様',
    lead: '「はぐくみ」に、あなたへのお知らせが{n}件あります。',
    all: 'お知らせの一覧: {link}',
    choices: '受け取り方を変える: {link}',
    automatic: 'このメールは自動で送っています。返信をいただいても、お読みすることができません。',
  },
  en: {
    'subject.one': '[Hagukumi] {kind}',
    'subject.same': '[Hagukumi] {kind} ({n})',
    'subject.many': '[Hagukumi] {n} notices ({kind} and others)',
    dear: 'Dear {name},',
    lead: 'Hagukumi has {n} notice(s) for you.',
    all: 'All notices: {link}',
    choices: 'Choose how to hear of notices: {link}',
    automatic: 'This mail was sent automatically. Nobody reads what is answered to it.',
  },
})
