import { defineMessages } from '#platform/i18n/messages.ts'

export const authMessages = defineMessages({
  ja: {
    'refusal.wrong_name_or_password': '職員番号(ログイン名)かパスワードが違います。もう一度ご確認ください。',
    'refusal.locked_out':
      '続けて間違えたため、しばらくサインインできません。{minutes}分ほど待ってから、もう一度お試しください。',
    'refusal.no_personas_here':
      '見本の区として起動していないため、この入口は使えません。職員番号とパスワードでサインインしてください。',
  },
  en: {
    'refusal.wrong_name_or_password': 'The staff number (login name) or the password is not right. Please check both.',
    'refusal.locked_out': 'Too many wrong attempts. Please wait about {minutes} minutes and try again.',
    'refusal.no_personas_here':
      'This was not started as the sample ward. Please sign in with staff number and password.',
  },
})
