import { defineMessages } from '#platform/i18n/messages.ts'

export const backupMessages = defineMessages({
  ja: {
    'refusal.file_exists': 'ファイル {path} はすでにあります。別の名前を指定してください。',
    'refusal.town_not_empty':
      'このデータベースにはすでにデータがあります。空のデータベース(たとえば新しい DATA_DIR)に戻してください。何も変えていません。',
    'refusal.not_a_backup': 'ファイル {path} は、はぐくみのバックアップではありません。',
    'refusal.half_a_backup': 'ファイル {path} は途中で切れているか、壊れています。何も変えていません。',
    'refusal.more_than_a_backup':
      'ファイル {path} には、バックアップの終わりのあとに余分なデータが続いています。一つのバックアップだけのファイルを指定してください。何も変えていません。',
    'refusal.other_version':
      'このバックアップは別の版のはぐくみで作られています({found})。同じ版で戻してから更新してください。',
    'backup.done': '{path} に {tables} 表・{rows} 行を書き出しました。SHA-256 {sha256}',
    'restore.done': '{tables} 表・{rows} 行を戻しました。',
    'stage.backup': '書き出し中',
    'stage.restore': '戻しています',
  },
  en: {
    'refusal.file_exists': 'The file {path} exists already. Choose another name.',
    'refusal.town_not_empty':
      'This database holds data already. Restore into an empty one (e.g. a new DATA_DIR). Nothing was changed.',
    'refusal.not_a_backup': 'The file {path} is no backup of Hagukumi.',
    'refusal.half_a_backup': 'The file {path} is cut short or damaged. Nothing was changed.',
    'refusal.more_than_a_backup':
      'In the file {path} something follows after the end of the backup. Name a file that is one backup and nothing else. Nothing was changed.',
    'refusal.other_version':
      'This backup was made by another version ({found}). Restore with that version, then upgrade.',
    'backup.done': 'Wrote {tables} tables, {rows} rows to {path}. SHA-256 {sha256}',
    'restore.done': 'Restored {tables} tables, {rows} rows.',
    'stage.backup': 'Writing',
    'stage.restore': 'Restoring',
  },
})
