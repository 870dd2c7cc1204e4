import { defineMessages } from '#platform/i18n/messages.ts'

/** Who decides about an application, and why: the applicant and whoever decides read the same sentence. */
export const decidingMessages = defineMessages({
  ja: {
    name: '{name}さん',
    'names.more': '{names}ほか',
    'who.sectionHead': '{section}の所属長({names})',
    'who.above': '上位の{section}の所属長({names})',
    'who.namedPost': '{section}の{post}({names})',
    'who.hr': '人材育成担当',
    'who.deputy': '{head}の代理({names})',
    'who.otherHead': 'ほかの所属長({names})',
    'because.isHead': '本人が所属長のため、',
    'because.away': '所属長が不在のため、',
    'because.vacant': '所属長が空席のため、',
    'because.noHead': '所属長が置かれていないため、',
    'because.noPost': '主たる所属がないため、',
    'decides.approve': '{why}{who}が承認します。',
    'decides.late': '申込みから{days}日、判断がないため、{who}のほか、{above}も判断できます。',
    'decides.cover': '{why}{who}が代わりの体制を決めます。',
    'away.not_in_service_then':
      '開催日に在職していないため、承認できません。差し戻すか、承認しない理由を伝えてください。',
    'away.on_leave_then': '開催日に休業しているため、承認できません。差し戻すか、承認しない理由を伝えてください。',
    'refusal.applicant_not_there':
      '申し込んだ人は、開催日に在職していないか休業しているため、承認できません。差し戻すか、承認しない理由を伝えてください。',
    'decides.nobody': '決められる人がいません。システム担当が、本人のほかに人材育成担当を置くと決められます。',
  },
  en: {
    name: '{name}',
    'names.more': '{names} and others',
    'who.sectionHead': 'the head of {section} ({names})',
    'who.above': 'the head of {section} above ({names})',
    'who.namedPost': 'the {post} of {section} ({names})',
    'who.hr': 'HR development',
    'who.deputy': '{names}, in the place of {head}',
    'who.otherHead': 'another section head ({names})',
    'because.isHead': ', as the applicant is a section head',
    'because.away': ', as the section head is away',
    'because.vacant': ', as the post of section head is vacant',
    'because.noHead': ', as no section head stands above',
    'because.noPost': ', as there is no primary post',
    'decides.approve': 'To be decided by {who}{why}.',
    'decides.late': 'As nobody has decided for {days} days, {above} may decide as well as {who}.',
    'decides.cover': 'Cover is arranged by {who}{why}.',
    'away.not_in_service_then': 'Not in service on these days, so it cannot be approved. Return it, or say why not.',
    'away.on_leave_then': 'On leave on these days, so it cannot be approved. Return it, or say why not.',
    'refusal.applicant_not_there':
      'The applicant is not in service, or on leave, on the days of the session, so it cannot be approved. Return it, or say why not.',
    'decides.nobody':
      'Nobody can decide it. It can be decided once the IT administrator gives HR development to somebody besides the applicant.',
  },
})
