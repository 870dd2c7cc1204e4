import { defineMessages } from '#platform/i18n/messages.ts'

export const startMessages = defineMessages({
  ja: {
    'start.ready': 'はぐくみが動いています: {url}  (止めるには Ctrl+C)',
    'start.both': '--empty と --sample は一緒に指定できません。',
    'start.stopping': '止めています…',
    'start.not_closed':
      '{seconds} 秒待っても終わらない処理があるため、打ち切って終わります。確定した記録は失われません。',
    'start.database_gone': 'データベースが止まり、立て直せませんでした。もう一度起動してください。',
    'start.port_taken':
      'ポート {port} はほかのプログラムが使っています。PORT=3001 npm start のように別の番号で起動してください。',
    'start.bad_port': 'PORT には 0 から 65535 の数を指定してください(「{port}」は使えません)。',
    'start.bad_setting.proxies':
      '{variable} には、前に立つプロキシの数(1〜9)か、プロキシのあるネットワーク(例 10.1.0.0/16,loopback)を指定してください(「{value}」は使えません)。',
    'start.bad_setting.url':
      '{variable} には、https:// から始まり名前で終わるアドレスを指定してください(例 https://jinzai.example.lg.jp。「{value}」は使えません)。',
    'start.bad_setting.smtp':
      '{variable} には smtp://利用者:パスワード@ホスト:ポート か smtps:// のアドレスを指定してください(「{value}」は使えません)。',
    'start.bad_setting.sender':
      '{variable} には、送り主のメールアドレスだけを指定してください(例 hagukumi@example.lg.jp。「{value}」は使えません)。',
    'start.bad_setting.mailNeeds':
      '{variable}({value})でメールを送るには、MAIL_FROM(送り主)と PUBLIC_URL(職員が開くアドレス)も指定してください。',
    'start.bad_setting.whole':
      '{variable} には {least} から {most} の整数を指定してください(「{value}」は使えません)。',
    'start.port_forbidden':
      'ポート {port} を使う権限がありません。PORT=3000 のように 1024 以上の番号で起動してください。',
    'start.bad_host':
      'HOST の {host} は、この機械のアドレスではありません。127.0.0.1 か 0.0.0.0 などを指定してください。',
    'start.sample': '見本の{town.kind}(職員 {staff} 人)を用意しています。初回だけ少し時間がかかります…',
    'start.sample_ready': '見本の{town.kind}ができました({seconds} 秒)。すべてサンプル値です。',
    'start.own_town': '取り込み済みのデータがあるため、見本の{town.kind}は入れずに起動します。',
    'start.empty': '空の状態で起動します。最初の管理者は bin/hagukumi admin create で作れます。',
  },
  en: {
    'start.ready': 'Hagukumi is running: {url}  (Ctrl+C stops it)',
    'start.both': '--empty and --sample exclude each other.',
    'start.stopping': 'Stopping…',
    'start.not_closed': 'Something has not ended for {seconds} s; it is cut off. Nothing that was recorded is lost.',
    'start.database_gone': 'The database stopped and could not be brought back. Please start again.',
    'start.port_taken': 'Port {port} is used by another program. Start on another one, e.g. PORT=3001 npm start.',
    'start.bad_port': 'PORT takes a number from 0 to 65535 ({port} is none).',
    'start.bad_setting.proxies':
      '{variable} takes the number of proxies before us (1 to 9) or the networks that they are in, e.g. 10.1.0.0/16,loopback ({value} is neither).',
    'start.bad_setting.url':
      '{variable} takes an address that begins with https:// and ends with the name, e.g. https://jinzai.example.lg.jp ({value} does not).',
    'start.bad_setting.smtp': '{variable} takes smtp://user:password@host:port or smtps:// ({value} is neither).',
    'start.bad_setting.sender':
      '{variable} takes the sender’s mail address alone, e.g. hagukumi@example.lg.jp ({value} is none).',
    'start.bad_setting.mailNeeds':
      'To send mail by {variable} ({value}), set MAIL_FROM (the sender) and PUBLIC_URL (where people open this) too.',
    'start.bad_setting.whole': '{variable} takes a whole number from {least} to {most} ({value} is none).',
    'start.port_forbidden': 'Port {port} needs a right that is missing. Start on one from 1024 up, e.g. PORT=3000.',
    'start.bad_host': 'HOST {host} is no address of this machine. Use 127.0.0.1 or 0.0.0.0, for instance.',
    'start.sample': 'Preparing the sample {town.kind} ({staff} staff). This takes a little the first time…',
    'start.sample_ready': 'The sample {town.kind} is ready ({seconds} s). Everything in it is a sample value.',
    'start.own_town': 'This town holds data of its own, so it starts without the sample {town.kind}.',
    'start.empty': 'Starting empty. bin/hagukumi admin create makes the first administrator.',
  },
})
