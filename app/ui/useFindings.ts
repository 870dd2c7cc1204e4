import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from './api.ts'
import { useHasPage } from './useHasPage.ts'

export type Finding =
  | { kind: 'person'; to: string; name: string; nameKana: string; section: string | null }
  | { kind: 'course'; to: string; title: string; provider: string }
  /** All colleagues, or all courses, that fit. */
  | { kind: 'all_people' | 'all_courses'; to: string; q: string; total: number }

const patience = 150
const shown = { people: 6, courses: 4 }

/**
 * People and courses that fit what was typed, once the typing pauses. `isCurrent` tells that the findings answer exactly
 * these words; until then they are those of the words before.
 */
export function useFindings(words: string) {
  const typed = words.trim()
  const q = usePaused(typed)
  const hasPage = useHasPage()
  const staff = useQuery(
    api.people.listStaff.queryOptions({
      input: { q, pageSize: shown.people },
      enabled: q !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const courses = useQuery(
    api.training.listCourses.queryOptions({
      input: { q, pageSize: shown.courses },
      enabled: q !== '' && hasPage('/training/$courseId'),
      placeholderData: keepPreviousData,
    }),
  )
  const findings = typed === '' ? [] : [...peopleIn(staff.data, q), ...coursesIn(courses.data, q)]
  const isWaiting = typed !== q || staff.isFetching || courses.isFetching
  return { findings, isCurrent: !isWaiting, error: staff.error ?? courses.error }
}

type Staff = Awaited<ReturnType<typeof api.people.listStaff.call>>
type Courses = Awaited<ReturnType<typeof api.training.listCourses.call>>

function peopleIn(data: Staff | undefined, q: string): Finding[] {
  if (!data) return []
  const found = data.staff.map(({ staffMemberId, name, nameKana, sectionName }) => ({
    ...{ kind: 'person' as const, to: `/people/${staffMemberId}`, name, nameKana, section: sectionName },
  }))
  const rest = { kind: 'all_people' as const, to: '/people', q, total: data.total }
  return data.total > found.length ? [...found, rest] : found
}

function coursesIn(data: Courses | undefined, q: string): Finding[] {
  if (!data) return []
  const found = data.courses.map(({ courseId, title, provider }) => ({
    ...{ kind: 'course' as const, to: `/training/${courseId}`, title, provider },
  }))
  const rest = { kind: 'all_courses' as const, to: '/training', q, total: data.total }
  return data.total > found.length ? [...found, rest] : found
}

/** What was typed, as soon as nothing more was typed for a moment; emptied at once. */
function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), typed === '' ? 0 : patience)
    return () => clearTimeout(timer)
  }, [typed])
  return paused
}
