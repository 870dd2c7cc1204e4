import { defineMessages } from '#platform/i18n/messages.ts'

export const measureMessages = defineMessages({
  ja: {
    'measure.cover_agreed': '「{course}」を{date}に承認。代わりの体制: {kind}(同意済み)',
    'measure.cover_lacking': '「{course}」を{date}に承認。承認の時に同意済みの体制なし',
    'measure.not_needed_holds': '「{course}」を{date}に承認。{kind}: 本人がいなくても窓口の最低人数を守れた',
    'measure.not_needed_short':
      '「{course}」を{date}に承認。{kind}とされたが、窓口の最低人数に足りなかった(数えません)',
    'measure.not_needed_unstated':
      '「{course}」を{date}に承認。{kind}とされたが、窓口の最低人数が決まっていなかった(数えません)',
    'measure.stopped_by_staffing': '「{course}」に{date}に申込み。体制を理由に止まった: {reason}',
    'measure.not_stopped': '「{course}」に{date}に申込み。体制を理由に止まってはいない',
    'measure.recommendation_taken': '「{course}」を{date}におすすめ。受け入れて受講に進んだ',
    'measure.recommendation_open': '「{course}」を{date}におすすめ。受講にはまだつながっていない',
    'measure.trained': '「{course}」({date})ほか計{n}回に出席',
    'measure.session_held': '「{course}」({date}、{place})',
    'measure.completion': '「{course}」({date})を修了',
  },
  en: {
    'measure.cover_agreed': '"{course}" approved on {date}. Cover: {kind} (agreed)',
    'measure.cover_lacking': '"{course}" approved on {date}. No cover was agreed at that time',
    'measure.not_needed_holds':
      '"{course}" approved on {date}. {kind}: the minimum of the counter held without the person',
    'measure.not_needed_short':
      '"{course}" approved on {date}. {kind}, though the counter fell short of its minimum (not counted)',
    'measure.not_needed_unstated':
      '"{course}" approved on {date}. {kind}, though no minimum of the counter was stated (not counted)',
    'measure.stopped_by_staffing': '"{course}" applied for on {date}. Stopped by staffing: {reason}',
    'measure.not_stopped': '"{course}" applied for on {date}. Not stopped by staffing',
    'measure.recommendation_taken': '"{course}" recommended on {date}. Accepted and gone on to training',
    'measure.recommendation_open': '"{course}" recommended on {date}. Not led to training so far',
    'measure.trained': 'Attended "{course}" ({date}); {n} sessions in all',
    'measure.session_held': '"{course}" ({date}, {place})',
    'measure.completion': 'Completed "{course}" ({date})',
  },
})
