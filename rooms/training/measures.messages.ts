import { defineMessages } from '#platform/i18n/messages.ts'

const training = { ja: '研修', en: 'Training' } as const
const cover = { ja: '体制整備', en: 'Cover' } as const
const recommendation = { ja: '受講の推奨', en: 'Recommendation' } as const
const barriers = { ja: '受講の妨げ', en: 'Barriers' } as const
const records = {
  ja: { applications: '申込み', approvals: '所属長の承認', recommendations: '受講の推奨', sessions: '研修の回' },
  en: {
    applications: 'Applications',
    approvals: 'Approvals',
    recommendations: 'Recommendations',
    sessions: 'Sessions',
  },
} as const
const firstDay = {
  ja: '研修の回の初日(年度をまたぐ回は初日の年度)',
  en: 'First day of the session, also where it spans two years',
} as const
const staff = {
  ja: '基準日に在職している職員(休職中の人は外に示します)',
  en: 'Staff in service on the day; those on leave stand outside',
} as const

/** By the names of the measures. */
export const eventWords = {
  'training.approvalsWithCover': defineMessages({
    ja: {
      topic: cover.ja,
      name: '体制を整えて承認した割合(体制整備率)',
      meaning: '受講の承認に、代わりの体制が伴っているか。承認の時に同意がなかった体制は、後から整えても数えません。',
      numerator:
        '分母のうち、承認の時に体制が同意済みだったもの。代わりは不要としたものは、窓口の最低人数を守れた場合だけ',
      denominator: '今年度の初日から基準日までの所属長の承認(中止になった回のものを除く)',
      records: records.ja.approvals,
      day: '承認した日',
    },
    en: {
      topic: cover.en,
      name: 'Share of approvals with cover',
      meaning: 'Whether an approval comes with cover. What was agreed after the approval does not count.',
      numerator:
        'Of the denominator, those whose cover was agreed when they were approved; "no cover needed" only where the counter’s minimum held',
      denominator: 'Approvals by heads in the fiscal year up to the day, without sessions that were cancelled',
      records: records.en.approvals,
      day: 'Day of the approval',
    },
  }),
  'training.stoppedByStaffing': defineMessages({
    ja: {
      topic: barriers.ja,
      name: '体制を理由に止まった申込みの割合',
      meaning: '窓口・業務量・当番のために学べなかったことがどれだけあるか。少ないほどよい数です。',
      numerator: '分母のうち、窓口・業務量・当番を理由に差戻し・却下・取下げなどで止まったもの',
      denominator: '今年度の初日から基準日までの申込み(中止になった回のものを除く)',
      records: records.ja.applications,
      day: '申し込んだ日',
    },
    en: {
      topic: barriers.en,
      name: 'Share of applications stopped by staffing',
      meaning: 'How often the counter, the workload or a duty kept somebody from learning. Fewer is better.',
      numerator: 'Of the denominator, those stopped because of the counter, the workload or a duty',
      denominator: 'Applications in the fiscal year up to the day, without sessions that were cancelled',
      records: records.en.applications,
      day: 'Day of the application',
    },
  }),
  'training.recommendationsTaken': defineMessages({
    ja: {
      topic: recommendation.ja,
      name: '推奨を受けて受講に進んだ割合',
      meaning: '上司の推奨が役に立っているか。断ることに理由は要らず、本人ごとの数にはしません。',
      numerator: '分母のうち、受け入れられ、基準日までに受講決定に進んだもの',
      denominator: '今年度の初日から基準日までの推奨(別の所属長の推奨に替わったものと取り消したものを除く)',
      records: records.ja.recommendations,
      day: '推奨した日',
    },
    en: {
      topic: recommendation.en,
      name: 'Share of recommendations that led to training',
      meaning: 'Whether recommendations help. Declining needs no reason, and is counted for nobody.',
      numerator: 'Of the denominator, those accepted that led to a seat by the day',
      denominator: 'Recommendations in the fiscal year up to the day, without those replaced or struck',
      records: records.en.recommendations,
      day: 'Day of the recommendation',
    },
  }),
  'training.staffTrained': defineMessages({
    ja: {
      topic: training.ja,
      name: '研修に出席した職員の数',
      meaning: 'どれだけの人に届いたか。同じ人は何回出ても1人です。',
      numerator: '今年度の初日から基準日までに始まった回に、一度でも出席した職員',
      denominator: 'なし(人数そのもの)',
      records: '出席した職員',
      day: firstDay.ja,
    },
    en: {
      topic: training.en,
      name: 'Staff who attended training',
      meaning: 'How many were reached. The same person is one, however often.',
      numerator: 'Staff who attended a session that began in the fiscal year up to the day',
      denominator: 'None: a number of people',
      records: 'Staff who attended',
      day: firstDay.en,
    },
  }),
  'training.sessionsHeld': defineMessages({
    ja: {
      topic: training.ja,
      name: '研修を開いた回数',
      meaning: 'どれだけの機会を用意したか。中止した回は数えません。',
      numerator: '今年度の初日から基準日までに始まった研修の回',
      denominator: 'なし(回数そのもの)',
      records: records.ja.sessions,
      day: firstDay.ja,
    },
    en: {
      topic: training.en,
      name: 'Sessions held',
      meaning: 'How much was offered. What was cancelled does not count.',
      numerator: 'Sessions that began in the fiscal year up to the day',
      denominator: 'None: a number of sessions',
      records: records.en.sessions,
      day: firstDay.en,
    },
  }),
  'training.completions': defineMessages({
    ja: {
      topic: training.ja,
      name: '研修を修了した件数',
      meaning: '最後までやり遂げた数。同じ人の別の研修は別に数えます。',
      numerator: '今年度の初日から基準日までに始まった回の修了',
      denominator: 'なし(件数そのもの)',
      records: records.ja.applications,
      day: firstDay.ja,
    },
    en: {
      topic: training.en,
      name: 'Completions',
      meaning: 'How often training was completed. Another training of the same person is another one.',
      numerator: 'Completions of sessions that began in the fiscal year up to the day',
      denominator: 'None: a number of completions',
      records: records.en.applications,
      day: firstDay.en,
    },
  }),
  'training.completionRate': defineMessages({
    ja: {
      topic: training.ja,
      name: '出席した研修を修了した割合',
      meaning: '受けただけで終わっていないか。報告書を待っているものは、まだ修了ではありません。',
      numerator: '分母のうち、修了したもの',
      denominator: '今年度の初日から基準日までに始まった回への出席',
      records: records.ja.applications,
      day: firstDay.ja,
    },
    en: {
      topic: training.en,
      name: 'Completion rate of attended training',
      meaning: 'Whether training is carried to its end. What waits for a report is not complete yet.',
      numerator: 'Of the denominator, those completed',
      denominator: 'Attendances at sessions that began in the fiscal year up to the day',
      records: records.en.applications,
      day: firstDay.en,
    },
  }),
  'training.noShows': defineMessages({
    ja: {
      topic: training.ja,
      name: '決まった席を欠席した割合',
      meaning: '用意した席が無駄になっていないか。休職中の人は欠席になりません。少ないほどよい数です。',
      numerator: '分母のうち、欠席',
      denominator: '今年度の初日から基準日までに始まった回の、出席か欠席が確定した席',
      records: records.ja.applications,
      day: firstDay.ja,
    },
    en: {
      topic: training.en,
      name: 'Share of seats missed',
      meaning: 'Whether seats stay empty. Whoever is on leave is not absent. Fewer is better.',
      numerator: 'Of the denominator, absences',
      denominator: 'Seats of sessions that began in the fiscal year up to the day whose attendance or absence is fixed',
      records: records.en.applications,
      day: firstDay.en,
    },
  }),
  'training.daysToSeat': defineMessages({
    ja: {
      topic: training.ja,
      name: '申込みから席が決まるまでの平均日数',
      meaning: '学びたい人がどれだけ待つか。指名によるものは待たないので含みません。短いほどよい数です。',
      numerator: '申し込んだ日から席が決まった日までの日数の合計',
      denominator: '今年度の初日から基準日までに席が決まった申込み(中止になった回のものを除く)',
      records: records.ja.applications,
      day: '席が決まった日(選考または受講決定の早い方)',
    },
    en: {
      topic: training.en,
      name: 'Mean days from application to seat',
      meaning:
        'How long those who want to learn wait. Nominations wait for nothing and are not among them. Fewer is better.',
      numerator: 'Days from the application to the day on which the seat was settled, added up',
      denominator:
        'Applications whose seat was settled in the fiscal year up to the day, without sessions that were cancelled',
      records: records.en.applications,
      day: 'The day on which the seat was settled: selection or order, whichever came first',
    },
  }),
  'training.ownApplications': defineMessages({
    ja: {
      topic: training.ja,
      name: '推奨によらない申込みの割合',
      meaning: '自ら挑戦する人がどれだけいるか。推奨と競うものではないので、推奨の数と並べて読んでください。',
      numerator: '分母のうち、推奨から始まったのではないもの',
      denominator: '今年度の初日から基準日までの申込み(指名と、中止になった回のものを除く)',
      records: records.ja.applications,
      day: '申し込んだ日',
    },
    en: {
      topic: training.en,
      name: 'Share of applications made without a recommendation',
      meaning:
        'How many go ahead by themselves. It does not compete with recommendations: read it beside their number.',
      numerator: 'Of the denominator, those that no recommendation led to',
      denominator:
        'Applications in the fiscal year up to the day, without nominations and sessions that were cancelled',
      records: records.en.applications,
      day: 'Day of the application',
    },
  }),
  'training.recommendationsMade': defineMessages({
    ja: {
      topic: recommendation.ja,
      name: '届けた推奨の件数',
      meaning: '上司が部下にどれだけ勧めたか。取り消した推奨は数えません。',
      numerator: '今年度の初日から基準日までの推奨',
      denominator: 'なし(件数そのもの)',
      records: records.ja.recommendations,
      day: '推奨した日',
    },
    en: {
      topic: recommendation.en,
      name: 'Recommendations made',
      meaning: 'How much heads recommend. What was struck does not count.',
      numerator: 'Recommendations in the fiscal year up to the day',
      denominator: 'None: a number of recommendations',
      records: records.en.recommendations,
      day: 'Day of the recommendation',
    },
  }),
  'training.coverAgreed': defineMessages({
    ja: {
      topic: cover.ja,
      name: '代わりの体制が決まった件数',
      meaning:
        '受講を支えた体制の数。後から取り消したものや別の体制に替わったもの、代わりは不要としたものは数えません。',
      numerator: '今年度の初日から基準日までに同意された代わりの体制',
      denominator: 'なし(件数そのもの)',
      records: '代わりの体制',
      day: '同意した日',
    },
    en: {
      topic: cover.en,
      name: 'Cover agreed',
      meaning: 'How often somebody’s work was covered. What was taken back, replaced or not needed does not count.',
      numerator: 'Cover agreed to in the fiscal year up to the day',
      denominator: 'None: a number of arrangements',
      records: 'Cover',
      day: 'Day of the agreement',
    },
  }),
  'training.minimumHeld': defineMessages({
    ja: {
      topic: cover.ja,
      name: '承認の時に窓口の最低人数を守れた割合',
      meaning:
        '学びと窓口を両立できているか。最低人数が決まっていない窓口の承認は、守れたかどうか分からないので含みません。',
      numerator: '分母のうち、本人が抜けても最低人数を守れたもの',
      denominator: '今年度の初日から基準日までの所属長の承認のうち、窓口の最低人数が決まっていたもの',
      records: records.ja.approvals,
      day: '承認した日(後から最低人数を変えても、この数は変わりません)',
    },
    en: {
      topic: cover.en,
      name: 'Share of approvals at which the counter’s minimum held',
      meaning:
        'Whether learning and the counter go together. Where no minimum was stated nobody knows, so those are not among them.',
      numerator: 'Of the denominator, those at which the minimum held without the person',
      denominator: 'Approvals in the fiscal year up to the day for whose counter a minimum was stated',
      records: records.en.approvals,
      day: 'Day of the approval; what is stated later changes nothing of it',
    },
  }),
}

