import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const peopleNoticedMessages = defineMessages({
  ja: {
    'kind.roleGranted': '役割の付与',
    'notice.roleGranted': '{role}の役割が付きました({from}から)',
    'kind.roleToAgree': '確認を待つ役割',
    'notice.roleToAgree': '{person}さんに付ける{role}の役割が、もう一人の確認を待っています',
    'kind.joinToAgree': '確認を待つ、同じ人の番号',
    'notice.joinToAgree':
      '{first}さんと{second}さんの番号を同じ人としてまとめる申出が、もう一人の人事担当の確認を待っています',
    'kind.roleToConfirm': '異動した方の役割',
    'notice.roleToConfirm': '{role}の役割を持つ{person}さんが異動しました。役割を続けるかを確かめてください',
    'kind.deputyNamed': '所属長の代理に決まった知らせ',
    'notice.deputyNamed': '{from}から{last}まで、{section}の所属長({head}さん)の代理として承認することになりました',
    'kind.deputyForYou': 'あなたの代理が決まった知らせ',
    'notice.deputyForYou': '{from}から{last}まで、{section}の所属長の代理として{deputy}さんが承認します',
  },
  en: {
    'kind.roleGranted': 'You were given a role',
    'notice.roleGranted': 'You have the role {role} (from {from})',
    'kind.roleToAgree': 'A role waits for a second person',
    'notice.roleToAgree': 'The role {role} for {person} waits for somebody else to agree',
    'kind.joinToAgree': 'Two numbers of one person wait for a second person',
    'notice.joinToAgree':
      'That the numbers of {first} and {second} are one person waits for somebody else of HR to agree',
    'kind.roleToConfirm': 'A role of somebody who was transferred',
    'notice.roleToConfirm': '{person}, who has the role {role}, was transferred. Please say whether it goes on',
    'kind.deputyNamed': 'You were named as the deputy of a head',
    'notice.deputyNamed': 'From {from} to {last} you decide in the place of {head}, head of {section}',
    'kind.deputyForYou': 'A deputy was named for you',
    'notice.deputyForYou': 'From {from} to {last} {deputy} decides in the place of the head of {section}',
  },
})
