import { describe, expect, test } from 'vitest'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { generateWard } from './generate.ts'
import { generateCourses, generateSessions } from './generate-courses.ts'
import { generatePurposes } from './generate-purposes.ts'
import { purposeTexts } from './purposes-data.ts'
import { wardPlan } from './sections-data.ts'

const { sections } = generateWard()
const outcomes = ['D1', 'D2', 'D3', 'D4', 'D5']
const purposes = generatePurposes(sections, outcomes)

describe('purposes of the sample ward', () => {
  test('every open section states one, marked as a sample, with one to three duties and its outcomes (INV-D1)', () => {
    expect(purposes.map(({ sectionCode }) => sectionCode)).toEqual(
      sections.filter(({ validTo }) => !validTo).map(({ sectionCode }) => sectionCode),
    )
    for (const { purpose, answers, offers, duties, contributesTo, isSample } of purposes) {
      expect(isSample && purpose && answers && offers).toBeTruthy()
      expect(duties.length >= 1 && duties.length <= 3).toBe(true)
      expect(contributesTo.length).toBeGreaterThan(0)
      expect(new Set(contributesTo).size).toBe(contributesTo.length)
      expect(contributesTo.every((id) => outcomes.includes(id))).toBe(true)
      expect([purpose, answers, offers, ...duties].join()).not.toMatch(/undefined|評価/)
    }
  })

  test('every department and division of the plan has its own text', () => {
    const names = wardPlan.flatMap(({ name, divisions }) => [
      ...(name ? [name] : []),
      ...divisions.map((one) => one.name),
    ])
    expect(names.filter((name) => !purposeTexts.has(name))).toEqual([])
  })

  test('every direct outcome has sections that work for it', () => {
    for (const id of outcomes) expect(purposes.some((row) => row.contributesTo.includes(id))).toBe(true)
  })
})

describe('courses of the sample ward', () => {
  const skills = [
    { id: 'ict-basics', name: 'ICTの基礎' },
    { id: 'data', name: 'データを読む力' },
    { id: 'dialogue', name: '対話' },
    { id: 'law', name: '法令の理解' },
    { id: 'other', name: 'どの講座の言葉にもないもの' },
  ]
  const courses = generateCourses(skills)

  test('each builds skills of the policy, and every skill has a course', () => {
    expect(courses).toHaveLength(30)
    for (const course of courses) expect(course.skills.length).toBeGreaterThan(0)
    for (const { id } of skills) expect(courses.some((course) => course.skills.includes(id))).toBe(true)
    expect(courses.find(({ title }) => title === 'データ活用入門')?.skills).toContain('data')
  })

  test('sessions lie in their fiscal years, on working days, in order of their date', () => {
    const sessions = generateSessions(courses, { fiscalYears: [2025, 2026], seed: 4 })
    expect(sessions.length).toBeGreaterThan(150)
    expect(new Set(sessions.map(({ sessionCode }) => sessionCode)).size).toBe(sessions.length)
    for (const { sessionCode, startsOn, endsOn, startsAt, endsAt, applyBy } of sessions) {
      expect(applyBy < startsOn).toBe(true)
      expect(sessionCode).toContain(`-${fiscalYearOf(startsOn)}-`)
      expect(fiscalYearOf(endsOn)).toBe(fiscalYearOf(startsOn))
      for (const day of [startsOn, endsOn]) expect([0, 6]).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
      expect(startsOn <= endsOn && startsAt < endsAt).toBe(true)
    }
    expect(sessions.map(({ startsOn }) => startsOn)).toEqual(sessions.map(({ startsOn }) => startsOn).toSorted())
    expect(generateSessions(courses, { fiscalYears: [2025, 2026], seed: 4 })).toEqual(sessions)
  })
})
