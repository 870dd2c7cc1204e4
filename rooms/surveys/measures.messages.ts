import { defineMessages } from '#platform/i18n/messages.ts'

export const favourableWords = defineMessages({
  ja: {
    topic: '意識調査',
    name: '設問に肯定的に答えた人の割合',
    meaning: '職員がどう感じているか。回答した人だけの数なので、回答率と設問の文を必ず添えて示します。',
    numerator: '分母のうち、「そう思う」か「とてもそう思う」と答えた人',
    denominator: '基準日までに締め切った一番新しい回で、その設問に答えた人(まとまりが小さくて示せない人を除く)',
    records: '示してよい大きさのまとまり(一人ひとりの回答は記録にありません)',
    day: '締め切った日',
  },
  en: {
    topic: 'Surveys',
    name: 'Share of favourable answers to an item',
    meaning:
      'How staff feel. It speaks of those who answered, so the response rate and the item’s wording stand beside it.',
    numerator: 'Of the denominator, those who answered 4 or 5 (they agree)',
    denominator:
      'Those who answered the item in the latest round closed by the day, without groups too small to be shown',
    records: 'Groups large enough to be shown; nobody’s own answers are a record',
    day: 'Day of closing',
  },
})

export const responseWords = defineMessages({
  ja: {
    topic: '意識調査',
    name: '調査の回答率',
    meaning: '結果がどれだけの人の声かを示します。答えた人と答えていない人の名前は、どこにもありません。',
    numerator: '分母のうち、回答した人',
    denominator: '基準日までに締め切った一番新しい回で、回答をお願いした人',
    records: '回の全体(誰が回答したかは記録にありません)',
    day: '締め切った日',
  },
  en: {
    topic: 'Surveys',
    name: 'Response rate of a survey',
    meaning: 'Of how many people the results speak. Nowhere does it say who answered.',
    numerator: 'Of the denominator, those who answered',
    denominator: 'Those who were asked in the latest round closed by the day',
    records: 'The round as a whole; who answered is not on record',
    day: 'Day of closing',
  },
})

export const changesWords = defineMessages({
  ja: {
    topic: '意識調査',
    name: '調査を受けて変えると約束したことの実行率',
    meaning: '声を聞いただけで終わっていないか。見送ったものは、理由があっても実行した数に入れません。',
    numerator: '分母のうち、基準日までに実行したもの',
    denominator: '期限が今年度の初日から基準日までの、回答を受けて変えると約束したこと',
    records: '約束したこと',
    day: '期限と、実行した日',
  },
  en: {
    topic: 'Surveys',
    name: 'Share of promised changes that were made',
    meaning: 'Whether answers lead to something. What was dropped, with whatever reason, was not done.',
    numerator: 'Of the denominator, those done by the day',
    denominator: 'Changes promised because of answers that fell due in the fiscal year up to the day',
    records: 'Promised changes',
    day: 'When it fell due, and when it was done',
  },
})
