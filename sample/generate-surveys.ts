import { addDays } from '#platform/time/dates.ts'
import type { SurveyItem } from '#rooms/surveys/survey.rules.ts'
import type { Ward } from './generate.ts'
import { Random } from './generate-random.ts'

/*
 * Rounds of surveys that the ward has behind it: a large one each October, and twice a year one question to a third of the staff. Nobody is
 * asked here: sheets are drawn for each section, and nothing joins two sheets of one person. What people say leans on how their section, the
 * year and they themselves are, so that sections differ, items of one outcome go together, and shares move a little from year to year.
 */

type Value = string | number | string[] | null

export interface RoundHeld {
  readonly survey: 'engagement' | 'pulse'
  readonly from: string
  readonly to: string
  readonly sections: { section: string; receivers: number; sheets: Value[][] }[]
}

export interface RoundsPlan {
  readonly ward: Ward
  readonly seed: number
  readonly asOf: string
  /** Fiscal year of `asOf`. */
  readonly year: number
  readonly engagement: readonly SurveyItem[]
  readonly pulse: readonly SurveyItem[]
}

export function generateRounds({ ward, seed, asOf, year, engagement, pulse }: RoundsPlan): RoundHeld[] {
  return [year - 2, year - 1, year].flatMap((fiscalYear, place) => {
    const lean = leanings[place]!
    const held: (Pick<RoundHeld, 'survey' | 'from'> & {
      items: readonly SurveyItem[]
      days: number
      part: number | null
    })[] = [
      { survey: 'pulse', items: pulse, from: `${fiscalYear}-06-01`, days: 9, part: place * 2 },
      { survey: 'engagement', items: engagement, from: `${fiscalYear}-10-01`, days: 13, part: null },
      { survey: 'pulse', items: pulse, from: `${fiscalYear + 1}-02-01`, days: 9, part: place * 2 + 1 },
    ]
    return held.flatMap(({ survey, items, from, days, part }) => {
      const to = addDays(from, days)
      if (to >= asOf) return []
      const asked = askedOn(ward, from, part)
      const random = new Random(seed * 1_000 + place * 10 + (part ?? 7))
      return [{ survey, from, to, sections: sheetsOf({ ward, items, asked, random, lean }) }]
    })
  })
}

/** How the year before last, last year and this year stand to each other, in log odds. */
const leanings = [-0.2, 0, 0.12] as const
const ANSWERING = 0.88
/** So many pulses ask everybody once. */
const PARTS = 3

/** Whoever has a post on the day and is not away, by section; of a pulse every third of them. */
function askedOn({ assignments, leave }: Ward, day: string, part: number | null): Map<string, number> {
  const holds = ({ validFrom, validTo }: { validFrom: string; validTo: string }) =>
    validFrom <= day && (validTo === '' || validTo >= day)
  const away = new Set(
    leave.filter((one) => holds({ validFrom: one.from, validTo: one.to })).map(({ staffNumber }) => staffNumber),
  )
  const asked = new Map<string, number>()
  for (const { staffNumber, sectionCode, kind, ...post } of assignments) {
    if (kind !== '主務' || !holds(post) || away.has(staffNumber)) continue
    if (part !== null && Number(staffNumber) % PARTS !== part % PARTS) continue
    asked.set(sectionCode, (asked.get(sectionCode) ?? 0) + 1)
  }
  return asked
}

interface Drawing {
  readonly ward: Ward
  readonly items: readonly SurveyItem[]
  readonly asked: ReadonlyMap<string, number>
  readonly random: Random
  readonly lean: number
}

function sheetsOf({ ward, items, asked, random, lean }: Drawing): RoundHeld['sections'] {
  const parents = new Map(ward.sections.map(({ sectionCode, parentCode }) => [sectionCode, parentCode]))
  const odds = new Map(items.map(({ id }) => [id, oddsOf(id, lean)]))
  return [...asked].map(([section, receivers]) => {
    const own = leanOf(section, parents)
    const sheets: Value[][] = []
    for (let place = 0; place < receivers; place += 1) {
      if (!random.chance(ANSWERING + own * 0.06)) continue
      const mood = own + gauss(random) * MOOD
      sheets.push(items.map((item) => answerTo(item, (odds.get(item.id) ?? 0) + mood, random)))
    }
    return { section, receivers, sheets }
  })
}

/** A section leans as those above it and a little by itself: the same in every year. */
function leanOf(section: string, parents: ReadonlyMap<string, string>): number {
  let lean = 0
  for (let at = section; at; at = parents.get(at) ?? '') lean += gauss(new Random(numberOf(at))) * 0.22
  return lean
}

/** Shares around which answers lie; the items that KPIs rest on stand near the policy's baselines. */
const shares: Readonly<Record<string, number>> = { 'at-ease': 0.66, pride: 0.64, respect: 0.69, connected: 0.58 }

function oddsOf(id: string, lean: number): number {
  const random = new Random(numberOf(id))
  const share = shares[id] ?? 0.42 + random.next() * 0.36
  // Spread of people and sections draws shares towards the middle.
  return Math.log(share / (1 - share)) * 1.35 + lean * (0.5 + random.next())
}

function answerTo({ type, id, choices = [] }: SurveyItem, odds: number, random: Random): Value {
  if (random.chance(0.012)) return null
  switch (type) {
    case 'agreement5': {
      const chance = random.next()
      const stance = odds + Math.log((chance + 1e-9) / (1 - chance))
      return 1 + STEPS.filter((step) => stance >= step).length
    }
    case 'single':
      return random.weighted(choices.map((choice, place) => [choice, 1 / (place + 1)] as const))
    case 'multiple':
      return choices.filter((_, place) => random.chance(0.42 - place * 0.04))
    case 'text':
      return random.chance(0.06) ? random.pick(said) : null
    default:
      throw new RangeError(`No answers are drawn for ${id}`)
  }
}
/** From which stance on somebody goes a step further; from 0 on they agree. */
const STEPS = [-2.9, -1.3, 0, 2.5] as const
/** How far people differ: so that what one says of items of an outcome goes together. */
const MOOD = 1.5

const said = [
  '窓口が混む日の応援の頼み方が決まっていると助かります。',
  '係を越えて相談できる場が増えて、気持ちが楽になりました。',
  '研修に出たいのですが、代わりの人を頼みにくいです。',
  '決裁の段数が少なくなり、区民の方に早く返事ができるようになりました。',
  '電話の取り次ぎが多く、集中する時間が取れません。',
  '休みの日を先に共有するようになってから、休みやすくなりました。',
  '新しい仕組みの使い方を、仕事の中で教えてもらえるとうれしいです。',
  '感謝の言葉をかけてもらえると、続ける力になります。',
] as const

/** Roughly normal, with mean 0 and deviation 1. */
function gauss(random: Random): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * Math.sqrt(3)
}

function numberOf(text: string): number {
  return [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)!) | 0, 7)
}
