import { defineMessages } from '#platform/i18n/messages.ts'

const topic = { ja: 'スキル', en: 'Skills' } as const
const inScope = {
  ja: '方針が定める対象の職員(休職中の人や対象外の任用区分の人は、理由を添えて外に示します)',
  en: 'Staff whom the policy holds in scope; those on leave or of another category stand outside, with the reason',
} as const

export const assessedWords = defineMessages({
  ja: {
    topic: topic.ja,
    name: '自己診断をしたことがある職員の割合',
    meaning: '自己診断がどこまで行き渡ったか。行ったかどうかを数え、水準の高さは見ません。',
    numerator: '基準日までに一つ以上のスキルを自己診断した職員',
    denominator: inScope.ja,
    records: '対象の職員',
    day: '自己診断の日',
    yes: '自己診断あり',
    no: '未診断',
  },
  en: {
    topic: topic.en,
    name: 'Share who have ever reflected on a skill',
    meaning: 'How far reflection has spread. It counts that somebody did, not at which level they are.',
    numerator: 'Staff who have reflected on a skill by the day',
    denominator: inScope.en,
    records: 'Staff in scope',
    day: 'Day of the reflection',
    yes: 'has reflected',
    no: 'not yet reflected on',
  },
})

export const reflectedWords = defineMessages({
  ja: {
    topic: topic.ja,
    name: '今年度に自己診断をした職員の割合',
    meaning: '振り返りが毎年続いているか。前の年度までの自己診断は数えません。',
    numerator: '今年度の初日から基準日までに一つ以上のスキルを自己診断した職員',
    denominator: inScope.ja,
    records: '対象の職員',
    day: '自己診断の日',
    yes: '今年度に自己診断あり',
    no: '今年度は未診断',
  },
  en: {
    topic: topic.en,
    name: 'Share who reflected on a skill this fiscal year',
    meaning: 'Whether reflection goes on from year to year. Those of earlier years do not count.',
    numerator: 'Staff who reflected on a skill from the first day of the fiscal year to the day',
    denominator: inScope.en,
    records: 'Staff in scope',
    day: 'Day of the reflection',
    yes: 'reflected this year',
    no: 'not reflected on this year',
  },
})

export const observedWords = defineMessages({
  ja: {
    topic: topic.ja,
    name: '今年度に上司の所見を受けた職員の割合',
    meaning: '本人だけに任せず、上司も育成に関わっているか。所見の中身は見ません。',
    numerator: '今年度の初日から基準日までに上司が一つ以上のスキルの所見を記録した職員',
    denominator: inScope.ja,
    records: '対象の職員',
    day: '所見の日',
    yes: '今年度に所見あり',
    no: '今年度は所見なし',
  },
  en: {
    topic: topic.en,
    name: 'Share who were observed by their head this fiscal year',
    meaning: 'Whether heads take part in development. What they observed is not looked at.',
    numerator: 'Staff of whom the head recorded an observation from the first day of the fiscal year to the day',
    denominator: inScope.en,
    records: 'Staff in scope',
    day: 'Day of the observation',
    yes: 'observed this year',
    no: 'not observed this year',
  },
})

export const atExpectedWords = defineMessages({
  ja: {
    topic: topic.ja,
    name: '期待水準にすべて届いている職員の割合',
    meaning:
      '職務の級に期待される姿に届いた人がどれだけいるか。一つでも届いていなければ数えません。未診断のスキルは届いていないものとして数えます。',
    numerator: '分母のうち、職務の級に期待されるスキルのすべてで期待水準に届いている職員',
    denominator: '対象の職員のうち、職務の級に期待水準が一つ以上ある職員',
    records: '期待水準がある職員',
    day: '基準日に有効な根拠(方針の決める順で選んだ水準)',
    yes: '期待水準にすべて届いている',
    no: '届いていないか、未診断のスキルがある',
  },
  en: {
    topic: topic.en,
    name: 'Share at every level that is expected of their grade',
    meaning:
      'How many are where their grade is expected to be. One skill below is enough not to count; a skill of which nothing is known counts as below.',
    numerator: 'Of the denominator, staff who are at the expected level in every skill of their grade',
    denominator: 'Staff in scope of whose grade something is expected',
    records: 'Staff of whom something is expected',
    day: 'Evidence that holds on the day, by the policy’s rule',
    yes: 'at every expected level',
    no: 'below in some skill, or not known',
  },
})

export const coverageWords = defineMessages({
  ja: {
    topic: topic.ja,
    name: '期待水準への平均充足率',
    meaning:
      '組織に求められるスキルが、どれだけ満たされているか。すべて届いた人の割合よりも、少しずつの前進が見えます。',
    numerator: '分母のうち、期待水準に届いている組',
    denominator: '対象の職員と、その職務の級に期待されるスキルの組(1人に6つの期待があれば6組)',
    records: '期待水準がある職員',
    day: '基準日に有効な根拠(方針の決める順で選んだ水準)',
    yes: '期待のある{of}スキルのうち{got}が期待水準',
    no: '期待のある{of}スキルで、期待水準に届いたと分かるものはまだない',
  },
  en: {
    topic: topic.en,
    name: 'Mean coverage of expected levels',
    meaning: 'How much of what is needed is there. Small steps show earlier than in the share who are at every level.',
    numerator: 'Of the denominator, pairs at the expected level',
    denominator: 'Pairs of a person in scope and a skill that is expected of their grade',
    records: 'Staff of whom something is expected',
    day: 'Evidence that holds on the day, by the policy’s rule',
    yes: '{got} of {of} skills at the expected level',
    no: 'none of {of} skills is known to be at the expected level',
  },
})

export const renewedWords = defineMessages({
  ja: {
    topic: topic.ja,
    name: '期限を迎えた根拠が更新されている割合',
    meaning:
      'テストや資格の結果が古いままになっていないか。期限の前に新しい結果を得ていた場合も、更新されたものと数えます。',
    numerator: '分母のうち、基準日に有効な別の結果がある組',
    denominator: '今年度の初日から基準日までに有効期限を迎えたテスト・資格の結果(対象の職員とスキルの組ごとに1件)',
    records: '期限を迎えた結果がある職員',
    day: '結果の期限(有効でなくなった最初の日)',
    yes: '期限を迎えた{of}スキルのうち{got}を更新',
    no: '期限を迎えた{of}スキルは更新されていない',
  },
  en: {
    topic: topic.en,
    name: 'Share of evidence renewed after it ended',
    meaning:
      'Whether results of tests and qualifications are kept fresh. A new result that came before the end counts as well.',
    numerator: 'Of the denominator, those in whose place another result holds on the day',
    denominator:
      'Results of tests and qualifications that ended in the fiscal year up to the day, one a person in scope and skill',
    records: 'Staff with a result that ended',
    day: 'The first day on which the result held no more',
    yes: '{got} of {of} skills renewed',
    no: 'none of {of} skills renewed',
  },
})
