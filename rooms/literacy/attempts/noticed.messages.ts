import { defineMessages } from '#platform/i18n/messages.ts'

export const attemptsNoticedMessages = defineMessages({
  ja: {
    'kind.testOpened': '受けられるテスト',
    'notice.testOpened': 'テスト「{title}」を受けられます',
    'kind.testOpenedUntil': '期限のあるテスト',
    'notice.testOpenedUntil': 'テスト「{title}」を{last}まで受けられます',
  },
  en: {
    'kind.testOpened': 'A test that you can take',
    'notice.testOpened': 'You can take the test "{title}"',
    'kind.testOpenedUntil': 'A test with a last day',
    'notice.testOpenedUntil': 'You can take the test "{title}" until {last}',
  },
})
