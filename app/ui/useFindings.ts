import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from './api.ts'

type Group = Awaited<ReturnType<typeof api.search.search.call>>[number]
type Kind = Group['kind']

export interface Finding {
  kind: Kind
  /** Address with what is asked of the page, e.g. /people?section=1010. */
  to: string
  title: string
  reading: string | null
  note: string | null
}

/** What is found of one kind, with how many fit. The last of many is the way to all of them. */
export interface Findings {
  kind: Kind
  total: number
  isLeast: boolean
  findings: readonly (Finding | All)[]
}

export interface All {
  kind: Kind
  to: string
  isAll: true
}

const patience = 150
/** Kinds that have a page with all that fit. */
const pagesOfAll: Partial<Readonly<Record<Kind, string>>> = { people: '/people', courses: '/training' }

/**
 * All that fits what was typed, once the typing pauses. `isCurrent` tells that the findings answer exactly these words;
 * until then they are those of the words before.
 */
export function useFindings(words: string) {
  const typed = words.trim()
  const q = usePaused(typed)
  const { data, error, isFetching } = useQuery(
    api.search.search.queryOptions({ input: { q }, enabled: q !== '', placeholderData: keepPreviousData }),
  )
  const groups = typed === '' ? [] : (data ?? []).map((group) => withAll(group, q))
  return { groups, isCurrent: typed === q && !isFetching, error }
}

function withAll({ kind, total, isLeast, findings }: Group, q: string): Findings {
  const found = findings.map((finding) => ({ kind, ...finding }))
  const page = pagesOfAll[kind]
  const all =
    page && total > found.length ? [{ kind, to: `${page}?q=${encodeURIComponent(q)}`, isAll: true as const }] : []
  return { kind, total, isLeast, findings: [...found, ...all] }
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
