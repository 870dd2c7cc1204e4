import { defineMessages } from '#platform/i18n/messages.ts'

export const homeMessages = defineMessages({
  ja: {
    'task.loadPolicy': '方針がまだ公開されていません。方針ファイルを読み込んで公開します。',
    'task.reflect': '自己診断がまだです。いまの自分のスキルを振り返ります(約15分)。',
    'task.reflectMore': '自己診断していないスキルが{n}件あります。',
    'task.stateDuty': 'あなたの職務がまだ書かれていません。だれのための仕事かを一文で書きます。',
    'task.statePurpose': '{section}の目的がまだ書かれていません。',
    'task.decisionDue': '{year}の検証で決めたこと{n}件が、あなたの担当です。',
    'task.enterKpiValues': '今年度の値を入力する成果指標が{n}件あります。',
    'task.closeYear': '{year}の値がまだ確定していません。検証して年度を閉じます。',
  },
  en: {
    'task.loadPolicy': 'No policy is in force yet. Load the policy file and publish it.',
    'task.reflect': 'You have not reflected on your skills yet (about 15 minutes).',
    'task.reflectMore': 'There are {n} skills on which you have not reflected yet.',
    'task.stateDuty': 'Your duty is not stated yet. Say in one sentence for whom you work.',
    'task.statePurpose': '{section} has not stated its purpose yet.',
    'task.decisionDue': '{n} decisions of the review of {year} are yours to carry out.',
    'task.enterKpiValues': '{n} KPIs wait for this year’s value to be entered.',
    'task.closeYear': 'The values of {year} are not frozen yet. Review and close the year.',
  },
})
