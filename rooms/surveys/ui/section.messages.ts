import { defineMessages } from '#platform/i18n/messages.ts'

/** What a head reads of the own sections. */
export const sectionMessages = defineMessages({
  ja: {
    title: '調査の結果(自分の所属)',
    lead: '締め切った調査の結果を、全体と並べて見ます。人数の足りない所属の結果と、そこから引き算で分かるものは出しません。',
    'none.title': '見られる結果はまだありません',
    none: '所属を分けて聞いた調査が締め切られると、ここに出ます。',
    round: '調査の回',
    'round.is': '{title}({from}〜{to})',
    counts:
      '対象 {receivers}人・回答 {answers}。数字は「とてもそう思う」「そう思う」の割合。{k}人に満たないものは出しません。',
    item: '設問',
    whole: '全体',
    share: '{share}%(n={n})',
    hidden: '出しません',
  },
  en: {
    title: 'Survey results of my sections',
    lead: 'Results of closed surveys beside the whole. Nothing is shown of sections in which too few answered, nor what would tell it by subtraction.',
    'none.title': 'There are no results yet',
    none: 'Once a survey that tells sections apart is closed, it stands here.',
    round: 'Round',
    'round.is': '{title} ({from} – {to})',
    counts:
      '{receivers} asked, {answers} answers. Shares are of "agree very much" and "agree". Nothing is shown of fewer than {k}.',
    item: 'Item',
    whole: 'The whole',
    share: '{share}% (n={n})',
    hidden: 'not shown',
  },
})