export const stoppedByWords = defineMessages({
  ja: {
    topic: barriers.ja,
    name: '一つの理由で止まった申込みの割合',
    meaning:
      '何が学びを妨げているかを理由ごとに見ます。BARRIER には counter(窓口)、workload(業務量)、schedule(日程)などの理由を書きます。個人の事情は数えません。',
    numerator: '分母のうち、その理由で差戻し・却下・取下げなどになったもの',
    denominator: '今年度の初日から基準日までの申込み(中止になった回のものを除く)',
    records: records.ja.applications,
    day: '申し込んだ日',
  },
  en: {
    topic: barriers.en,
    name: 'Share of applications stopped by one barrier',
    meaning:
      'What keeps people from learning, reason by reason: BARRIER is counter, workload, schedule and so on. What is personal is not counted.',
    numerator: 'Of the denominator, those stopped for that reason',
    denominator: 'Applications in the fiscal year up to the day, without sessions that were cancelled',
    records: records.en.applications,
    day: 'Day of the application',
  },
})

export const trainedWords = defineMessages({
  ja: {
    topic: training.ja,
    name: '今年度に研修に出席した職員の割合',
    meaning: '全ての職員に学ぶ機会が届いているか。届いていない人も分母に入ります。',
    numerator: '分母のうち、今年度の初日から基準日までに始まった回に一度でも出席した職員',
    denominator: staff.ja,
    records: '在職している職員',
    day: firstDay.ja,
    yes: '今年度に出席あり',
    no: '今年度は出席なし',
  },
  en: {
    topic: training.en,
    name: 'Share who attended training this fiscal year',
    meaning: 'Whether the chance to learn reaches everybody. Those whom it has not reached stand in the denominator.',
    numerator: 'Of the denominator, staff who attended a session that began in the fiscal year up to the day',
    denominator: staff.en,
    records: 'Staff in service',
    day: firstDay.en,
    yes: 'attended this year',
    no: 'attended nothing this year',
  },
})

