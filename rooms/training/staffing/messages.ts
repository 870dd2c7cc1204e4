import { defineMessages } from '#platform/i18n/messages.ts'

export const staffingMessages = defineMessages({
  ja: {
    'rests.minimum': '窓口の最低人数 {counter}({day}から)',
    'refusal.no_such_section': '所属コード{sectionCode}の所属がありません。',
    'refusal.season_needs_end': '繁忙期には最後の日を入れてください。',
    'refusal.minimum_past': 'もう終わったか、取りやめになっています。ページを開き直してください。',
    'refusal.absence_known': '同じ人の同じ不在がすでに入っています。',
    'refusal.absence_ended': 'この不在はもう取り消されています。',
    'absences.no_days': '最後の日が最初の日より前です。日を確かめてください。',
    'absences.not_yours': 'この職員番号の人は、あなたが入力できる人の中にいません。番号を確かめてください。',
    'absences.no_weekday': '曜日として読めません。「月」「火・木」のように書いてください。空なら毎日です。',
  },
  en: {
    'rests.minimum': 'Minimum staffing {counter} (from {day})',
    'refusal.no_such_section': 'There is no section {sectionCode}.',
    'refusal.season_needs_end': 'A busy season needs its last day.',
    'refusal.minimum_past': 'This is over or was dropped already. Reload the page.',
    'refusal.absence_known': 'The same absence of this person is entered already.',
    'refusal.absence_ended': 'This absence was dropped already.',
    'absences.no_days': 'The last day is before the first. Check the days.',
    'absences.not_yours': 'Nobody with this staff number is among those whom you enter. Check the number.',
    'absences.no_weekday': 'No weekday can be read here. Write 月 or Tue, Thu; empty is every day.',
  },
})
