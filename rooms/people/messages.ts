import { defineMessages } from '#platform/i18n/messages.ts'

export const peopleMessages = defineMessages({
  ja: {
    'refusal.no_such_staff_member': 'この職員は見つかりません。職員番号を確かめてください。',
    'refusal.already_granted': 'この役割は、その日にはすでに付いています。',
    'refusal.not_granted': 'この役割は、その日には付いていません。',
    'role.staff': '職員',
    'role.sectionHead': '所属長',
    'role.hr': '人材育成担当',
    'role.it': 'システム担当',
    'role.executive': '幹部',
    'kind.primary': '主務',
    'kind.concurrent': '兼務',
    'kind.acting': '事務取扱',
  },
  en: {
    'refusal.no_such_staff_member': 'No such member of staff. Check the staff number.',
    'refusal.already_granted': 'The role is held on that day already.',
    'refusal.not_granted': 'The role is not held on that day.',
    'role.staff': 'Staff member',
    'role.sectionHead': 'Section head',
    'role.hr': 'HR development',
    'role.it': 'IT administrator',
    'role.executive': 'Executive',
    'kind.primary': 'Primary',
    'kind.concurrent': 'Concurrent',
    'kind.acting': 'Acting',
  },
})
