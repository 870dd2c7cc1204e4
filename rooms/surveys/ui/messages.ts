import { defineMessages } from '#platform/i18n/messages.ts'

/** What whoever answers a survey reads. */
export const answerMessages = defineMessages({
  ja: {
    open: '「{title}」に回答できます({to}まで)',
    'kept.1': '残るのは、{k}人以上のまとまりに入った回答と、それとは別に「回答した」ということだけです。',
    'kept.2': '回答とあなたを結びつけるもの(氏名・番号・時刻・順番・端末の番地)は残しません。',
    'kept.3':
      '締め切るまで結果は誰も見られず、その後も、人材育成担当と幹部が見るのは、まとまりごとの数だけです。評価・給与・異動には使いません。',
    'how.title': 'なぜ、だれの回答か分からないのか',
    'how.1':
      'この端末は、乱数を包んで(暗号で中身を隠して)署名を受けた投票券を持っています。サーバーは中身を見ずに署名したので、後で投票券を見ても、だれに渡したものか分かりません。',
    'how.2': '回答は、サインインの情報を付けずに投票券と一緒に送ります。付いていれば、サーバーは受け取りません。',
    'how.3':
      '締め切ると、回答は投票券から切り離され、ばらばらの順に書き直され、署名の鍵は消されます。その後は、だれも自分の回答を示せません。',
    'how.4': '残る危険と、職員団体の方が確かめられることは、公開している文書 docs/anonymity.md にあります。',
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
    'kept.1': 'Kept are your answers, in a group of at least {k} people, and, apart from them, that you have answered.',
    'kept.2': 'Nothing is kept that joins the two: no name, number, time, order or address.',
    'kept.3':
      'Until the survey closes nobody sees results; afterwards HR and executives see counts of groups. They are not used for appraisal, pay or transfers.',
    'how.title': 'Why nobody can tell whose answers these are',
    'how.1':
      'This device holds a ballot: a random number that was signed while it was wrapped. The server did not see what it signed, so the ballot does not tell it to whom it was given.',
    'how.2': 'The answers travel with the ballot and without your sign-in. With it, the server would not take them.',
    'how.3':
      'At closing answers are cut from their ballots and written anew in an order of chance, and the keys are destroyed. From then on nobody can show which answers were theirs.',
    'how.4':
      'What remains possible, and what a staff council can check, stands in the published document docs/anonymity.md.',
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
