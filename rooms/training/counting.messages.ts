import { defineMessages } from '#platform/i18n/messages.ts'

export const measureMessages = defineMessages({
  ja: {
    'measure.cover_agreed': '「{course}」を{date}に承認。代わりの体制: {kind}(同意済み)',
    'measure.cover_lacking': '「{course}」を{date}に承認。承認の時に同意済みの体制なし',
    'measure.recommendation_taken': '「{course}」を{date}におすすめ。受け入れて受講に進んだ',
    'measure.recommendation_open': '「{course}」を{date}におすすめ。受講にはまだつながっていない',
    'measure.trained': '「{course}」({date})ほか計{n}回に出席',
    'measure.session_held': '「{course}」({date}、{place})',
    'measure.completion': '「{course}」({date})を修了',
  },
  en: {
    'measure.cover_agreed': '"{course}" approved on {date}. Cover: {kind} (agreed)',
    'measure.cover_lacking': '"{course}" approved on {date}. No cover was agreed at that time',
    'measure.recommendation_taken': '"{course}" recommended on {date}. Accepted and gone on to training',
    'measure.recommendation_open': '"{course}" recommended on {date}. Not led to training so far',
    'measure.trained': 'Attended "{course}" ({date}); {n} sessions in all',
    'measure.session_held': '"{course}" ({date}, {place})',
    'measure.completion': 'Completed "{course}" ({date})',
  },
})
