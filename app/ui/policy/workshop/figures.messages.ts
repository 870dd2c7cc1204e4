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
    leaving: 'この下書きでなくなるスキル',
    'leaving.lead':
      'いまの方針にあり、職員の記録や期待がのっているスキルです。記録をどのスキルへ引き継ぐか、引き継がずに終わるかを決めます。',
    'leaving.people': '記録のある職員 {people}人、期待されている職員 {expected}人',
    'leaving.open': '行き先が決まっていません',
    'leaving.becomes': '「{names}」へ引き継ぎます',
    'leaving.ends': '引き継がずに終わります({reason})',
    'leaving.decide': '行き先を決める',
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
    leaving: 'Skills that go with this draft',
    'leaving.lead':
      'Skills of the policy in force on which records or expectations of people rest. Say which skills take the records over, or that they end.',
    'leaving.people': '{people} people with records, {expected} of whom something is expected',
    'leaving.open': 'Nobody has said yet where the records go',
    'leaving.becomes': 'The records go to “{names}”',
    'leaving.ends': 'The records end ({reason})',
    'leaving.decide': 'Say where they go',
    value: 'Today {value} ({date})',
    'value.none': 'There is no value today yet',
    'value.by_hand': 'Values are entered by hand. There is none yet',
  },
})
