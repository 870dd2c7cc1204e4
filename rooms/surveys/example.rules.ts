/** A small survey as a file, for whoever writes the first one. */
export const exampleSurvey = `# 調査のファイルの見本(サンプル値)。この形で書いて登録します。
formatVersion: 1
id: mihon
title: 働きやすさの見本の調査(サンプル値)
en: { title: Example survey (sample) }
kind: anonymous
items:
  - id: heading-work
    type: heading
    wording: 仕事について
    en: { wording: About your work }
  - id: meaning
    type: agreement5
    wording: 自分の仕事が、だれかの役に立っていると感じる
    en: { wording: I feel that my work is of use to somebody }
    outcome: pride
  - id: meaning-why
    type: single
    wording: そう感じにくいのは、どんなときですか
    choices: [忙しいとき, 結果が見えないとき, そのほか]
    onlyIf: { item: meaning, oneOf: [1, 2] }
  - id: helps
    type: multiple
    wording: 役に立っているもの
    choices: [上司との対話, 同僚との相談, 研修]
  - id: hours
    type: number
    wording: 先週、集中して働けたのは何時間ですか
    scale: { min: 0, max: 60 }
  - id: words
    type: text
    wording: 伝えたいこと
`
