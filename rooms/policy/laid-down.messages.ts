import { defineMessages } from '#platform/i18n/messages.ts'

/** What a part of the policy is called, and what it would bring to add it: told wherever something rests on a part that the policy has not. */
export const laidDownMessages = defineMessages({
  ja: {
    said: '方針に定めはありません。今の方針に、{what}はありません。{brings}',
    'part.statements': '方針のことば(ミッション・ビジョン・バリューなど)',
    'brings.statements': '書き加えると、自分の仕事が団体のめざす姿にどうつながるかが、職員一人ひとりの画面に出ます。',
    'part.pyramid': 'スキルピラミッド',
    'brings.pyramid': '書き加えると、職員が自分の力の今と、級に期待される水準、次に伸ばす力を見られます。',
    'part.literacy': '全職員の一定水準',
    'brings.literacy': '書き加えると、全職員が身に付ける水準に何人が達したかを、所属ごとにも月ごとにも見られます。',
    'part.model': 'ロジックモデル',
    'brings.model': '書き加えると、取組がどの成果につながるのか、どこが仮説なのかを、ひとつの図で見られます。',
    'part.kpis': '成果指標(KPI)と活動指標',
    'brings.kpis': '書き加えると、めざす姿に近づいているかを、目標と比べて毎年度確かめられます。',
    'part.organisation': '職務の級と組織',
    'brings.organisation': '書き加えると、級ごとの期待と、取り込む名簿の誤りを確かめられます。',
  },
  en: {
    said: 'The policy lays nothing down here. The policy of today has no such part: {what}. {brings}',
    'part.statements': 'statements such as mission, vision and value',
    'brings.statements': 'Once they are added, everybody sees how their own work leads to what the town wants to be.',
    'part.pyramid': 'a skill pyramid',
    'brings.pyramid':
      'Once it is added, staff see where their skills stand, what their grade expects, and what to grow next.',
    'part.literacy': 'a floor for all staff',
    'brings.literacy': 'Once it is added, you see how many have reached it, by section and month by month.',
    'part.model': 'a logic model',
    'brings.model': 'Once it is added, one picture shows what leads to which outcome, and where that is a hypothesis.',
    'part.kpis': 'KPIs and indicators',
    'brings.kpis':
      'Once they are added, you see each year, against targets, whether the town comes nearer to its aims.',
    'part.organisation': 'grades and organisation',
    'brings.organisation': 'Once it is added, expectations follow grades, and faults in imported lists are found.',
  },
})
