/*
 * The organisation of an invented special ward. One line a division: name | occupations with their shares | units with the number
 * of people besides the head. `#` opens a department (with its appointing authority), `##` a division that stands alone.
 * Divisions stand in the order in which a smaller ward keeps them.
 */

export interface UnitPlan {
  readonly name: string
  readonly people: number
}
export interface DivisionPlan {
  readonly name: string
  readonly occupations: readonly (readonly [occupation: string, share: number])[]
  readonly units: readonly UnitPlan[]
  /** People who belong to the division itself, in no unit. */
  readonly direct: number
}
export interface DepartmentPlan {
  /** Empty for divisions that stand alone. */
  readonly name: string
  readonly authority: string
  readonly divisions: readonly DivisionPlan[]
}

export const wardPlan: readonly DepartmentPlan[] = plan(`
# 区民生活部
戸籍住民課 | 事務 | @10 証明係 14, 住民記録係 12, 戸籍係 12, マイナンバーカード係 10
地域振興課 | 事務 | 地域活動係 6, 町会自治会支援係 5, 集会施設係 4
地域センター課 | 事務 | 第一地域センター 6, 第二地域センター 6, 第三地域センター 6, 第四地域センター 6, 第五地域センター 6, 第六地域センター 6, 第七地域センター 6, 第八地域センター 6
税務課 | 事務 | 税務係 8, 課税第一係 14, 課税第二係 14, 納税推進係 12
国保医療年金課 | 事務 | 国保資格係 12, 国保給付係 10, 高齢者医療係 9, 国民年金係 8, 保険料納付係 10
生活安全課 | 事務 | 生活安全係 5, 消費生活センター 6
# 総務部
人事課 | 事務 | 人材育成係 6, 人事係 9, 給与係 8, 職員厚生係 6
総務課 | 事務 | 庶務係 6, 文書係 6, 法務係 4, 秘書係 5
経理課 | 事務 土木:1 建築:1 | 契約係 8, 用地係 4, 財産管理係 5, 検査係 4
人権・多様性推進課 | 事務 | 人権推進係 4, 男女共同参画センター 4
危機管理課 | 事務 土木:1 | 危機管理係 6, 災害対策係 7, 地域防災係 6
# 企画部
情報推進課 | 事務:8 電気:1 | デジタル推進係 6, システム基盤係 7, セキュリティ係 4
広報広聴課 | 事務 | 広報係 7, 広聴係 4, 区民相談係 6
企画課 | 事務 | 企画調整係 6, 計画推進係 5, 統計係 4
財政課 | 事務 | 財政係 7, 公会計係 4
施設整備課 | 建築:5 電気:2 機械:2 事務:1 | 施設計画係 4, 建築係 8, 設備係 8
# 福祉部
福祉計画課 | 事務:6 福祉:2 | 福祉計画係 5, 法人指導係 5, 地域福祉係 6
生活福祉課 | 福祉:6 事務:4 | 管理係 7, 相談係 9, 保護第一係 11, 保護第二係 11, 保護第三係 11, 保護第四係 11, 自立支援係 6
障害者支援課 | 福祉:5 事務:4 心理:1 | 障害者支援係 8, 障害者相談係 10, 給付係 8, 就労支援係 5, 障害者福祉会館 9
高齢者福祉課 | 福祉:4 事務:5 保健師:1 | 高齢者支援係 8, 在宅サービス係 8, 生きがい支援係 6, 地域包括ケア推進係 7
介護保険課 | 事務:7 保健師:2 福祉:1 | 介護給付係 8, 介護認定係 14, 介護保険料係 7, 事業者支援係 6
# 子ども未来部
保育課 | 保育:8 栄養士:1 看護師:1 | 入園相談係 12, 保育指導係 8, あおば保育園 17, いちょう保育園 18, うみかぜ保育園 16, かもめ保育園 17, けやき保育園 16, こだち保育園 17, さくらぎ保育園 18, しおかぜ保育園 16, つばき保育園 17, なぎさ保育園 18, のぞみ保育園 16, はなみず保育園 17, ひだまり保育園 17, みどり保育園 18, やなぎ保育園 16, ゆうやけ保育園 17
子ども育成課 | 事務:5 児童指導:5 | 子ども計画係 5, 放課後支援係 9, 北児童センター 6, 南児童センター 6, 東児童センター 6, 西児童センター 6, 中央児童センター 7
子育て応援課 | 事務:6 福祉:2 | 手当給付係 9, ひとり親支援係 5, 子育て相談係 7
子ども家庭支援課 | 福祉:5 心理:2 保健師:2 事務:1 | 総合相談係 9, 虐待対策係 8, 家庭支援係 7
児童相談課 | 福祉:5 心理:4 事務:1 | 相談援助第一係 9, 相談援助第二係 9, 心理係 8, 一時保護係 14
保育施設支援課 | 事務:6 保育:3 | 施設支援係 7, 施設指導係 8, 整備係 5
# 健康部
健康課 | 事務:4 保健師:4 栄養士:1 | 健康推進係 7, 健診係 6, 食育係 4
保健予防課 | 保健師:6 事務:3 看護師:1 | 感染症対策係 9, 予防接種係 7, 精神保健係 8
生活衛生課 | 衛生監視:8 事務:2 | 環境衛生係 8, 食品衛生係 11, 医薬係 5
保健センター課 | 保健師:7 栄養士:1 事務:2 | 中央保健センター 13, 北保健センター 12, 南保健センター 12
# 地域産業部
産業振興課 | 事務 | 産業計画係 5, 中小企業支援係 7, 創業支援係 4, 商店街支援係 6
文化観光課 | 事務:8 学芸員:1 | 文化振興係 6, 観光係 6, 国際交流係 4
スポーツ推進課 | 事務 | スポーツ計画係 5, 地域スポーツ係 5
就労支援課 | 事務 | 就業支援係 5, 勤労者福祉係 4
# 都市環境部
都市計画課 | 建築:3 土木:3 事務:4 | 都市計画係 7, 土地利用係 6, 景観係 5
建築課 | 建築:8 事務:2 | 建築審査係 9, 建築監察係 6, 耐震化促進係 7, 構造設備係 6
住宅課 | 事務:6 建築:3 | 住宅政策係 5, 住宅運営係 6, 空き家対策係 4
環境課 | 事務:5 衛生監視:3 土木:1 | 環境計画係 6, 公害対策係 7, 脱炭素推進係 5
まちづくり推進課 | 土木:3 建築:4 事務:3 | 再開発係 6, 防災まちづくり係 9, 拠点整備係 6
# 土木部
土木管理課 | 事務:5 土木:5 | 管理係 6, 占用係 8, 境界係 8, 自転車対策係 6
道路課 | 土木:8 事務:1 電気:1 | 道路計画係 6, 道路維持係 12, 橋りょう係 6, 街路灯係 6
公園課 | 造園:6 土木:2 事務:2 | 公園計画係 6, 公園維持係 11, みどり推進係 6
河川下水道課 | 土木:8 事務:2 | 水辺係 6, 治水係 7, 下水道係 6
交通安全課 | 事務:6 土木:3 | 交通安全係 6, 地域交通係 5
# 資源循環部
清掃事務所 | 技能:9 事務:1 | 庶務係 6, 作業第一係 24, 作業第二係 24, 作業第三係 22, 資源係 12
資源循環課 | 事務 | ごみ減量係 6, 事業系指導係 6
# 教育委員会事務局 教育委員会
学務課 | 事務 | 学事係 8, 保健給食係 9, 就学支援係 6
教育総務課 | 事務 技能:4 | 庶務係 6, 学校施設係 8, 学校運営係 9, 学校用務係 26
指導課 | 事務:5 心理:2 | 教職員係 8, 指導係 7, 教育相談係 10
図書館課 | 事務 | 中央図書館 16, 北図書館 9, 南図書館 9, 電子図書館係 4
生涯学習課 | 事務:8 学芸員:2 | 社会教育係 6, 文化財係 6, 歴史資料館 6
# 会計管理室
会計課 | 事務 | 会計係 6, 審査出納係 8
# 区議会事務局 議会議長
議事調査課 | 事務 | 庶務係 4, 議事係 5, 調査係 4
## 選挙管理委員会事務局 | 事務 | 選挙係 5, 啓発係 3 | 選挙管理委員会
## 監査委員事務局 | 事務 | 監査第一係 4, 監査第二係 3 | 監査委員
`)

