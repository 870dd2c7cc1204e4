import { defineMessages } from '#platform/i18n/messages.ts'

export const sampleMessages = defineMessages({
  ja: {
    'refusal.not_settled': 'このまちはまだ準備されていません。先に npm start で起動してください。',
    'refusal.not_the_sample': '見本の区として始めたまちではないため、見本の職員は置けません。',
    'refusal.no_such_persona': '見本の職員(職員番号 {staffNumber})が見つかりません。見本の区を作り直してください。',
  },
  en: {
    'refusal.not_settled': 'This town has not been prepared yet. Start it first with npm start.',
    'refusal.not_the_sample': 'This town was not started as the sample ward, so it has no people to try.',
    'refusal.no_such_persona': 'There is nobody with staff number {staffNumber}. Make the sample ward anew.',
  },
})
