import { addDays } from '#platform/time/dates.ts'
import type { PolicyWith } from '#rooms/policy/document.rules.ts'
import { floorOf } from '#rooms/policy/rules.ts'
import { expectationsOf, skillsIn } from '#rooms/skills/rules.ts'
import type { State } from '#rooms/training/rules.ts'
import { personas } from './generate.ts'
import { openStory } from './generate-applications.ts'
import type { Book, Story } from './generate-book.ts'
import type { NearSession, SessionRow } from './generate-courses.ts'
import type { Random } from './generate-random.ts'
import type { Member, Roster } from './generate-roster.ts'
import type { Evidence } from './generate-skills.ts'
import * as words from './records-data.ts'

/*
 * What the people of the sign-in page find on the day they are looked at. 佐藤: a recommendation to answer, a report to hand in, an
 * application that came back, a course next week, a colleague who asks for cover; a record that is rich but not complete. 田中:
 * applications with agreed cover, with cover that is asked for, and without. HR: attendance to record, seats to give.
 */

export interface StoryPlan {
  readonly asOf: string
  /** Fiscal year of `asOf`. */
  readonly year: number
  readonly random: Random
}

export interface TitledSession extends SessionRow {
  readonly title: string
}

/** Sessions around the reference day, and how many seats of some shall be left. */
export const nearSessions: readonly (NearSession & { readonly seatsLeft?: number })[] = [
  { title: '政策の立て方', days: -13 },
  { title: 'ICT基礎(全職員)', days: -3 },
  { title: 'わかりやすい文書', days: 9 },
  { title: '生成AIの使い方と注意', days: 21, capacity: 20, seatsLeft: 1 },
  { title: '接遇とやさしい日本語', days: 24 },
  { title: '表計算の関数と集計', days: 27, capacity: 12, seatsLeft: 0 },
  { title: 'データ活用入門', days: 30 },
  { title: '傾聴と対話', days: 35 },
  { title: '業務の見直し(BPR)', days: 41 },
  { title: '話合いの進め方', days: 52 },
]

const numberOf = (persona: 'staff' | 'sectionHead') => personas.find((one) => one.persona === persona)!.staffNumber

export function tellStories(book: Book, sessions: readonly TitledSession[], plan: StoryPlan): void {
  const { asOf, random } = plan
  const sato = book.roster.member(numberOf('staff'))
  const tell = (member: Member, session: TitledSession | undefined, state: State, more: Partial<Story> = {}) => {
    if (!session || !book.mayTake(member, session)) return
    const story = openStory(member, session, state, { book, ...plan })
    if (story) book.add(member, session, { ...withoutCover(story), ...more })
  }
  const near = (title: string) => sessions.find((one) => one.title === title && one.sessionCode.includes('-N'))
  const past = (title: string) =>
    sessions.findLast((one) => one.title === title && one.endsOn < addDays(asOf, -40) && book.mayTake(sato, one))

  tell(sato, near('政策の立て方'), 'report_due', { cover: { kind: 'shiftSwap', duty: '窓口の受付' } })
  tell(sato, near('接遇とやさしい日本語'), 'returned', words.returnReasons[0]!)
  tell(sato, near('わかりやすい文書'), 'ordered')
  for (const title of ['地方自治制度', '困難な場面の対応', '多様性と人権']) tell(sato, past(title), 'completed')
  recommendToSato(book, sessions, plan)

  const colleagues = book.roster
    .inSection(book.roster.postOn(sato, asOf)?.sectionCode ?? '', asOf)
    .filter((one) => one !== sato && book.roster.headOf(one, asOf)?.staffNumber === numberOf('sectionHead'))
  const [first, second, third, fourth] = random.shuffle(colleagues)
  const agreed = { kind: 'substitute', duty: '証明書の交付', substitute: third?.staffNumber, agreedOn: asOf } as const
  const asked = { kind: 'substitute', duty: '窓口の受付', substitute: sato.staffNumber } as const
  if (first && third)
    tell(first, near('傾聴と対話'), 'submitted', { cover: { ...agreed, substitute: third.staffNumber } })
  if (second) tell(second, near('業務の見直し(BPR)'), 'submitted')
  if (third) tell(third, near('話合いの進め方'), 'submitted', { cover: asked })
  if (fourth) tell(fourth, near('データ活用入門'), 'hr_selected')
}

