import { defineMessages } from '#platform/i18n/messages.ts'

/** Named surveys: what whoever answers reads first, and what whoever reads them sees. */
export const namedMessages = defineMessages({
  ja: {
    named: 'この調査は記名です。あなたの名前と、あなたの回答が、一緒に残ります。',
    'kept.readers':
      '締め切った後、名前と回答を読むのは{names}だけです。ほかの人は、上司も幹部も、だれの回答かを見られません。',
    'kept.nobody': '名前と回答を並べて読む人は決められていません。回答は数だけに使います。',
    'kept.later': '名前と回答を読む人は、回を開くときに決め、その名前をここに示します。',
    'kept.counts':
      '数の結果は、{k}人以上のまとまりでだけ示します。無記名の調査とは別のもので、混ぜません。評価・給与・異動には使いません。',
    'kept.changing': '{to}までは、送った後でも直して送り直せます。あなた自身の回答は、ここでいつでも見られます。',
    'kept.changing.later': '最後の日までは、送った後でも直して送り直せます。',
    sent: 'ありがとうございました。下にあるのが、いま届いている回答です。{to}までは、直して送り直せます。',
    send: '名前を付けて送る',
    'send.again': '直した回答を送る',
    'open.named': '「{title}」(記名)に回答できます({to}まで)',
    'open.named_answered': '「{title}」(記名)に届いた回答を見る・直す({to}まで)',
    'answers.title': '名前ごとの回答',
    'answers.lead':
      'あなたが読む人に選ばれているので見られます。開くたびに、見たことが記録され、本人の「自分の記録を見た人」に載ります。',
    'answers.none': '回答はありません。',
    'answers.more': '続きを読み込む(あと{n}人)',
    item: '設問',
    name: '氏名',
    section: '所属(最初の日)',
    said: '回答',
  },
  en: {
    named: 'This survey is named: your name and your answers are kept together.',
    'kept.readers':
      'After closing, names and answers are read by {names} alone. Nobody else, neither superiors nor executives, sees whose answers are whose.',
    'kept.nobody': 'Nobody was named to read answers beside names. They are only counted.',
    'kept.later': 'Who reads names and answers is chosen when a round is opened, and stands here by name.',
    'kept.counts':
      'Counts are told of groups of at least {k} people. It is another thing than an anonymous survey, and never mixed with one. It is not used for appraisal, pay or transfers.',
    'kept.changing': 'Until {to} you may change what you have sent. Your own answers can be seen here at any time.',
    'kept.changing.later': 'Until the last day you may change what you have sent.',
    sent: 'Thank you. Below stands what has arrived. Until {to} it can be changed and sent again.',
    send: 'Send under my name',
    'send.again': 'Send the changed answers',
    'open.named': 'You can answer "{title}" (named, until {to})',
    'open.named_answered': 'See or change what you answered to "{title}" (named, until {to})',
    'answers.title': 'Answers by name',
    'answers.lead':
      'You see them because you were chosen as a reader. Each look is recorded, and stands among those who looked at the person’s records.',
    'answers.none': 'There are no answers.',
    'answers.more': 'Load more ({n} people left)',
    item: 'Question',
    name: 'Name',
    section: 'Section (on the first day)',
    said: 'Answer',
  },
})
