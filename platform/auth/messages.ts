import { defineMessages } from '#platform/i18n/messages.ts'

export const authMessages = defineMessages({
  ja: {
    'refusal.wrong_name_or_password': '職員番号(ログイン名)かパスワードが違います。もう一度ご確認ください。',
    'refusal.not_open_yet':
      'パスワードは合っています。このアカウントは{date}から使えます。その日にもう一度サインインしてください。',
    'refusal.too_many_wrong':
      '職員番号(ログイン名)かパスワードが違います。間違いが続いているため、次は{seconds}秒以上待ってからお試しください。',
    'refusal.wait_to_try':
      '間違いが続いているため、今回は確かめていません。{seconds}秒以上待ってから、もう一度お試しください。',
    'refusal.sign_in_busy':
      'サインインが混み合っているため、今回は確かめていません。{seconds}秒以上待ってから、もう一度お試しください。',
    'refusal.common_password':
      'よく使われるパスワード、または同じ並びの繰り返しです。ほかの人が思いつかない、長い言葉を選んでください。',
    'refusal.own_number_password':
      '職員番号(ログイン名)は、あなたを知る人がまず試します。含まない言葉を選んでください。',
    'refusal.password_used_before':
      'いまのパスワードや、最初に渡されたパスワードは選べません。新しい言葉を選んでください。',
    'refusal.no_personas_here':
      '見本の{town.kind}として起動していないため、この入口は使えません。職員番号とパスワードでサインインしてください。',
  },
  en: {
    'refusal.wrong_name_or_password': 'The staff number (login name) or the password is not right. Please check both.',
    'refusal.not_open_yet': 'The password is right. This account opens on {date}: please sign in again on that day.',
    'refusal.too_many_wrong':
      'The staff number (login name) or the password is not right, and not for the first time. Please wait at least {seconds} s before the next try.',
    'refusal.wait_to_try':
      'There were too many wrong tries, so this one was not looked at. Please wait at least {seconds} s and try again.',
    'refusal.sign_in_busy':
      'Many people are signing in, so this try was not looked at. Please wait at least {seconds} s and try again.',
    'refusal.common_password':
      'This password is used by many, or repeats itself. Choose long words that nobody else would think of.',
    'refusal.own_number_password': 'Your staff number (login name) is what others try first. Choose words without it.',
    'refusal.password_used_before':
      'This is your present password, or the first one, which was given to you. Choose new words.',
    'refusal.no_personas_here':
      'This was not started as the sample {town.kind}. Please sign in with staff number and password.',
  },
})
