import { defineMessages } from '#platform/i18n/messages.ts'

export const dutyWords = defineMessages({
  ja: {
    topic: '職務とのつながり',
    name: '自分の職務を言葉にした職員の割合',
    meaning: '職務の目的を考える機会が行き渡っているか。異動した人は、今の所属で書いたものだけを数えます。',
    numerator: '分母のうち、今の所属で自分の職務を言葉にしている職員',
    denominator: '基準日に所属があり在職している職員(休職中の人は外に示します)',
    records: '在職している職員',
    day: '職務を書いた日',
    yes: '今の所属の職務を書いている',
    no: '今の所属の職務はまだ書いていない',
  },
  en: {
    topic: 'Line of sight',
    name: 'Share who have said their duty in their own words',
    meaning:
      'Whether everybody has had the chance to think about what their work is for. After a transfer only what was said in the present section counts.',
    numerator: 'Of the denominator, staff who have said their duty in the section in which they are',
    denominator: 'Staff in service with a section on the day; those on leave stand outside',
    records: 'Staff in service',
    day: 'The day on which the duty was said',
    yes: 'has said the duty in this section',
    no: 'has not said the duty in this section yet',
  },
})

export const agreedWords = defineMessages({
  ja: {
    topic: '職務とのつながり',
    name: '職務の言葉を所属長と確かめ合った職員の割合',
    meaning:
      '職務の目的を所属で語り合えているか。異動したり言葉を書き直したりすると、もう一度確かめ合うまで数えません。',
    numerator: '分母のうち、今の所属で書いた職務の言葉を所属長が確かめている職員',
    denominator: '基準日に所属があり在職している職員(休職中の人は外に示します)',
    records: '在職している職員',
    day: '所属長が確かめた日',
    yes: '所属長と確かめ合っている',
    no: 'まだ確かめ合っていない',
  },
  en: {
    topic: 'Line of sight',
    name: 'Share whose head has agreed to the words of their duty',
    meaning:
      'Whether sections talk about what their work is for. After a transfer, or once the words are said anew, nobody counts until both have agreed again.',
    numerator: 'Of the denominator, staff whose head has agreed to the words that they said in the present section',
    denominator: 'Staff in service with a section on the day; those on leave stand outside',
    records: 'Staff in service',
    day: 'The day on which the head agreed',
    yes: 'both have agreed',
    no: 'not agreed yet',
  },
})

export const inLineWords = defineMessages({
  ja: {
    topic: '職務とのつながり',
    name: '所属の目的が方針の成果につながっている職員の割合',
    meaning:
      '自分の職場の目的から方針の成果までたどれる人がどれだけいるか。所属が目的を示していなければ、目的を示した一番近い上の所属によります。',
    numerator: '分母のうち、所属の目的が基準日の方針の直接アウトカムにつながっている職員',
    denominator: '基準日に所属があり在職している職員(休職中の人は外に示します)',
    records: '在職している職員',
    day: '基準日に効力のある所属の目的と方針',
    yes: '所属の目的が成果につながっている',
    no: '所属の目的がまだ成果につながっていない',
  },
  en: {
    topic: 'Line of sight',
    name: 'Share whose section’s purpose leads to an outcome of the policy',
    meaning:
      'How many can follow the line from their section to an outcome. Where a section states no purpose, that of the nearest section above which does counts.',
    numerator: 'Of the denominator, staff whose section’s purpose leads to a direct outcome of the policy of the day',
    denominator: 'Staff in service with a section on the day; those on leave stand outside',
    records: 'Staff in service',
    day: 'Purposes and the policy that hold on the day',
    yes: 'the purpose leads to an outcome',
    no: 'the purpose does not lead to an outcome yet',
  },
})
