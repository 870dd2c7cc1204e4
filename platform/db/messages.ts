import { defineMessages } from '#platform/i18n/messages.ts'

/** What the database says to whoever starts the server: the sentences stand in the terminal. */
export const databaseMessages = defineMessages({
  ja: {
    'database.already_running':
      'このデータはすでに別のプロセス(番号 {pid})が使っています。先にそれを止めてください。データの場所: {place}',
    'database.foreign_data':
      'データの場所 {place} は別の利用者(uid {uid})のものです。その利用者で起動するか、DATA_DIR で別の場所を指定してください。',
    'database.not_a_directory': '{place} はフォルダーではありません。DATA_DIR で別の場所を指定してください。',
    'database.place_not_writable':
      'データの場所 {place} に書き込めません({reason})。DATA_DIR で書き込める場所を指定してください。',
    'database.unreachable_data':
      'データは {place} にありますが、データベースの利用者(uid {uid})が入れません。上位フォルダーの権限を戻すか、データを移してください。',
    'database.placed_elsewhere':
      'データベースの利用者(uid {uid})は {wanted} に入れないため、データを {place} に置きます。',
    'database.no_runtime':
      'この機械({platform})で動くデータベースが入っていません。npm ci をやり直すか、DATABASE_URL で PostgreSQL を指定してください。',
    'database.other_major':
      'データ {place} は PostgreSQL {found} のもので、この版の PostgreSQL {wanted} では開けません。データを取り出してから入れ直してください。',
    'database.secret_lost':
      '{place} がありません。データベースの合言葉なのでほかの方法では開けません。控えから戻してください。',
    'database.init_failed': 'データベースを用意できませんでした: {reason}',
    'database.start_failed': 'データベースを起動できませんでした(記録: {log}): {reason}',
    'database.recovering': 'データベースが前回の中断から復旧しています…',
    'database.died': 'データベースが止まったので、起動し直しています…',
    'database.came_back': 'データベースを起動し直しました。',
    'database.gave_up': 'データベースを起動し直せませんでした(記録: {log}): {reason}',
    'database.no_socket_place':
      'データベースの接続口を置ける短いパスの場所がありません。DATA_DIR を短いパスにしてください。',
    'database.busy_owner':
      'プロセス(番号 {pid})のデータベースがまだ使えません。少し待ってから、もう一度お試しください。',
    'database.bad_url':
      '{name} を読めません。postgres://利用者:合言葉@ホスト:ポート/データベース名 の形で指定してください。',
    'database.cannot_connect':
      'データベースにつながりません({reason})。DATABASE_URL とデータベースの状態を確かめてください。',
    'database.too_old': 'PostgreSQL {found} には対応していません。16 以上を使ってください。',
    'database.bad_town': '自治体の名前「{town}」は使えません。英小文字で始まる英小文字・数字・下線で指定してください。',
    'database.migration_edited':
      '適用済みの変更 {name} の中身が変わっています。元に戻し、新しい番号のファイルに変更を書いてください。',
    'database.migration_unknown':
      'このデータベースには、この版が知らない変更 {name} が適用されています。新しい版のプログラムで起動してください。',
    'database.migration_failed': 'データベースの変更 {name} を適用できませんでした。何も変わっていません: {reason}',
    'database.extension_denied':
      'PostgreSQL の拡張 btree_gist を入れられません({reason})。管理者が CREATE EXTENSION btree_gist SCHEMA public を実行してください。',
    'database.role_denied':
      'アプリ用の利用者 {role} を作れません({reason})。DATABASE_URL の利用者に CREATEROLE を与えるか、DATABASE_APP_URL を指定してください。',
    'database.role_too_strong':
      'アプリ用の利用者 {role} が強すぎます(管理者か、表の所有者です)。DATABASE_APP_URL には権限の弱い利用者を指定してください。',
  },
  en: {
    'database.already_running': 'Another process (number {pid}) is using this data. Stop it first. Data: {place}',
    'database.foreign_data':
      'The data in {place} belong to another user (uid {uid}). Start as that user, or set DATA_DIR.',
    'database.not_a_directory': '{place} is not a directory. Set DATA_DIR to another place.',
    'database.place_not_writable': 'Cannot write to {place} ({reason}). Set DATA_DIR to a place that can be written.',
    'database.unreachable_data':
      'The data are in {place}, but the database user (uid {uid}) cannot get there. Restore the rights of the parent directories, or move the data.',
    'database.placed_elsewhere': 'The database user (uid {uid}) cannot reach {wanted}; the data go to {place}.',
    'database.no_runtime':
      'No database for this machine ({platform}) is installed. Run npm ci again, or name a PostgreSQL with DATABASE_URL.',
    'database.other_major':
      'The data in {place} belong to PostgreSQL {found}; this version has PostgreSQL {wanted}. Export them and load them again.',
    'database.secret_lost':
      '{place} is missing. It is the password of the database and nothing else opens it. Restore it from a backup.',
    'database.init_failed': 'The database could not be prepared: {reason}',
    'database.start_failed': 'The database could not be started (log: {log}): {reason}',
    'database.recovering': 'The database is recovering from the last interruption…',
    'database.died': 'The database has stopped; starting it again…',
    'database.came_back': 'The database is running again.',
    'database.gave_up': 'The database could not be started again (log: {log}): {reason}',
    'database.no_socket_place':
      'There is no place with a short enough path for the database socket. Set DATA_DIR to a shorter path.',
    'database.busy_owner': 'The database of process {pid} is not ready yet. Wait a little and try again.',
    'database.bad_url': '{name} cannot be read. Write postgres://user:password@host:port/database.',
    'database.cannot_connect': 'The database cannot be reached ({reason}). Check DATABASE_URL and the database.',
    'database.too_old': 'PostgreSQL {found} is not supported. Use 16 or newer.',
    'database.bad_town':
      'The town name "{town}" cannot be used. Lower-case letters, digits and underscores, starting with a letter.',
    'database.migration_edited':
      'Migration {name} was edited after it had been applied. Restore it and write a new file instead.',
    'database.migration_unknown':
      'This database has migration {name}, which this version does not know. Start a newer version.',
    'database.migration_failed': 'Migration {name} could not be applied. Nothing was changed: {reason}',
    'database.extension_denied':
      'The PostgreSQL extension btree_gist cannot be created ({reason}). Have an administrator run CREATE EXTENSION btree_gist SCHEMA public.',
    'database.role_denied':
      'The role {role} for the application cannot be made ({reason}). Give the user of DATABASE_URL CREATEROLE, or set DATABASE_APP_URL.',
    'database.role_too_strong':
      'The role {role} of the application is too strong (superuser or owner of tables). Name a weaker role in DATABASE_APP_URL.',
  },
})
