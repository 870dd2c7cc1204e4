import { defineMessages } from '#platform/i18n/messages.ts'

export const sampleMessages = defineMessages({
  ja: {
    'refusal.not_settled': 'このまちはまだ準備されていません。先に npm start で起動してください。',
    'refusal.not_the_sample': '見本の{town.kind}として始めたまちではないため、見本の職員は置けません。',
    'refusal.no_such_persona':
      '見本の職員(職員番号 {staffNumber})が見つかりません。見本の{town.kind}を作り直してください。',
    'command.written':
      '{out} に書き出しました: 所属 {sections} 行、職員 {staff} 行、発令 {assignments} 行、休職 {leave} 行(すべてサンプル値)',
    'step.policy': '方針を読み込んでいます',
    'step.ward': '組織と職員を取り込んでいます',
    'step.roles': '役割を付けています',
    'step.purposes': '各所属の目的を置いています',
    'step.thanks': 'ありがとうを置いています',
    'step.courses': '研修の講座と開催回を置いています',
    'step.items': 'テストの設問と資格の一覧を置いています',
    'step.skills': 'スキルの記録を入れています',
    'step.training': '研修の記録を入れています',
    'step.surveys': '締め切った調査の回を入れています',
    'step.test': 'テストを開き、紙の答えを入れています',
    'step.values': '指標の値を入れています',
    'step.review': '前の年度を締めています',
    'step.evidence': 'つながりの根拠を確かめています',
    'step.personas': '見本の職員を用意しています',
  },
  en: {
    'refusal.not_settled': 'This town has not been prepared yet. Start it first with npm start.',
    'refusal.not_the_sample': 'This town was not started as the sample {town.kind}, so it has no people to try.',
    'refusal.no_such_persona': 'There is nobody with staff number {staffNumber}. Make the sample {town.kind} anew.',
    'command.written':
      'Written to {out}: {sections} sections, {staff} staff, {assignments} assignments, {leave} leaves (all sample values)',
    'step.policy': 'Loading the policy',
    'step.ward': 'Importing sections and staff',
    'step.roles': 'Granting roles',
    'step.purposes': 'Stating the purposes of the sections',
    'step.thanks': 'Putting in thanks',
    'step.courses': 'Importing courses and sessions',
    'step.items': 'Importing items of tests and the list of qualifications',
    'step.skills': 'Importing the record of skills',
    'step.training': 'Importing the record of training',
    'step.surveys': 'Bringing along closed rounds of surveys',
    'step.test': 'Opening a test and entering its sheets',
    'step.values': 'Entering values of indicators',
    'step.review': 'Closing the last fiscal year',
    'step.evidence': 'Asking the records about the arrows',
    'step.personas': 'Naming the people to try',
  },
})
