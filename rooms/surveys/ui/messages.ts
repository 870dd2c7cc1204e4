import { defineMessages } from '#platform/i18n/messages.ts'

/** What whoever answers a survey reads. */
export const answerMessages = defineMessages({
  ja: {
    open: '「{title}」に回答できます({to}まで)',
    'open.on_paper': '「{title}」は、紙で回答を受け取ったと記録されています({to}まで)',
    'on_paper.title': '紙で回答を受け取りました',
    on_paper:
      '人材育成担当が、あなたから紙を受け取ったと記録しています(いつ受け取ったかは残しません)。紙を出していないときは、担当に伝えてください。記録を取り消し、この画面から回答できます。',
    'kept.1': '残るのは、{k}人以上のまとまりに入った回答と、それとは別に「回答した」ということだけです。',
    'kept.2': '回答とあなたを結びつけるもの(氏名・番号・時刻・順番・端末の番地)は残しません。',
    'kept.3':
      '締め切るまで結果は誰も見られず、その後も、見られるのはまとまりごとの数だけです(人材育成担当と幹部は全体を、課長などは人数の足りる自分の所属を)。評価・給与・異動には使いません。',
    'kept.text':
      '自由記述を読むのは、締め切った後の{team}だけです。順番を混ぜ、職員の名前を伏せ、所属やほかの回答とは並べません。',
    'kept.unread': 'この回では、自由記述を読む人は決められていません。書いても、だれも読みません。',
    'how.more': 'なぜ、だれの回答か分からないのか',
    'how.hash': '鍵の一覧の照合値(同僚と同じか、くらべられます): {hash}',
    'agree.1': 'まったくそう思わない',
    'agree.2': 'そう思わない',
    'agree.3': 'どちらともいえない',
    'agree.4': 'そう思う',
    'agree.5': 'とてもそう思う',
    'number.support': '{min}から{max}までの整数',
    'text.support': '{most}字まで。書き方で誰か分かることがあります。',
    optional: '答えたくない設問は、空けておけます。',
    send: '回答を送る',
    nothing: 'まだ何も答えていません。一つ以上答えてから送ってください。',
    'sent.title': '回答が届きました',
    sent: 'ありがとうございました。この回答は、だれのものか分からない形で一度だけ数えます。後から見ることも、変えることもできません。',
    'draft.kept': '途中の回答は、この端末のこの人の分だけに残ります。続きは同じ端末でどうぞ。',
    'lost.title': 'この端末に投票券がありません',
    lost: '投票券は、先に開いた別の端末にあります。その端末で回答するか、この端末で受け取り直してください。受け取り直せるのは一度だけです。',
    'lost.again': 'この端末で受け取り直す',
    'list.trouble': '鍵の一覧が正しくないので、投票券を受け取りませんでした。人材育成担当にお知らせください。',
    not_taken:
      '送れませんでした。つながりを確かめて、もう一度お試しください。同じ回答が二度数えられることはありません。',
    gone: 'この調査は、いまは回答できません',
    'gone.why': '締め切られたか、対象になっていません。',
  },
  en: {
    open: 'You can answer "{title}" (until {to})',
    'open.on_paper': 'It is noted that you answered "{title}" on paper (until {to})',
    'on_paper.title': 'Your sheet of paper has arrived',
    on_paper:
      'HR has noted that you handed in a sheet (when is not kept). If you did not, tell them: the note can be taken back, and you can answer here.',
    'kept.1': 'Kept are your answers, in a group of at least {k} people, and, apart from them, that you have answered.',
    'kept.2': 'Nothing is kept that joins the two: no name, number, time, order or address.',
    'kept.3':
      'Until the survey closes nobody sees results; afterwards HR and executives see counts of groups, and heads those of their own section where it is large enough. They are not used for appraisal, pay or transfers.',
    'kept.text':
      'What you write in free text is read, after closing, by {team} alone: in an order of chance, names masked, beside no group and no other answer.',
    'kept.unread': 'Nobody was named to read free text in this round. What you write there is read by nobody.',
    'how.more': 'Why nobody can tell whose answers these are',
    'how.hash': 'Check value of the list of keys (compare it with colleagues): {hash}',
    'agree.1': 'Do not agree at all',
    'agree.2': 'Do not agree',
    'agree.3': 'Neither',
    'agree.4': 'Agree',
    'agree.5': 'Agree very much',
    'number.support': 'A whole number from {min} to {max}',
    'text.support': 'Up to {most} characters. The way you write may tell who you are.',
    optional: 'You may leave out what you do not want to answer.',
    send: 'Send the answers',
    nothing: 'Nothing is answered yet. Answer one question or more before sending.',
    'sent.title': 'Your answers have arrived',
    sent: 'Thank you. They are counted once, as nobody’s in particular, and can be neither seen nor changed afterwards.',
    'draft.kept':
      'What you have chosen stays on this device, for this account alone. Go on with it on the same device.',
    'lost.title': 'This device has no ballot',
    lost: 'Your ballot is on another device that you opened before. Answer there, or get another one here. That can be done once.',
    'lost.again': 'Get a ballot here',
    'list.trouble': 'The list of keys is not sound, so no ballot was drawn. Please tell HR.',
    not_taken: 'It could not be sent. Look at your connection and try again; the same answers are never counted twice.',
    gone: 'This survey cannot be answered now',
    'gone.why': 'It is closed, or does not ask you.',
  },
})
