import { defineMessages } from '#platform/i18n/messages.ts'

/** What the verbs say of files and editions. */
export const policyCommandMessages = defineMessages({
  ja: {
    problems: '直すところ({count} 件)',
    warnings: '確かめたいところ({count} 件)',
    good: '直すところはありません。',
    loaded: '版 {id} として読み込みました。',
    written: '版 {id} を {out} に書き出しました。',
    frameworkWritten: '版 {id} のスキル {skills} 個を {out} に書き出しました。',
    frameworkLoaded:
      '草案の版 {id} にしました(新しいスキル {added}、変わったスキル {changed}、なくなるスキル {removed}、同じスキル {unchanged})。',
    'state.draft': '草案',
    'state.planned': '公開予定',
    'state.inForce': '公開中',
    'state.past': '終了',
    'state.replaced': '同じ日の版に置き換え',
  },
  en: {
    problems: 'Problems ({count})',
    warnings: 'Warnings ({count})',
    good: 'Nothing needs mending.',
    loaded: 'Loaded as edition {id}.',
    written: 'Wrote edition {id} to {out}.',
    frameworkWritten: 'Wrote the {skills} skills of edition {id} to {out}.',
    frameworkLoaded:
      'Draft edition {id} ({added} skills new, {changed} changed, {removed} gone, {unchanged} the same).',
    'state.draft': 'Draft',
    'state.planned': 'To come',
    'state.inForce': 'In force',
    'state.past': 'Ended',
    'state.replaced': 'Replaced on its day',
  },
})
