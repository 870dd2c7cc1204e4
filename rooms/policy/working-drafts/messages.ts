import { defineMessages } from '#platform/i18n/messages.ts'

export const workingDraftsMessages = defineMessages({
  ja: {
    'refusal.no_such_draft': 'この下書きは見つかりません。方針づくりの一覧から選び直してください。',
    'refusal.draft_published':
      'この下書きはすでに公開されています。変えるときは、公開した版から新しい下書きを始めてください。',
    'refusal.changed_meanwhile':
      '「{place}」は、ほかの人が先に変えました。いま書かれているのは「{now}」、あなたの入力は「{typed}」です。見比べて、どちらにするか選んでください。',
    'refusal.draft_unreadable':
      'この下書きは、いま YAML として読めません。「ファイルの文章」で示された行を直すと、続けられます。',
    'refusal.draft_too_large':
      '下書きが大きくなりすぎます({size} 文字)。400,000 文字以内にしてください。何も変わっていません。',
    whole: 'ファイル全体',
  },
  en: {
    'refusal.no_such_draft': 'This draft cannot be found. Please choose it again from the list of the workshop.',
    'refusal.draft_published':
      'This draft has been published. To change it, please begin a new draft from the edition that was published.',
    'refusal.changed_meanwhile':
      'Somebody else changed "{place}" first. It says "{now}" now, and you typed "{typed}". Please look at both and choose.',
    'refusal.draft_unreadable':
      'This draft cannot be read as YAML at the moment. Mend the lines named under "Text of the file" to go on.',
    'refusal.draft_too_large':
      'The draft would become too long ({size} characters); 400,000 are the limit. Nothing was changed.',
    whole: 'the whole file',
  },
})
