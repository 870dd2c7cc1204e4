import { defineMessages } from '#platform/i18n/messages.ts'

/** Today's numbers beside what is written. */
export const figuresMessages = defineMessages({
  ja: {
    population: '今日の対象',
    'population.people': '今日の対象は{n}人です({date})',
    'population.service': '在職している職員 {n}人',
    'population.others': '含む職員に当たらない {n}人',
    'population.excluded': '除く {n}人: {reason}',
    'population.none': '一定水準が書きかけのため、今日の人数はまだ出せません。',
    value: '今日の値 {value}({date})',
    'value.none': '今日の値はまだありません',
    'value.by_hand': '値は手で入力します。まだ入力がありません',
  },
  en: {
    population: 'Who is meant today',
    'population.people': '{n} people today ({date})',
    'population.service': '{n} in service',
    'population.others': '{n} who are not included',
    'population.excluded': '{n} excluded: {reason}',
    'population.none': 'The floor is half-written, so that nobody can be counted yet.',
    value: 'Today {value} ({date})',
    'value.none': 'There is no value today yet',
    'value.by_hand': 'Values are entered by hand. There is none yet',
  },
})
