import { defineMessages } from '#platform/i18n/messages.ts'

export const atFloorWords = defineMessages({
  ja: {
    topic: '一定水準',
    name: '一定水準に届いている職員の割合',
    meaning: '全ての職員が一定水準にあるか。まだ受けていない人も分母に入れます。',
    numerator: '分母のうち、一定水準のスキルのすべてで、認められる根拠により水準に届いている職員',
    denominator: '方針が定める対象の職員(休職中の人や対象外の任用区分の人は、理由を添えて外に示します)',
    records: '対象の職員',
    day: '基準日に有効な根拠',
  },
  en: {
    topic: 'The floor for all',
    name: 'Share of staff at the floor',
    meaning: 'Whether all staff are at the floor. Those who were not tested yet stand in the denominator.',
    numerator: 'Of the denominator, staff at the level in every floor skill by evidence that counts',
    denominator:
      'Staff whom the policy holds in scope; those on leave or of another category stand outside, with the reason',
    records: 'Staff in scope',
    day: 'Evidence that holds on the day',
  },
})

export const floorCoverageWords = defineMessages({
  ja: {
    topic: '一定水準',
    name: '一定水準のスキルの平均充足率',
    meaning: 'すべてのスキルで届いた人がまだ少ない時期にも、近づいていることが分かります。',
    numerator: '分母のうち、認められる根拠により水準に届いている組',
    denominator: '対象の職員と一定水準のスキルの組(3スキルなら1人につき3組)',
    records: '対象の職員',
    day: '基準日に有効な根拠',
    yes: '一定水準の{of}スキルのうち{got}に届いている',
    no: '一定水準の{of}スキルで、届いたと分かるものはまだない',
  },
  en: {
    topic: 'The floor for all',
    name: 'Mean coverage of floor skills',
    meaning: 'Shows that a town comes nearer while few are at the whole floor.',
    numerator: 'Of the denominator, pairs at the level by evidence that counts',
    denominator: 'Pairs of a person in scope and a floor skill: three a person where there are three',
    records: 'Staff in scope',
    day: 'Evidence that holds on the day',
    yes: 'at the level in {got} of {of} floor skills',
    no: 'not known to be at the level in any of {of} floor skills',
  },
})