/** What each numbered branch office holds in a town that is larger than the plan. */
export const branchPlan: DepartmentPlan = plan(`
# 総合支所
総務課 | 事務 | 庶務係 6, 地域調整係 6, 施設係 6
戸籍住民課 | 事務 | 証明係 14, 住民記録係 14, 戸籍係 12
税務課 | 事務 | 課税係 16, 納税係 14
保険年金課 | 事務 | 資格係 12, 給付係 12, 年金係 8
生活福祉課 | 福祉:6 事務:4 | 相談係 10, 保護第一係 14, 保護第二係 14
高齢者障害者支援課 | 福祉:5 事務:4 保健師:1 | 高齢者支援係 12, 障害者支援係 12, 介護認定係 12
子ども保育課 | 保育:8 事務:1 栄養士:1 | 入園相談係 10, 東保育園 17, 西保育園 17, 南保育園 17, 北保育園 17
健康課 | 保健師:7 事務:2 栄養士:1 | 保健係 14, 予防係 10
まちづくり課 | 土木:5 建築:3 事務:2 | まちづくり係 10, 道路公園係 14, 建築係 8
地域振興課 | 事務 | 地域活動係 8, 地域センター 8, 図書館 10
`)[0]!

function plan(text: string): DepartmentPlan[] {
  const departments: { name: string; authority: string; divisions: DivisionPlan[] }[] = []
  for (const line of text.trim().split('\n')) {
    if (line.startsWith('## ')) {
      const [name, occupations, units, authority] = line.slice(3).split(' | ') as [string, string, string, string]
      departments.push({ name: '', authority, divisions: [division(name, occupations, units)] })
    } else if (line.startsWith('# ')) {
      const [name, authority = '区長'] = line.slice(2).split(' ') as [string, string?]
      departments.push({ name, authority, divisions: [] })
    } else {
      const [name, occupations, units] = line.split(' | ') as [string, string, string]
      departments.at(-1)!.divisions.push(division(name, occupations, units))
    }
  }
  return departments
}

function division(name: string, occupations: string, units: string): DivisionPlan {
  const [, direct = '0', rest = ''] = /^(?:@(\d+) )?(.*)$/.exec(units)!
  return {
    name,
    direct: Number(direct),
    occupations: occupations.split(' ').map((part) => [part.split(':')[0]!, Number(part.split(':')[1] ?? 9)] as const),
    units: rest.split(', ').map((unit) => ({ name: unit.split(' ')[0]!, people: Number(unit.split(' ')[1]) })),
  }
}
