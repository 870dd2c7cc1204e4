import { defineMessages, joinMessages } from '#platform/i18n/messages.ts'
import { pageMessages as shared } from '../../ui/messages.ts'

export const pageMessages = joinMessages(
  shared,
  defineMessages({
    ja: {
      'do.report': '報告書を出す',
      'do.report_support': '学んだこと、仕事で試すこと、区民や同僚に伝えたいこと。',
      'done.report': '報告書を出しました。',
      'admin.attendance': '出席を記録する',
      'admin.attendance_lead':
        '矢印キーで選び、Tabキーで次の人に移れます。欠席には理由が要り、記録したあとは直せません。',
      'admin.attendance_from': '{date}から出欠を記録できます。',
      'admin.absent_title': '欠席を記録しますか',
      'admin.absent_final': '次の{n}人を欠席とします。記録したあとは直せず、修了にもできません。',
      'admin.completion_from': '{date}から修了を記録できます。',
      'admin.attendance_all': '全員を出席にする',
      'admin.attendance_save': '出席を保存する({n}人)',
      'admin.attendance_saved': '{n}人の出席を記録しました。',
      'admin.absent_reason': '{name}さんの欠席の理由',
      'admin.completion': '修了を記録する',
      'admin.completion_lead': '出席とは別に記録します。修了はスキルの記録に加わりますが、水準は変わりません。',
      'admin.completion_all': '全員を修了にする',
      'admin.completion_save': '修了を保存する({n}人)',
      'admin.completion_saved': '{n}人の修了を記録しました。',
      'admin.completed': '修了',
      'admin.not_completed': '未修了',
      'admin.report_on': '報告書 {date}',
      'admin.report_missing': '報告書はまだ出ていません',
    },
    en: {
      'do.report': 'Hand in the report',
      'do.report_support': 'What you learned, what you will try at work, what you want to tell others.',
      'done.report': 'The report is handed in.',
      'admin.attendance': 'Record attendance',
      'admin.attendance_lead':
        'Choose with the arrow keys, go on with Tab. An absence needs a reason and cannot be changed once recorded.',
      'admin.attendance_from': 'Attendance can be recorded from {date}.',
      'admin.absent_title': 'Record the absence?',
      'admin.absent_final':
        '{n} will be recorded as absent. This cannot be changed afterwards, and no completion can follow.',
      'admin.completion_from': 'Completion can be recorded from {date}.',
      'admin.attendance_all': 'Everyone attended',
      'admin.attendance_save': 'Save attendance ({n})',
      'admin.attendance_saved': 'Attendance of {n} recorded.',
      'admin.absent_reason': 'Why {name} was absent',
      'admin.completion': 'Record completion',
      'admin.completion_lead': 'Apart from attendance. It joins the skill record and changes no level.',
      'admin.completion_all': 'Everyone completed',
      'admin.completion_save': 'Save completion ({n})',
      'admin.completion_saved': 'Completion of {n} recorded.',
      'admin.completed': 'Completed',
      'admin.not_completed': 'Not completed',
      'admin.report_on': 'Report {date}',
      'admin.report_missing': 'No report yet',
    },
  }),
)
