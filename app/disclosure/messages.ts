import { defineMessages } from '#platform/i18n/messages.ts'

export const disclosureMessages = defineMessages({
  ja: {
    'refusal.no_such_staff_member': 'この職員は見つかりません。職員番号を確かめてください。',
    'refusal.still_in_service':
      'この方は在職中か、これから着任します。消去できるのは、退職した方の記録だけです。何も変えていません。',
    'what.export': '本人の記録の書き出し',
    'export.done': '{path} に書き出しました。',
    'erase.done': '{staffNumber} の氏名と言葉を {rows} 行から消しました。元には戻せません。',
  },
  en: {
    'refusal.no_such_staff_member': 'No such member of staff. Check the staff number.',
    'refusal.still_in_service':
      'This person is in service, or will be. Only records of people who have left can be erased. Nothing was changed.',
    'what.export': 'Records of one person exported',
    'export.done': 'Written to {path}.',
    'erase.done': 'Erased the names and words of {staffNumber} from {rows} rows. This cannot be undone.',
  },
})
