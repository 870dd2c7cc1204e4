import type { SectionRow } from './generate-rows.ts'
import { type PurposeText, purposeTexts } from './purposes-data.ts'

/** What a section is for, as its own head would state it. Everything here is invented (INV-D1). */
export interface PurposeRow {
  readonly sectionCode: string
  /** From when the section has it. */
  readonly validFrom: string
  readonly purpose: string
  /** The residents' 「不」 (不安・不満) that it answers. */
  readonly answers: string
  /** The choices that it offers. */
  readonly offers: string
  /** One to three short sentences. */
  readonly duties: readonly string[]
  /** One or two of the direct outcomes given. */
  readonly contributesTo: readonly string[]
  readonly isSample: true
}

/** One row for each section that is open, in the order given; the same for the same sections and outcomes. */
export function generatePurposes(
  sections: readonly Pick<SectionRow, 'sectionCode' | 'name' | 'kind' | 'parentCode' | 'validFrom' | 'validTo'>[],
  directOutcomeIds: readonly string[],
): PurposeRow[] {
  const open = sections.filter(({ validTo }) => validTo === '')
  const names = new Map(open.map(({ sectionCode, name }) => [sectionCode, name]))
  return open.map(({ sectionCode, name, parentCode, validFrom }, index) => {
    const above = names.get(parentCode)
    const { purpose, answers, offers, duties } = purposeTexts.get(name) ?? derived(name, above)
    const contributesTo = outcomesOf(index, directOutcomeIds)
    return { sectionCode, validFrom, purpose, answers, offers, duties, contributesTo, isSample: true }
  })
}

/** A unit serves the purpose of the division above it; otherwise the name says what it works on. */
function derived(name: string, above: string | undefined): PurposeText {
  const work = name.replace(/(第[一二三四五六七八九十\d]+)?(係|課|部|センター|事務所|総合支所)$/, '') || name
  const parent = above ? purposeTexts.get(above) : undefined
  const special = places.find(({ ending }) => name.endsWith(ending))
  return {
    purpose:
      special?.purpose ??
      (parent ? `${work}の仕事を通して、「${parent.purpose}」を形にする` : `${work}の仕事で、区民の暮らしを支える`),
    answers: parent?.answers ?? '相談先や手続がわからない不安',
    offers: parent?.offers ?? '窓口・電話・オンラインから選べる相談と手続',
    duties: special?.duties ?? [`${work}に関する相談と手続を受け付ける`, `${work}の進め方を確かめて改める`],
  }
}

const places = [
  {
    ending: '保育園',
    purpose: '子ども一人ひとりの育ちに寄り添い、家庭が安心して預けられる毎日をつくる',
    duties: ['日々の保育を行う', '保護者の相談を受ける', '地域の子育て家庭に園を開く'],
  },
  {
    ending: '児童センター',
    purpose: '子どもが自分で過ごし方を選べる、安心できる居場所をつくる',
    duties: ['遊びと学びの場を運営する', '子どもと保護者の相談を受ける'],
  },
  {
    ending: '地域センター',
    purpose: '住まいの近くで手続と相談がすみ、地域の人がつながる場所をつくる',
    duties: ['届出と証明書の申請を受け付ける', '町会・自治会の活動を支える', '会議室の利用を調整する'],
  },
  {
    ending: '保健センター',
    purpose: '身近な場所で、親子と地域の健康を見守る',
    duties: ['乳幼児の健診と相談をする', '家庭を訪問する', '健康の教室を開く'],
  },
  {
    ending: '図書館',
    purpose: 'だれもが知りたいことに出会える場所を身近に開く',
    duties: ['資料を選び貸し出す', '調べものを手伝う', 'おはなし会を開く'],
  },
] as const

function outcomesOf(index: number, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  const first = ids[index % ids.length]!
  const second = ids[(index * 3 + 1) % ids.length]!
  return index % 2 === 0 || first === second ? [first] : [first, second]
}
