import { defineMessages } from '#platform/i18n/messages.ts'

export const recommendationMessages = defineMessages({
  ja: {
    'refusal.no_such_recommendation': 'このおすすめは、あなたに届いたこの研修のものではありません。',
    'refusal.no_such_staff_member': 'この職員は見つかりません。職員番号を確かめてください。',
    'refusal.recommendation_struck': 'このおすすめは、誤りだったため取り消されました。答えは要りません。',
    'refusal.already_struck': 'このおすすめは、すでに取り消されています。',
    'refusal.course_ended': 'この研修は終了しています。いま開かれている研修から選んでください。',
    'refusal.has_left': 'この方はすでに退職しています。おすすめは届けられません。',
    'refusal.already_recommended': 'この研修は、この方にすでにおすすめしています。返事をお待ちください。',
  },
  en: {
    'refusal.no_such_recommendation': 'This is not a recommendation of this course to you.',
    'refusal.no_such_staff_member': 'No such member of staff. Check the staff number.',
    'refusal.recommendation_struck': 'This recommendation was a mistake and was taken away. No answer is needed.',
    'refusal.already_struck': 'This recommendation was taken away already.',
    'refusal.course_ended': 'This course has ended. Choose one that is open.',
    'refusal.has_left': 'This person has left. A recommendation cannot reach them.',
    'refusal.already_recommended': 'This course is recommended to this person already. Please wait for the answer.',
  },
})
