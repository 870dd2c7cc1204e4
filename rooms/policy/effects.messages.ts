import { defineMessages } from '#platform/i18n/messages.ts'

/** What a publication does to people, in sentences. */
export const effectMessages = defineMessages({
  ja: {
    'effect.otherTown':
      'いま公開中の方針は別の団体({things})のものです。全職員の画面と集計が、この団体の方針に変わります。',
    'effect.gradeUnknown':
      '新しい方針にない職務の級の職員が{people}人います({things})。期待水準が出なくなります。名前を変えただけなら、新しい級の formerGrades に以前の級を書いてください。',
    'effect.executivesEnd': '幹部として見られる画面を失う職員が{people}人います({things})。',
    'effect.expectationsVanish': '期待水準がなくなるスキルがあり、{people}人に及びます({things})。',
    'effect.skillsVanish':
      '記録があるのに方針からなくなるスキルがあり、{people}人に及びます({things})。記録を引き継ぐなら、下書きのスキルピラミッドの「なくなったスキル」に行き先を書いてください。',
    'effect.skillsCarried': 'なくなるスキルの記録の行き先が決まっています。{people}人に及びます({things})。',
    ends: '引き継がない',
    'effect.expectationsRise': '期待水準が上がるスキルがあり、{people}人に及びます({things})。',
    'effect.floorPopulation': '全職員の一定水準の対象者が変わります({things})。',
    'floor.before': 'いま',
    'floor.after': '公開後',
    thing: '{name} {people}人',
    things: '{shown} ほか{n}件',
  },
  en: {
    'effect.otherTown':
      'The policy in force is that of another town ({things}). Everybody’s pages and figures turn to the policy of this one.',
    'effect.gradeUnknown':
      '{people} people hold a grade that the new policy does not know ({things}); nothing is expected of them any more. Where a grade was only renamed, name it in formerGrades of the new one.',
    'effect.executivesEnd': '{people} people lose what they see as executives ({things}).',
    'effect.expectationsVanish': 'Skills of which nothing is expected any more concern {people} people ({things}).',
    'effect.skillsVanish':
      'Skills that go although they have records concern {people} people ({things}). To carry the records over, say in the draft’s pyramid what these former skills become.',
    'effect.skillsCarried': 'Where the records of skills that go count concerns {people} people ({things}).',
    ends: 'nowhere',
    'effect.expectationsRise': 'Skills of which more is expected concern {people} people ({things}).',
    'effect.floorPopulation': 'Who is meant by the floor for all changes ({things}).',
    'floor.before': 'Now',
    'floor.after': 'After',
    thing: '{name}: {people}',
    things: '{shown}, and {n} more',
  },
})
