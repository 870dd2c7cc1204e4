import { defineMessages } from '#platform/i18n/messages.ts'

export const rosterMessages = defineMessages({
  ja: {
    'refusal.not_a_half_day': 'この開催回にない日時です。画面を読み直してから、もう一度記録してください。',
    'refusal.half_day_to_come': 'まだ来ていない日の出欠は記録できません。当日になってから記録してください。',
    'refusal.named_twice': '同じ人の同じ時間帯が2回書かれています。1つにして、もう一度送ってください。',
    'refusal.marks_missing':
      '出欠の印がない時間帯のある人が{n}人います({name}さんなど)。すべての時間帯に印を付けてから確定してください。',
    'refusal.nobody_to_fix':
      '出席をこれから確定する人はいません。記録を直すときは、申込みのページで理由を添えて訂正します。',
    'refusal.code_not_of_here':
      'この研修の二次元コードではありません。会場に映っている二次元コードを、もう一度読み取ってください。',
    'refusal.wrong_day': 'この日の出席は、いまは受け付けていません。今日の開催回か、日付を確かめてください。',
    'refusal.code_too_old':
      'この二次元コードは時間が過ぎて使えません。会場に映っている新しい二次元コードを読み取ってください。',
    'refusal.no_seat':
      'この開催回に、あなたの席はありません。申し込んだ回かどうかを確かめ、会場の担当者に声をかけてください。',
    'refusal.number_unknown':
      'この番号の人はこの開催回にいないか、番号が替わっています。いま画面に出ている番号を打ち直してください。',
  },
  en: {
    'refusal.not_a_half_day': 'The session has no such half-day. Load the page again and mark once more.',
    'refusal.half_day_to_come': 'A day to come cannot be marked yet. Mark it when it has come.',
    'refusal.named_twice': 'A person and half-day is named twice. Name each once and send it again.',
    'refusal.marks_missing': '{n} people still have a half-day without a mark ({name}). Mark every half-day first.',
    'refusal.nobody_to_fix':
      'Nobody’s attendance is open any more. What is wrong is corrected, with a reason, on the application’s page.',
    'refusal.code_not_of_here': 'This is no code of this session. Scan the one that is shown in the room again.',
    'refusal.wrong_day': 'Attendance of that day is not taken now. Look at the session and its date again.',
    'refusal.code_too_old': 'This code has run out. Scan the new one that is shown in the room.',
    'refusal.no_seat':
      'You have no seat in this session. Look whether it is the one you applied for, and speak to whoever runs it.',
    'refusal.number_unknown':
      'Nobody of this session has this number, or it has changed. Type the number that is shown now.',
  },
})
