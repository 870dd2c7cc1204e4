import { defineMessages } from '#platform/i18n/messages.ts'

/** The gist of docs/anonymity.md for whoever is asked. */
export const anonymityMessages = defineMessages({
  ja: {
    title: 'なぜ、だれの回答か分からないのか',
    lead: '約束ではなく、仕組みで分からないようにしています。担当や管理者が調べようとしても、締め切った後の回答から人にたどり着くことはできません。',
    'kept.title': '残るもの、残らないもの',
    'kept.1':
      '残るのは、kと決めた人数以上のまとまりに入った回答と、それとは別に「回答した」ということだけです。kは回を開くときに決まり、4より小さくはできません。',
    'kept.2': '回答とあなたを結びつけるもの(氏名・番号・時刻・順番・端末の番地)は残しません。',
    'kept.3':
      '締め切るまで結果は誰も見られません。その後に人材育成担当と幹部が見るのは、まとまりごとの数だけです。課長などは、自分の所属の人数が足りるときだけ、その数を見られます。評価・給与・異動には使いません。',
    'steps.title': '回答が届くまで',
    'steps.1':
      '投票券: 端末が乱数を作り、包んで(暗号で中身を隠して)署名を受けます。サーバーは中身を見ずに署名するので、後で投票券を見ても、だれに渡したものか分かりません。',
    'steps.2':
      '回答: サインインの情報を付けずに、投票券と一緒に送ります。付いていれば、サーバーは受け取りません。時刻も順番も番地も書きません。',
    'steps.3':
      '受領証: 回答と引き換えに、同じように中身を見せずに署名を受け、1分から20分ほど後に、あなたとして届けます。これで「回答した」ことだけが分かり、催促が止まります。',
    'steps.4':
      '締切り: 回答は投票券から切り離され、ばらばらの順に書き直され、署名の鍵は消されます。その後は、だれも自分の回答を示せず、示させることもできません。',
    'steps.5':
      '結果: 一つの設問に答えた人がk人に満たないまとまりや、全員(または一人を除く全員)が同じ答えのまとまりは、隣とまとめるまで出しません。どう引き算をしても、元のまとまりには戻せません。',
    'check.title': '自分で確かめられること',
    'check.1':
      '回答の画面に出る「鍵の一覧の照合値」を、同僚とくらべてください。全員が同じなら、全員が同じ一覧の鍵を使っています。',
    'check.2':
      '鍵の一覧には、まとまりごとの人数も載っています。組織図と合っているかを、だれでもサインインなしで確かめられます。',
    'risk.title': 'それでも残ること',
    'risk.1':
      '開いている間、データベースを直接読める管理者は、届いた順を見比べられます。受領証を遅らせて届けるのはそのためです。締め切ると、その手がかりは無くなります。',
    'risk.2':
      '同じ端末とアカウントを使う人は、途中の回答を見るかもしれません。自分の端末で、一度に答えるのが確かです。',
    'risk.3': '自由記述は、書き方で分かることがあります。名前や出来事を書かなければ、分かりません。',
    'lost.title': '投票券を無くしたとき',
    lost: '別の端末に変えたときなどは、回答する前に一度だけ受け取り直せます。そのため、回答の数が人数を上回ることがあり、その数は結果に添えて示します。二度目に無くしたときは、紙で回答できます。',
    more: '職員団体や専門の方が一行ずつ確かめられる文書は、製品に付く docs/anonymity.md にあります。',
  },
  en: {
    title: 'Why nobody can tell whose answers these are',
    lead: 'This does not rest on a promise. Once a round is closed neither HR nor whoever runs the server can find the way from an answer to a person.',
    'kept.title': 'What is kept and what is not',
    'kept.1':
      'Kept are your answers, in a group of at least k people, and, apart from them, that you have answered. k is fixed when the round is opened and never under 4.',
    'kept.2': 'Nothing is kept that joins the two: no name, number, time, order or address.',
    'kept.3':
      'Until the survey closes nobody sees results; afterwards HR and executives see counts of groups, and heads those of their own section where it is large enough. They are not used for appraisal, pay or transfers.',
    'steps.title': 'How an answer arrives',
    'steps.1':
      'Ballot: your device makes a random number and has it signed while it is wrapped. The server does not see what it signs, so the ballot does not tell it to whom it was given.',
    'steps.2':
      'Answers travel with the ballot and without your sign-in. With it, the server would not take them. No time, order or address is written.',
    'steps.3':
      'Receipt: in return something else is signed unseen, and brought by you some 1 to 20 minutes later. So it is known that you answered, and reminders stop.',
    'steps.4':
      'Closing: answers are cut from their ballots and written anew in an order of chance, and the keys are destroyed. From then on nobody can show which answers were theirs, or be made to.',
    'steps.5':
      'Results: a group of fewer than k who answered an item, or in which all (or all but one) said the same, is joined with its neighbour until that holds. No subtraction leads back.',
    'check.title': 'What you can check yourself',
    'check.1':
      'Compare the check value of the list of keys, on the answering page, with your colleagues’. Where it is the same, all use keys of one list.',
    'check.2':
      'The list also has how many people are in each group. Anybody can hold it against the organisation chart, without signing in.',
    'risk.title': 'What remains',
    'risk.1':
      'While a round is open, whoever reads the database itself can compare in which order things came. That is why receipts come later. With closing this is gone.',
    'risk.2': 'Whoever uses the same machine and account may find a draft. Answer on your own device, in one go.',
    'risk.3': 'Free text may tell who you are by how you write. Leave out names and events.',
    'lost.title': 'When a ballot is lost',
    lost: 'On another device, for example, you can get one more before answering, once. So there can be more answers than people; that number stands beside every result. After a second loss you can answer on paper.',
    more: 'The document that a staff council’s adviser can check line by line comes with the product as docs/anonymity.md.',
  },
})
