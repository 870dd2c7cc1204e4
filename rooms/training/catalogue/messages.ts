import { defineMessages } from '#platform/i18n/messages.ts'

export const catalogueMessages = defineMessages({
  ja: {
    'refusal.sessions_after_end': 'その日から後に{n}回の開催({date}から)が残っています。先にそれを中止してください。',
    'refusal.courses_unseen':
      '{count}件の研修は、ほかの内容で登録されています。何も変わっていません。示された研修を確かめてから、送り直してください。',
    unseen:
      '研修「{courseCode}」は、いま「{stored}」として登録され、送られたもの(「{mine}」)と内容が違います。確かめて置き換えるときは、この行に seen: "{version}" を添えて送ります。',
    'refusal.course_code_taken': 'この研修コードは別の研修が使っています。違うコードにしてください。',
    'refusal.not_eligible': 'この研修の受講対象は次のとおりです: {rule}。ほかの研修をお探しください。',
    'fits.reason':
      '{date}の「{test}」では、一定水準である{skill}の水準{level}({name})に届きませんでした。このスキルを学べて、いま席の空いている研修です。申し込むかどうかは自由です。',
    'fits.none':
      '{date}の「{test}」では、一定水準である{skill}の水準{level}({name})に届きませんでした。このスキルを学べる研修に、いま席の空いている回はありません。回が加わると、ここに出ます。',
    'again.now': '「{test}」は、いま受け直せます。',
    'again.left': '「{test}」は、いま受け直せます(あと{n}回)。',
    'again.from': '「{test}」は、{date}から受け直せます。',
    'again.not': '「{test}」は、いまは受け直せません。',
    'eligibility.minRank': '{grade}以上の職員',
    'eligibility.maxRank': '{grade}以下の職員',
    'eligibility.occupations': '職種が{list}の職員',
    'eligibility.employmentCategories': '任用区分が{list}の職員',
    'eligibility.afterCourses': '{list}を修了した職員',
    'eligibility.levels': '{list}の職員',
    'eligibility.level': '{skill}が水準{level}以上',
    'refusal.unknown_prerequisite': '前提とする研修が見つかりません。研修の一覧を確かめて、選び直してください。',
    'refusal.asks_for_itself':
      '前提とする研修をたどると、この研修自身に戻ります。だれも受けられなくなるため、保存していません。前提を選び直してください。',
  },
  en: {
    'refusal.sessions_after_end': '{n} sessions (from {date}) are left on or after that day. Cancel those first.',
    'refusal.courses_unseen':
      '{count} courses are recorded in other words. Nothing was changed. Look at those named, then send them again.',
    unseen:
      'Course "{courseCode}" is recorded as "{stored}" and differs from what was sent ("{mine}"). To replace it once you have looked, send it with seen: "{version}".',
    'refusal.course_code_taken': 'Another course has this code. Choose a different one.',
    'refusal.not_eligible': 'This course is for: {rule}. Please look for another one.',
    'fits.reason':
      '“{test}” on {date} did not reach level {level} ({name}) of {skill}, which is the floor. These courses teach that skill and have free seats. Whether you apply is up to you.',
    'fits.none':
      '“{test}” on {date} did not reach level {level} ({name}) of {skill}, which is the floor. No course of that skill has a free seat now; once there is one, it stands here.',
    'again.now': 'You can take “{test}” again now.',
    'again.left': 'You can take “{test}” again now ({n} more times).',
    'again.from': 'You can take “{test}” again from {date}.',
    'again.not': '“{test}” cannot be taken again now.',
    'eligibility.minRank': 'staff of {grade} or above',
    'eligibility.maxRank': 'staff of {grade} or below',
    'eligibility.occupations': 'staff whose occupation is {list}',
    'eligibility.employmentCategories': 'staff employed as {list}',
    'eligibility.afterCourses': 'staff who have completed {list}',
    'eligibility.levels': 'staff with {list}',
    'eligibility.level': 'level {level} or above in {skill}',
    'refusal.unknown_prerequisite':
      'A course that is asked for before is not there. Look at the list of courses and choose again.',
    'refusal.asks_for_itself':
      'The courses asked for before lead back to this one, so that nobody could take it. Nothing was saved; choose them anew.',
  },
})