/** One that waits for an answer and would close a gap, and one of last year that led to a course. */
function recommendToSato(book: Book, sessions: readonly TitledSession[], { asOf, year }: StoryPlan): void {
  const sato = book.roster.member(numberOf('staff'))
  const waiting = sessions.find(({ title }) => title === 'データ活用入門')
  const recommendedOn = addDays(asOf, -4)
  const head = book.roster.headOf(sato, recommendedOn)
  if (!waiting || !head) return
  const targetSkill = book.courseOf(waiting).skills.at(-1)
  book.recommend({
    staffNumber: sato.staffNumber,
    courseCode: waiting.courseCode,
    recommendedBy: head.staffNumber,
    recommendedOn,
    reason: '面談で話していた「窓口の待ち時間を数字で見る」ことに役立ちます。',
    ...(targetSkill ? { targetSkill } : {}),
    offeredCover: '当日の窓口は係で交替します。',
  })
  const led = book.entries.find(
    ({ member, session }) =>
      member === sato && session.startsOn < `${year}-04-01` && !book.isRecommended(sato, session),
  )
  const by = led && book.roster.headOf(sato, addDays(led.application.appliedOn, -10))
  if (!led || !by) return
  led.application.recommended = true
  book.recommend({
    staffNumber: sato.staffNumber,
    courseCode: led.course.courseCode,
    recommendedBy: by.staffNumber,
    recommendedOn: addDays(led.application.appliedOn, -10),
    reason: '今の担当で感じていることを、整理する機会になると思います。',
    answer: 'accepted',
    answeredOn: led.application.appliedOn,
  })
}

/** A rich record with gaps: one floor skill without a test, two skills never looked at, and last year a smaller pyramid. */
export function satosEvidence(roster: Roster, document: PolicyWith<'pyramid'>, { asOf, year }: StoryPlan): Evidence[] {
  const staffNumber = numberOf('staff')
  const latest = asOf >= `${year}-07-25` ? year : year - 1
  const skills = skillsIn(document)
  const highest = document.pyramid.highestLevel
  const levelOn = (skill: string, day: string, shift: number) => {
    const member = roster.member(staffNumber)
    const grade = roster.postOn(member, day)?.grade ?? null
    const expected = expectationsOf(document, { grade, occupation: member.occupation }).get(skill)
    return Math.min(highest, Math.max(1, (expected ?? 1) + shift))
  }
  const reflect = (day: string, upTo: number, shifts: readonly number[]) =>
    skills.slice(0, upTo).map(({ id }, index): Evidence => {
      const level = levelOn(id, day, shifts[index % shifts.length]!)
      return { staffNumber, skill: id, kind: 'self', level, asOf: day, shared: index % 5 !== 4 }
    })
  const observe = (day: string) =>
    [0, 4, 6].flatMap((index): Evidence[] => {
      const skill = skills[index]
      return skill
        ? [{ staffNumber, skill: skill.id, kind: 'supervisor', level: levelOn(skill.id, day, 1), asOf: day }]
        : []
    })
  const tested = floorOf(document)
    .slice(0, 2)
    .map(({ id, floorLevel, evidence }, index): Evidence => {
      const day = index === 0 ? `${latest - 1}-10-14` : `${latest}-06-25`
      const kind = evidence[0] ?? 'test'
      return { staffNumber, skill: id, kind, level: floorLevel, asOf: day, source: 'ICT到達テスト' }
    })
  return [
    ...reflect(`${latest - 1}-06-09`, skills.length - 4, [-1, 0, -1]),
    ...reflect(`${latest}-06-10`, skills.length - 2, [0, 0, -1, 1]),
    ...observe(`${latest}-07-21`),
    ...tested,
  ]
}

function withoutCover({ cover: _, ...story }: Story): Story {
  return story
}
