import { defineMessages } from '#platform/i18n/messages.ts'

export const roleHoldersWords = defineMessages({
  ja: {
    topic: 'スキル',
    name: '役割に求める水準に達した人の割合',
    meaning: '級をまたぐ役割(DX推進リーダーなど)に就く人が、その役割に求める力を持っているか。',
    numerator:
      '就いている役割が求めるすべてのスキルで、求める水準に達した職員(わからないスキルは、達していないと数えます)',
    denominator: '基準日に、水準を求める役割に就いている職員',
    records: '役割に就いている職員',
    day: '根拠となる記録の日',
    yes: '役割に求める水準に達した',
    no: '求める水準に達していないスキルがある',
  },
  en: {
    topic: 'Skills',
    name: 'Share of role holders at what their role expects',
    meaning: 'Whether those who hold a role that crosses grades, such as leading digital work, can do what it asks.',
    numerator:
      'Holders at every level that their roles expect; a skill of which nothing is known counts as not reached',
    denominator: 'Staff who hold a role that expects levels on the day',
    records: 'Staff who hold a role',
    day: 'Day of the evidence',
    yes: 'at what the role expects',
    no: 'below it in some skill',
  },
})
