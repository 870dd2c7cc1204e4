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
    'drill.done':
      '{path} を別の場所に戻し、{tables} 表・{rows} 行がそろい、記録 {journalLines} 行に書き換えがないことを確かめました。戻した場所は消しました。',
    'drill.short': '{path} を別の場所に戻しましたが、{table} は {found} 行で、控えの {rows} 行とそろいません。',
    'drill.journal': '{path} を別の場所に戻しましたが、記録の {line} 行目が封印と合いません。',
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
    'drill.done':
      'Restored {path} into a place of its own: {tables} tables, {rows} rows are whole, and {journalLines} lines of the journal verified. That place is gone again.',
    'drill.short': 'Restored {path} into a place of its own, but {table} has {found} rows there instead of {rows}.',
    'drill.journal': 'Restored {path} into a place of its own, but line {line} of the journal does not fit its seal.',
    'stage.backup': 'Writing',
    'stage.restore': 'Restoring',
  },
})
