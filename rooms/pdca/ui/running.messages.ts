import { defineMessages } from '#platform/i18n/messages.ts'

export const runningMessages = defineMessages({
  ja: {
    lead: '年度の途中です。{today}現在の値を、この年度の目標と並べています。{end}に終わり、終わった日から確定できます。',
    owed: '待っていること',
    'owed.none': '期日を過ぎたものも、まもなく期日のものもありません。',
    values: '値を待っている指標',
    steps: '取組の節目',
    off: '今の進み方では目標に届かない指標',
    late: '期日を過ぎた',
    soon: 'まもなく',
    due: '期日 {date}',
    stale: '1年あまり新しい値がありません',
    by: '担当 {name}',
    'by.none': '担当はまだ決まっていません',
  },
  en: {
    lead: 'The year is going on: values as of {today} beside what is aimed at. It ends on {end} and can be closed from that day on.',
    owed: 'What is waited for',
    'owed.none': 'Nothing is overdue, and nothing falls due soon.',
    values: 'KPIs that wait for a value',
    steps: 'Milestones of initiatives',
    off: 'KPIs that do not reach their target at today’s pace',
    late: 'overdue',
    soon: 'soon',
    due: 'due {date}',
    stale: 'no new value for more than a year',
    by: 'answers for it: {name}',
    'by.none': 'nobody answers for it yet',
  },
})
