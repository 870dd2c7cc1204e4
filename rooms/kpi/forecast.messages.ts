import { defineMessages } from '#platform/i18n/messages.ts'

/** Where a value goes, in words. */
export const forecastMessages = defineMessages({
  ja: {
    title: '見込みと、目標までの道',
    'pace.month': '直近{n}か月は、ひと月に平均{change}のペースです。',
    'pace.year': '直近{n}年は、1年に平均{change}のペースです。',
    'too_few.month':
      '見込みはまだ出しません。続けて比べられる月末の値が{fewest}つ必要ですが、今は{n}つです。少ない値から出した見込みは当てになりません。',
    'too_few.year':
      '見込みはまだ出しません。続けて比べられる年度末の値が{fewest}つ必要ですが、今は{n}つです。少ない値から出した見込みは当てになりません。',
    no_value: '今の値がないため、見込みは出せません。',
    of_year: '年度のはじめから数え直す指標のため、見込みは今年度末までです。',
    caption: '{name}の見込みと目標',
    'column.year': '年度末',
    'column.ahead': 'このペースでの見込み',
    'column.target': '目標と、届くのに必要なペース',
    'column.outlook': '見通し',
    between: '95%の幅 {low}〜{high}',
    needed: 'ひと月に{change}が必要',
    none: '—',
    'outlook.reached': '届いている',
    'outlook.onPath': 'このペースで届く',
    'outlook.open': '届くかは五分五分以下',
    'outlook.offPath': 'このペースでは届かない',
    'outlook.unknown': 'まだ分からない',
    reached_on: '届く見込みの日 {date}',
    reached_between: '({from}〜{to})',
    reached_from: '(早ければ{from})',
    how: '見込みの出し方',
    'how.text':
      '値の増減を「ドリフト付きランダムウォーク」とみて、直近の増減の平均がこの先も続くとして延ばしています。幅は、増減のばらつきから、100回のうち95回はこの中に入ると見られる範囲です(t分布による95%予測区間)。この先に何をするかは考えに入れていません。手法の出典: R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (2021), 5.2・5.5。',
  },
  en: {
    title: 'Where it goes, and the way to the targets',
    'pace.month': 'Over the last {n} months it moved by {change} a month on average.',
    'pace.year': 'Over the last {n} years it moved by {change} a year on average.',
    'too_few.month':
      'Nothing is forecast yet: {fewest} ends of months in a row are needed that can be compared, and there are {n}. Of few values a forecast says nothing.',
    'too_few.year':
      'Nothing is forecast yet: {fewest} ends of years in a row are needed that can be compared, and there are {n}. Of few values a forecast says nothing.',
    no_value: 'There is no value today, so nothing can be forecast.',
    of_year: 'It is counted anew each fiscal year, so the forecast ends with this one.',
    caption: '{name}: forecast and targets',
    'column.year': 'End of',
    'column.ahead': 'At this pace',
    'column.target': 'Target, and the pace that reaches it',
    'column.outlook': 'Outlook',
    between: '95 % between {low} and {high}',
    needed: 'needs {change} a month',
    none: '—',
    'outlook.reached': 'Reached',
    'outlook.onPath': 'Reached at this pace',
    'outlook.open': 'Perhaps, less likely than not',
    'outlook.offPath': 'Not at this pace',
    'outlook.unknown': 'Not known yet',
    reached_on: 'Reached about {date}',
    reached_between: '({from} to {to})',
    reached_from: '({from} at the earliest)',
    how: 'How it is forecast',
    'how.text':
      'The value is taken for a random walk with drift: the mean of the last changes goes on. In 95 of 100 such walks the value lies within the interval (95 % prediction interval, Student’s t). What will be done about it is not in it. Source: R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (2021), 5.2 and 5.5.',
  },
})
