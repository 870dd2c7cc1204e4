import { defineMessages } from '#platform/i18n/messages.ts'

export const commandMessages = defineMessages({
  ja: {
    'usage.intro': '使い方: hagukumi 動詞 [引数]   (--help で動詞ごとの説明、--json で機械向けの出力)',
    'usage.of': '使い方: hagukumi {usage}',
    'usage.unknown': '「{words}」という動詞はありません。hagukumi --help で一覧を見られます。',
    'usage.wrong': '引数が正しくありません: {reason}',
    'file.cannot_read': 'ファイル {path} を読めません: {reason}',
    'file.cannot_write': 'ファイル {path} に書けません: {reason}',
  },
  en: {
    'usage.intro': 'Usage: hagukumi VERB [arguments]   (--help explains each verb, --json prints for machines)',
    'usage.of': 'Usage: hagukumi {usage}',
    'usage.unknown': 'There is no verb "{words}". See hagukumi --help.',
    'usage.wrong': 'The arguments are not right: {reason}',
    'file.cannot_read': 'Cannot read the file {path}: {reason}',
    'file.cannot_write': 'Cannot write the file {path}: {reason}',
  },
})
