import { defineMessages } from '#platform/i18n/messages.ts'

export const sampleMessages = defineMessages({
  ja: {
    'refusal.not_settled': 'このまちはまだ準備されていません。先に npm start で起動してください。',
    'refusal.not_the_sample': '見本の区として始めたまちではないため、見本の職員は置けません。',
    'refusal.no_such_persona': '見本の職員(職員番号 {staffNumber})が見つかりません。見本の区を作り直してください。',
    'step.policy': '方針を読み込んでいます',
    'step.ward': '組織と職員を取り込んでいます',
    'step.roles': '役割を付けています',
    'step.purposes': '各所属の目的を置いています',
    'step.personas': '見本の職員を用意しています',
  },
  en: {
    'refusal.not_settled': 'This town has not been prepared yet. Start it first with npm start.',
    'refusal.not_the_sample': 'This town was not started as the sample ward, so it has no people to try.',
    'refusal.no_such_persona': 'There is nobody with staff number {staffNumber}. Make the sample ward anew.',
    'step.policy': 'Loading the policy',
    'step.ward': 'Importing sections and staff',
    'step.roles': 'Granting roles',
    'step.purposes': 'Stating the purposes of the sections',
    'step.personas': 'Naming the people to try',
  },
})
