import { defineMessages } from '#platform/i18n/messages.ts'

export const evidenceMessages = defineMessages({
  ja: {
    'refusal.no_policy': 'その日に効力のある方針がありません。人材育成担当が方針を読み込み、公開する必要があります。',
    'refusal.another_comparison_runs':
      '矢印の両端はいま比べているところです。終わるのを待って、矢印の画面を開き直してください。',
    'refusal.no_such_study': 'この番号の検証はありません。検証の一覧から開いてください。',
    'refusal.unknown_course': 'このコードの研修はありません。一覧から選んでください。',
    'refusal.no_such_skill': 'このスキルは方針にありません。一覧から選んでください。',
    'refusal.no_such_measure': 'この量は、一人ひとりの結果としては使えません。一覧から選んでください。',
    'refusal.no_such_arrow': 'この矢印は今のロジックモデルにありません。一覧から選んでください。',
    'refusal.unknown_section': '始めの日の前の日にない所属が含まれています。その日の所属から選んでください。',
    'refusal.ends_before_it_begins':
      '受けた期間の終わりは、始めより後の日にしてください。終わりの日は期間に入りません。',
    'refusal.covariates_needed': 'この比べ方では、そろえる条件を一つ以上選んでください。',
    'refusal.covariates_not_used': 'この比べ方では、そろえる条件を使いません。条件を外すか、比べ方を変えてください。',
    'refusal.already_followed': 'この問いには、次の問い(検証{n})がもうあります。その検証から続けてください。',
    'refusal.no_comparison':
      '比べる相手が一人もいません。対象の全員が受けているときは、「前と後」か「時期のちがいを使う差の差」を選んでください。',
    'refusal.too_few_people':
      '人数が足りないため、計算しません。受けた人 {treated}・比べる人 {comparison}です。標準偏差の{least}倍の差を、5回に4回は見分けるには、それぞれ{needed}人ほど要ります(有意水準5%、両側)。期間や対象を広げてください。',
    'refusal.study_too_early': '結果を見る日({date})がまだ来ていません。その日から計算できます。',
    'refusal.cannot_be_estimated': 'この記録からは計算できません。{reason}',
    'refusal.study_without_result': 'この検証はまだ計算していません。計算してから書き出してください。',
    'refusal.records_moved_on':
      '計算した後に記録が直されたため、同じ行を書き出せません。計算し直してから書き出してください。',
    'refusal.unknown_arrow': 'この矢印は今のロジックモデルにありません。{town.kind}の現在地から開いてください。',
    'refusal.no_such_source': 'この調査はもう取り下げられています。',
    'refusal.not_contradicted': 'この矢印に、仮説と逆の動きは今ありません。',
    fewer_than: '{n}人未満',
    'command.no_result': 'まだ計算していません。',
    'command.result': '{ranOn}の計算: {level}、差 {estimate}(95%区間 {interval}、n={n})',
    'command.same': '同じ数字を出す命令: {command}',
    'follows.revise': '仮説を改める',
    'follows.watch': '様子を見る',
    'follows.remeasure': '測り方を直す',
    'follows.change': '取組を変える',
    'level.hypothesis': '仮説',
    'level.comovement': '同時期に変化',
    'level.beforeAfter': '前後比較',
    'level.controlled': '対照あり',
  },
  en: {
    'refusal.no_policy': 'No policy is in force on that day. HR development has to load and publish one.',
    'refusal.another_comparison_runs':
      'The ends of the arrows are being compared at this moment. Wait until that is over and open the page of the arrow again.',
    'refusal.no_such_study': 'There is no study of this number. Open one from the list of studies.',
    'refusal.unknown_course': 'There is no course of this code. Choose one of the list.',
    'refusal.no_such_skill': 'The policy knows no such skill. Choose one of the list.',
    'refusal.no_such_measure': 'This quantity says nothing of a person. Choose one of the list.',
    'refusal.no_such_arrow': 'Today’s logic model has no such arrow. Choose one of the list.',
    'refusal.unknown_section': 'A section is named that was not there on the day before. Choose sections of that day.',
    'refusal.ends_before_it_begins':
      'The time of treatment must end after it begins; its last day does not belong to it.',
    'refusal.covariates_needed': 'Choose at least one trait to be held equal for this design.',
    'refusal.covariates_not_used': 'This design holds no traits equal. Leave them out, or choose another design.',
    'refusal.already_followed': 'This question is followed by another one already (study {n}). Go on from that one.',
    'refusal.no_comparison':
      'There is nobody to compare with. Where all were treated choose before and after, or differences by time of treatment.',
    'refusal.too_few_people':
      'There are too few people, so nothing is computed: treated {treated}, compared {comparison}. To see a difference of {least} standard deviations in four of five such studies it takes about {needed} in each (5 %, two-sided). Choose a longer time or more people.',
    'refusal.study_too_early':
      'The day of the outcome ({date}) is still to come. The study can be computed from then on.',
    'refusal.cannot_be_estimated': 'These records give no estimate. {reason}',
    'refusal.study_without_result': 'The records have not been asked yet. Compute the study first.',
    'refusal.records_moved_on':
      'Records were corrected since it was computed, so the same rows cannot be written. Compute it again first.',
    'refusal.unknown_arrow': 'Today’s logic model has no such arrow. Open one from the model.',
    'refusal.no_such_source': 'This study was withdrawn already.',
    'refusal.not_contradicted': 'Nothing moves against this arrow at present.',
    fewer_than: 'fewer than {n}',
    'command.no_result': 'Not computed yet.',
    'command.result': 'Computed on {ranOn}: {level}, difference {estimate} (95 % interval {interval}, n={n})',
    'command.same': 'The same figures come from: {command}',
    'follows.revise': 'Revise the hypothesis',
    'follows.watch': 'Watch it',
    'follows.remeasure': 'Measure it otherwise',
    'follows.change': 'Change what we do',
    'level.hypothesis': 'Hypothesis',
    'level.comovement': 'Changed in the same period',
    'level.beforeAfter': 'Before and after',
    'level.controlled': 'With comparison group',
  },
})
