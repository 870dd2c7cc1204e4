/*
 * Sample courses of an invented ward. One line a course:
 * title | summary | words by which skills are found | hours | 応募制 or 指名制 | provider | sessions a year | capacity | place | lowest rank
 */

export interface CourseText {
  readonly title: string
  readonly summary: string
  readonly words: readonly string[]
  readonly hours: number
  readonly mode: 'openApplication' | 'nominated'
  readonly provider: string
  readonly sessionsAYear: number
  readonly capacity: number
  readonly place: string
  /** Undefined for everyone. */
  readonly minRank?: number
}

export const courseTexts: readonly CourseText[] = courses(`
ICT基礎(全職員) | 毎日の仕事で使う端末・文書・表計算・情報の探し方を、全員が同じ水準で身に付けます | ICT,デジタル,情報 | 3 | 指名制 | 区 | 8 | 40 | 研修室A
情報セキュリティ基礎 | 個人情報と庁内の情報を守るために、してよいこと、いけないことを事例で学びます | セキュリティ,情報,ICT | 2 | 指名制 | eラーニング | 4 | 400 | オンライン
データ活用入門 | 手元の表から傾向を読み、図にして伝えるまでを、自分の仕事のデータで練習します | データ,分析,ICT | 6 | 応募制 | 区 | 4 | 24 | PC研修室
データ活用実践 | 事業の効果を確かめる比べ方と、誤った読み方を避けるこつを学びます | データ,分析,EBPM | 12 | 応募制 | 区 | 2 | 20 | PC研修室
表計算の関数と集計 | 繰り返しの集計を、関数とピボットで速く正確にします | 表計算,ICT,データ | 3 | 応募制 | 区 | 5 | 24 | PC研修室
業務の自動化入門 | 決まった手順の仕事を、庁内の道具で自動にします | 自動化,DX,デジタル | 6 | 応募制 | 区 | 3 | 20 | PC研修室
生成AIの使い方と注意 | 文案づくりや要約での使い方と、入れてはいけない情報を学びます | AI,ICT,デジタル | 2 | 応募制 | eラーニング | 3 | 200 | オンライン
オンライン手続の設計 | 区民の目線で申請の画面と流れを見直します | 手続,サービス,デジタル | 6 | 応募制 | 区 | 2 | 24 | 研修室B
業務の見直し(BPR) | 仕事の流れを書き出し、やめる・まとめる・任せるを考えます | 業務,改善,DX | 6 | 応募制 | 区 | 3 | 30 | 研修室B
DX推進リーダー養成 | 所属の課題をデジタルで解く小さな計画をつくり、やってみます | DX,デジタル,推進 | 18 | 指名制 | 特別区職員研修所 | 1 | 30 | 研修所
新任研修 | 区の仕事の全体と、職員としての基本を学びます | 公務員,基本,倫理 | 18 | 指名制 | 区 | 2 | 90 | 大会議室
公務員倫理とコンプライアンス | 迷ったときの考え方を、身近な事例で話し合います | 倫理,法令,公務員 | 2 | 指名制 | eラーニング | 3 | 400 | オンライン
地方自治制度 | 区の仕事のよりどころになる制度を基礎から学びます | 制度,法令,自治 | 6 | 応募制 | 特別区職員研修所 | 3 | 60 | 研修所
法務の基礎 | 条例と規則の読み方、決定の理由の書き方を学びます | 法務,法令,文書 | 6 | 応募制 | 特別区職員研修所 | 3 | 50 | 研修所
わかりやすい文書 | 区民に一度で伝わる文書に書き直します | 文書,説明,伝える | 3 | 応募制 | 区 | 4 | 30 | 研修室A
接遇とやさしい日本語 | 窓口で安心してもらえる聞き方と伝え方を練習します | 接遇,窓口,対話,住民 | 3 | 応募制 | 区 | 6 | 30 | 研修室A
困難な場面の対応 | 強い苦情を受けたときに、自分と相手を守る対応を学びます | 対話,窓口,交渉,接遇 | 3 | 応募制 | 区 | 4 | 30 | 研修室A
傾聴と対話 | 相手の話を最後まで聴き、本当の困りごとを見つけます | 傾聴,対話,コミュニケーション | 6 | 応募制 | 区 | 4 | 24 | 研修室B
話合いの進め方 | 意見が出て決まる会議の進め方を練習します | 話合い,ファシリテーション,協働 | 6 | 応募制 | 特別区職員研修所 | 3 | 40 | 研修所
住民と進める協働 | 地域の人と一緒に課題を見つけて取り組む方法を学びます | 協働,地域,住民 | 6 | 応募制 | 区 | 2 | 30 | 区民会館
政策の立て方 | 課題の原因から対策と効果の確かめ方までを一つの図にします | 政策,企画,論理,EBPM | 12 | 応募制 | 特別区職員研修所 | 2 | 40 | 研修所
未来を描く発想 | 暮らしの変化を想像し、まだない選択肢を考えます | 想像,発想,企画,創造 | 6 | 応募制 | 区 | 2 | 24 | 研修室B
係長の役割 | 係の目標を立て、任せて育てる進め方を学びます | 係長,マネジメント,育成 | 12 | 指名制 | 特別区職員研修所 | 2 | 50 | 研修所 | 3
管理職のマネジメント | 組織の目標、人の配置、安心して働ける職場づくりを学びます | 管理,マネジメント,組織 | 12 | 指名制 | 特別区職員研修所 | 2 | 40 | 研修所 | 5
部下の学びを支える面談 | 日ごろの仕事を離れた場で、学びの希望を聴き、背中を押す面談を練習します | 育成,面談,対話,支援 | 3 | 応募制 | 区 | 3 | 30 | 研修室B | 3
ハラスメントのない職場 | 気づき、止め、相談につなぐ方法を学びます | 尊重,職場,人権 | 2 | 指名制 | eラーニング | 3 | 400 | オンライン
多様性と人権 | 自分の思い込みに気づき、だれもが使える区の仕事を考えます | 人権,多様,尊重 | 3 | 応募制 | 区 | 3 | 60 | 大会議室
時間の使い方と働き方 | 優先を決め、休みやすい仕事の分け方を考えます | 時間,働き方,自己管理,改善 | 3 | 応募制 | 区 | 3 | 30 | 研修室A
防災図上訓練 | 災害の最初の72時間に、所属で何をするかを図の上で動かします | 防災,危機,機敏 | 3 | 指名制 | 区 | 2 | 60 | 防災センター
財務と契約の基礎 | 予算から支払いまでの流れと、契約の決まりを学びます | 財務,契約,会計 | 6 | 応募制 | 区 | 3 | 50 | 研修室A
`)

type Columns = [string, string, string, string, string, string, string, string, string, string?]

function courses(block: string): CourseText[] {
  const lines = block.trim().split('\n')
  return lines.map((line) => {
    const [title, summary, words, hours, mode, provider, sessions, capacity, place, minRank] = line.split(
      ' | ',
    ) as Columns
    return {
      title,
      summary,
      words: words.split(','),
      hours: Number(hours),
      mode: mode === '指名制' ? 'nominated' : 'openApplication',
      provider,
      sessionsAYear: Number(sessions),
      capacity: Number(capacity),
      place,
      ...(minRank ? { minRank: Number(minRank) } : {}),
    }
  })
}
