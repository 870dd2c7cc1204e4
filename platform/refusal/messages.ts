import { defineMessages } from '#platform/i18n/messages.ts'

export const refusalMessages = defineMessages({
  ja: {
    'refusal.invalid_input': '入力に誤りがあります。示された項目を直して、もう一度お試しください。',
    'refusal.sign_in_needed': 'サインインが必要です。サインインしてから、もう一度お試しください。',
    'refusal.session_expired': 'サインインの有効期限が切れました。もう一度サインインしてください。',
    'refusal.not_anonymous':
      'この送信には、だれのものかを示すもの(クッキーなど)が付いているので受け取りません。何も記録していません。',
    'refusal.made_for_another':
      'この画面は、いまサインインしている人とは別の人のために開かれています。何も変わっていません。画面を読み込み直してください。',
    'refusal.own_password_needed':
      '渡されたパスワードのままでは使えません。自分のパスワードに変えてから、もう一度お試しください。',
    'refusal.forbidden':
      'この操作や閲覧は、あなたの今日の所属と役割では許可されていません。必要なときは人材育成担当にご相談ください。',
    'refusal.changed_meanwhile':
      'この画面を開いた後に、ほかの人(または別の画面)がこの内容を変えました。まだ何も保存していません。いまの内容を見てから、もう一度お試しください。',
    'refusal.nothing_to_correct': '訂正の前と後が同じです。正しい値を入れてください。何も変わっていません。',
    'refusal.acted_on_meanwhile':
      'その後に次の手続きが進んだか、日が変わったため、元に戻せません。何も変わっていません。',
    'refusal.foreign_origin': '別のサイトからの操作は受け付けません。このシステムの画面から操作してください。',
    'refusal.unknown_host': 'このアドレスではお答えできません。案内されたアドレスで開いてください。',
    'refusal.not_found': 'お探しのものは見つかりませんでした。番号やアドレスを確かめてください。',
    'refusal.method_not_allowed':
      'このアドレスでは、その方法の要求を受け付けません。APIの説明(/api/docs)を確かめてください。',
    'refusal.body_too_large': '送られたデータが大きすぎます(上限 {limit})。ファイルを分けて、もう一度お試しください。',
    'refusal.too_many_values': '送られたデータの項目が多すぎます(上限 {limit})。分けて、もう一度お試しください。',
    'refusal.disk_full':
      'データベースのディスクがいっぱいで、書き込めません。何も変わっていません。システム担当に「ディスクの空きを増やしてください」とお伝えください。',
    'refusal.too_much_at_once':
      'いま大きなデータを受け取っている途中です。{seconds}秒以上待ってから、もう一度お試しください。',
    'refusal.stopping':
      'サーバーを止めているところです。何も変わっていません。{seconds}秒以上待ってから、もう一度お試しください。',
    'refusal.request_too_slow': '要求が届ききる前に時間切れになりました。もう一度お試しください。',
    'refusal.headers_too_large':
      '要求の見出し(アドレスやクッキーなど)が長すぎます。このサイトのクッキーを消してから、もう一度お試しください。',
    'refusal.unsupported_media_type': '送られたデータの形式を読めません。JSON(application/json)で送ってください。',
    'refusal.too_many_guests':
      'サインイン前の要求が混み合っています。{seconds}秒以上待ってから、もう一度お試しください。',
    'refusal.too_many_of_one':
      'このアカウントからの要求が一度に多すぎます。{seconds}秒以上待ってから、もう一度お試しください。',
    'refusal.not_laid_down': '方針に{what}の定めはありません。{brings}',
    'refusal.not_announced_yet': 'その日の組織はまだ公表されていません。見られるのは{last}までです。',
    'refusal.as_of_in_future': '基準日は今日({today})までの日にしてください。',
    'refusal.too_slow':
      '処理に時間がかかりすぎたため中止しました。何も変わっていません。少し待ってから、もう一度お試しください。',
    'refusal.database_unavailable':
      'データベースにつながりません。少し待ってから画面を読み込み直し、変わったかどうかを確かめてください。続くときはシステム担当にご連絡ください。',
    'refusal.unexpected':
      '思わぬ問題が起きました。何も変わっていません。番号 {incident} をシステム担当にお伝えください。',
    'field.missing': '入力してください。',
    'field.wrong_type': '値の種類が違います。',
    'field.whole_number': '整数で入力してください。',
    'field.too_small': '小さすぎる、または短すぎます(下限 {limit})。',
    'field.not_above': '{limit}より大きい数を入力してください。',
    'field.too_big': '大きすぎる、または長すぎます(上限 {limit})。',
    'field.steps': '{step}きざみの数で入力してください。',
    'field.not_one_of': '選べる値ではありません。',
    'field.date': '暦にある日を、2027-04-01 のように書いてください。',
    'field.unknown': '知らない項目です({keys})。',
    'field.unreadable_text': '読めない文字(制御文字や、途中で切れた文字)が入っています。入力し直してください。',
    'field.turned_text':
      '文字の向きを変える見えない文字が入っています(電話帳などから写すと付くことがあります)。写さずに入力し直してください。',
    'field.nothing_to_see': '目に見えない文字だけが入っています。入力し直してください。',
    'field.invalid': '正しい形ではありません。',
  },
  en: {
    'refusal.invalid_input': 'Something in what you sent is not right. Mend the fields named and try again.',
    'refusal.sign_in_needed': 'Please sign in first, then try again.',
    'refusal.session_expired': 'Your session has ended. Please sign in again.',
    'refusal.not_anonymous':
      'What was sent says who sent it (by a cookie, for example), so it is not taken. Nothing was recorded.',
    'refusal.made_for_another':
      'This page was opened for somebody else than the person who is signed in now. Nothing was changed. Reload the page.',
    'refusal.own_password_needed': 'Your password was given to you. Change it to one of your own, then try again.',
    'refusal.forbidden': 'Your assignment and roles of today do not allow this. Ask HR development if you need it.',
    'refusal.changed_meanwhile':
      'Somebody else, or you in another window, changed this after the page was opened. Nothing was saved. Look at what is stored now, then try again.',
    'refusal.nothing_to_correct':
      'Before and after the correction are the same. Enter what is right. Nothing was changed.',
    'refusal.acted_on_meanwhile':
      'This cannot be taken back: somebody has gone on from it since, or it is another day. Nothing was changed.',
    'refusal.foreign_origin': 'Requests from another site are not accepted. Please use the pages of this system.',
    'refusal.unknown_host': 'This address is not answered to. Open the one that you were told.',
    'refusal.not_found': 'This was not found. Check the number or the address.',
    'refusal.method_not_allowed': 'This address does not accept that method. See /api/docs.',
    'refusal.body_too_large': 'What you sent is too large (limit {limit}). Split the file and try again.',
    'refusal.too_many_values': 'What you sent holds too many values (limit {limit}). Split it and try again.',
    'refusal.disk_full':
      'The disk of the database is full, nothing can be written and nothing was changed. Ask the IT administrator to make room on it.',
    'refusal.too_much_at_once':
      'Large data are being received at this moment. Wait at least {seconds} s and try again.',
    'refusal.stopping': 'The server is about to end. Nothing was changed. Wait at least {seconds} s and try again.',
    'refusal.request_too_slow': 'The request took too long to arrive. Try again.',
    'refusal.headers_too_large':
      'The head of the request (address, cookies) is too long. Delete the cookies of this site and try again.',
    'refusal.too_many_guests':
      'Too many people who are not signed in are asking at once. Please wait at least {seconds} s and try again.',
    'refusal.too_many_of_one':
      'Too much is asked at once from this account. Please wait at least {seconds} s and try again.',
    'refusal.not_laid_down': 'The policy does not lay down {what}. {brings}',
    'refusal.not_announced_yet': 'The organisation of that day is not announced yet. Choose a day up to {last}.',
    'refusal.as_of_in_future': 'Choose a day up to today ({today}).',
    'refusal.unsupported_media_type': 'What you sent cannot be read. Send JSON (application/json).',
    'refusal.too_slow': 'This took too long and was stopped. Nothing was changed. Wait a little and try again.',
    'refusal.database_unavailable':
      'The database cannot be reached. Wait a little, reload the page and see whether the change is there; if it goes on, tell the IT administrator.',
    'refusal.unexpected':
      'Something unexpected happened. Nothing was changed. Tell the IT administrator the number {incident}.',
    'field.missing': 'Please fill this in.',
    'field.wrong_type': 'This is not the right kind of value.',
    'field.whole_number': 'Please enter a whole number.',
    'field.too_small': 'Too small or too short (at least {limit}).',
    'field.not_above': 'Please enter a number above {limit}.',
    'field.too_big': 'Too large or too long (at most {limit}).',
    'field.steps': 'Please enter a multiple of {step}.',
    'field.not_one_of': 'This is not one of the choices.',
    'field.date': 'Give a day of the calendar, such as 2027-04-01.',
    'field.unknown': 'Unknown field ({keys}).',
    'field.unreadable_text':
      'There are characters in it that cannot be read (control characters, half characters). Please type it again.',
    'field.turned_text':
      'There are invisible marks in it that turn the direction of letters (copying from an address book may bring them). Type it instead of copying.',
    'field.nothing_to_see': 'There are only invisible characters in it. Please type it again.',
    'field.invalid': 'This does not have the right form.',
  },
})
