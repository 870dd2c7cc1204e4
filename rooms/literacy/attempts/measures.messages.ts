import { defineMessages } from '#platform/i18n/messages.ts'

export const testedWords = defineMessages({
  ja: {
    topic: '一定水準',
    name: '今年度に到達テストを受けた職員の割合',
    meaning: '受ける機会が行き渡っているか。結果は問いません。無効とした受験は数えません。',
    numerator: '今年度の初日から基準日までに一度でも到達テストを受け終えた職員',
    denominator: '方針が定める対象の職員(休職中の人や対象外の任用区分の人は、理由を添えて外に示します)',
    records: '対象の職員',
    day: '受験した日',
    yes: '今年度に受験あり',
    no: '今年度は受験なし',
  },
  en: {
    topic: 'The floor for all',
    name: 'Share who sat a test this fiscal year',
    meaning: 'Whether the chance to be tested reaches everybody, whatever came of it. Void attempts do not count.',
    numerator: 'Staff who finished a test from the first day of the fiscal year to the day',
    denominator:
      'Staff whom the policy holds in scope; those on leave or of another category stand outside, with the reason',
    records: 'Staff in scope',
    day: 'The day on which the test was sat',
    yes: 'sat a test this year',
    no: 'sat no test this year',
  },
})

export const atFloorWords = defineMessages({
  ja: {
    topic: '一定水準',
    name: '受験のうち一定水準に届いた割合',
    meaning: '教え方とテストの難しさが見合っているか。同じ人の再受験も1件です。',
    numerator: '分母のうち、一定水準に届いた受験',
    denominator: '今年度の初日から基準日までの、一定水準のスキルの到達テストの受験(無効としたものを除く)',
    records: '受験した対象の職員',
    day: '受験した日',
    yes: '{of}回の受験のうち{got}回が一定水準',
    no: '{of}回の受験で、一定水準に届いたものはまだない',
  },
  en: {
    topic: 'The floor for all',
    name: 'Share of attempts that reached the floor',
    meaning: 'Whether what is taught and how hard the tests are fit together. Each go of the same person is one.',
    numerator: 'Of the denominator, attempts at the floor’s level',
    denominator: 'Attempts at tests of floor skills in the fiscal year up to the day, void ones left out',
    records: 'Staff in scope who sat a test',
    day: 'The day on which the test was sat',
    yes: 'at the floor in {got} of {of} attempts',
    no: 'at the floor in none of {of} attempts',
  },
})