export const minutesWords = defineMessages({
  ja: {
    topic: training.ja,
    name: '職員1人あたりの研修時間(分)',
    meaning: '一人ひとりの学びにどれだけの時間をかけているか。出席した研修の、計画上の時間です。',
    numerator: '出席した研修の時間(分)の合計',
    denominator: staff.ja,
    records: '在職している職員',
    day: firstDay.ja,
    yes: '今年度に{got}分',
    no: '今年度は{got}分',
  },
  en: {
    topic: training.en,
    name: 'Minutes of training a person',
    meaning: 'How much time goes into learning: the planned time of the training that was attended.',
    numerator: 'Minutes of attended training, added up',
    denominator: staff.en,
    records: 'Staff in service',
    day: firstDay.en,
    yes: '{got} minutes this year',
    no: '{got} minutes this year',
  },
})

export const recommendedWords = defineMessages({
  ja: {
    topic: recommendation.ja,
    name: '今年度に推奨を受けた職員の割合',
    meaning: '一部の人だけに勧めていないか。推奨を受けない人が見えないままにならないよう、全員を分母にします。',
    numerator: '分母のうち、今年度の初日から基準日までに一度でも推奨を受けた職員',
    denominator: staff.ja,
    records: '在職している職員',
    day: '推奨した日',
    yes: '今年度に推奨あり',
    no: '今年度は推奨なし',
  },
  en: {
    topic: recommendation.en,
    name: 'Share to whom something was recommended this fiscal year',
    meaning:
      'Whether recommendations go to a few only. All stand in the denominator, so that whoever is never recommended anything is seen.',
    numerator: 'Of the denominator, staff to whom something was recommended in the fiscal year up to the day',
    denominator: staff.en,
    records: 'Staff in service',
    day: 'Day of the recommendation',
    yes: 'recommended this year',
    no: 'not recommended this year',
  },
})

export const sendingWords = defineMessages({
  ja: {
    topic: training.ja,
    name: '研修に職員を出した所属の割合',
    meaning: '学びが一部の職場に偏っていないか。人数の少ない所属も一つと数えます。',
    numerator: '分母のうち、基準日にいる職員の誰かが、今年度の初日から基準日までに始まった回に出席した所属',
    denominator: '基準日に、休職中でない職員が直接属している所属',
    records: '所属',
    day: firstDay.ja,
  },
  en: {
    topic: training.en,
    name: 'Share of sections that sent somebody to training',
    meaning: 'Whether learning is spread over workplaces. A small section is one as well.',
    numerator:
      'Of the denominator, sections of whose people of the day somebody attended a session that began in the fiscal year up to the day',
    denominator: 'Sections in which somebody who is not on leave has their post on the day',
    records: 'Sections',
    day: firstDay.en,
  },
})
