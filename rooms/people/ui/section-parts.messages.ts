import { defineMessages } from '#platform/i18n/messages.ts'

export const partsMessages = defineMessages({
  ja: {
    as_of: '{date}現在',
    way: '所属の階層',
    town: '全体',
    own: '{name}に直接所属する人',
    nowhere: '所属のない人、そのほかの所属',
    holds: '{names}を含む',
  },
  en: {
    as_of: 'as of {date}',
    way: 'Sections above',
    town: 'The town',
    own: 'Directly in {name}',
    nowhere: 'In no section, and other sections',
    holds: 'with {names}',
  },
})
