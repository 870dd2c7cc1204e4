import { defineMessages } from '#platform/i18n/messages.ts'

export const rolesMessages = defineMessages({
  ja: {
    'refusal.no_policy': 'その日に効力のある方針がありません。人材育成担当が方針を読み込み、公開する必要があります。',
    'refusal.no_such_staff_member': 'この職員は見つかりません。選び直してください。',
    'refusal.no_such_role': 'この役割は、今の方針にありません。画面を開き直してください。',
    'refusal.held_already': 'その日か、その後に、すでに「{name}」に就いています。',
    'refusal.no_such_role_holder': 'この記録はないか、すでに終わっています。画面を開き直してください。',
    'refusal.no_such_section': 'この所属はありません。一覧から選び直してください。',
    'refusal.section_too_small': '{threshold}人に満たない所属は、ほかの所属とまとめて数えています。',
    'wrong.staff': '職員番号「{value}」の職員はいません。',
    'wrong.role': '「{value}」は、今の方針にある役割ではありません。役割の id か名前を書いてください。',
    'wrong.ends': '適用終了日が適用開始日より前です({value})。',
    'wrong.overlap': '同じ職員と役割の、ほかの期間と重なっています({value})。',
    'file.name': '役割に就く人',
  },
  en: {
    'refusal.no_policy': 'No policy is in force on that day. HR development has to load and publish one.',
    'refusal.no_such_staff_member': 'This person cannot be found. Please choose again.',
    'refusal.no_such_role': 'The policy of today has no such role. Please open the page again.',
    'refusal.held_already': '“{name}” is held on that day or later already.',
    'refusal.no_such_role_holder': 'It is not there, or has ended. Please open the page again.',
    'refusal.no_such_section': 'There is no such section. Choose one of the list.',
    'refusal.section_too_small': 'Sections of fewer than {threshold} people are counted with others.',
    'wrong.staff': 'Nobody has the staff number “{value}”.',
    'wrong.role': '“{value}” is no role of the policy of today. Write its id or its name.',
    'wrong.ends': 'It ends before it begins ({value}).',
    'wrong.overlap': 'It overlaps with other days of the same person and role ({value}).',
    'file.name': 'role-holders',
  },
})
