import { defineMessages } from '#platform/i18n/messages.ts'

export const lowestMessages = defineMessages({
  ja: {
    'lowest.title': 'いちばん低いまとまり',
    'lowest.named': '{section}: {value}',
    'lowest.several': '所属をまたぐまとまり',
    'lowest.unnamed': '{value}(どの所属かは幹部と人材育成担当が見ます)',
    'lowest.line': 'いちばん低い: {section} {value}',
    'lowest.line_unnamed': 'いちばん低いまとまり: {value}',
    'lowest.and_more': '{section}ほか{n}',
    'lowest.hidden': 'いちばん低いまとまり: 人数が少ないか、所属ごとの値がないため示せません',
    'lowest.why':
      'この成果は全ての職員についてのものなので、全体の割合だけでは届いたとは言えません。{n}人以上のまとまり{groups}個のうち、最も遠いところを示します。',
    'lowest.bands': 'まとまりの分布',
    'lowest.bands_caption': '{name}のまとまりごとの割合の分布',
    'lowest.band': '割合',
    'lowest.band_of': '{from}%以上{to}%未満',
    'lowest.band_last': '{from}%以上',
    'lowest.groups': 'まとまり',
    'lowest.people': '人数',
  },
  en: {
    'lowest.title': 'The lowest group',
    'lowest.named': '{section}: {value}',
    'lowest.several': 'A group across sections',
    'lowest.unnamed': '{value} (which section it is, executives and HR see)',
    'lowest.line': 'Lowest: {section} {value}',
    'lowest.line_unnamed': 'Lowest group: {value}',
    'lowest.and_more': '{section} and {n} more',
    'lowest.hidden': 'Lowest group: too few people, or no values by section',
    'lowest.why':
      'This outcome speaks of all staff, so the share of the whole does not say that it is reached. Of {groups} groups of {n} people or more this is the one furthest from it.',
    'lowest.bands': 'How the groups are spread',
    'lowest.bands_caption': '{name}: groups by their share',
    'lowest.band': 'Share',
    'lowest.band_of': '{from}% to under {to}%',
    'lowest.band_last': '{from}% and more',
    'lowest.groups': 'Groups',
    'lowest.people': 'People',
  },
})
