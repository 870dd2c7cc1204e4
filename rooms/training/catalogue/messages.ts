import { defineMessages } from '#platform/i18n/messages.ts'

export const catalogueMessages = defineMessages({
  ja: {
    'refusal.sessions_after_end': 'その日から後に{n}回の開催({date}から)が残っています。先にそれを中止してください。',
    'refusal.course_code_taken': 'この研修コードは別の研修が使っています。違うコードにしてください。',
    'refusal.not_eligible': 'この研修の受講対象は次のとおりです: {rule}。ほかの研修をお探しください。',
    'eligibility.minRank': '{grade}以上の職員',
    'eligibility.maxRank': '{grade}以下の職員',
    'eligibility.occupations': '職種が{list}の職員',
    'eligibility.employmentCategories': '任用区分が{list}の職員',
  },
  en: {
    'refusal.sessions_after_end': '{n} sessions (from {date}) are left on or after that day. Cancel those first.',
    'refusal.course_code_taken': 'Another course has this code. Choose a different one.',
    'refusal.not_eligible': 'This course is for: {rule}. Please look for another one.',
    'eligibility.minRank': 'staff of {grade} or above',
    'eligibility.maxRank': 'staff of {grade} or below',
    'eligibility.occupations': 'staff whose occupation is {list}',
    'eligibility.employmentCategories': 'staff employed as {list}',
  },
})
