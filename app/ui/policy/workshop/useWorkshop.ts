import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { isStale } from '#platform/ui/form/edited.ts'
import type { Finding } from '#rooms/policy/findings.rules.ts'
import { recheck } from '#rooms/policy/rechecking.rules.ts'
import { type Change, changeTo, type Place } from '#rooms/policy/working-drafts/change.rules.ts'
import type { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import {
  type Clash,
  chosen,
  type Editing,
  heard,
  type Kept,
  notStored,
  opened,
  restored,
  sent,
  stored,
  takenBack,
  typed,
} from '#rooms/policy/working-drafts/editing.rules.ts'
import { api, client } from '../../api.ts'

type Shown = Output<typeof workingDrafts.showWorkingDraft>
export type ToldChange = Shown['changes'][number]

/** What of the work is stored: `refused` will not be by trying again. */
type SaveState = 'saved' | 'saving' | 'unsaved' | 'unreachable' | 'refused'

export interface Workshop {
  readonly draft: Shown
  readonly editing: Editing
  readonly findings: readonly Finding[]
  readonly state: SaveState
  readonly error: unknown
  readonly isClosed: boolean
  /** What stands at a place from now on; undefined takes it away. */
  put(path: Place, after: unknown): void
  /** Changes after one another, each made from the data that the ones before left. */
  make(changes: readonly Change[]): void
  choose(clash: Clash, whose: 'mine' | 'theirs'): void
  /** False where somebody has changed that place since. */
  takeBack(change: ToldChange): Promise<boolean>
  /** Answers the version that is stored then. */
  saveNow(): Promise<number>
  /** Asks for the draft as it is stored now. */
  refresh(): Promise<void>
}

/** A pause in typing of so many milliseconds is stored. */
const PAUSE = 800
/** What others do is asked for so often. */
const LOOK = 20_000
/** Checks wait for a pause in typing. */
const CHECK = 250
/** A step of a check goes on with the next part of the policy before so many milliseconds. */
const STEP = 8

/** The work on one draft: what is typed stands at once and is stored by itself. Undefined until the draft has come. */
export function useWorkshop(workingDraftId: number): {
  workshop: Workshop | undefined
  error: unknown
  retry: () => unknown
} {
  const input = { workingDraftId }
  const query = useQuery({
    ...api.workingDrafts.showWorkingDraft.queryOptions({ input }),
    refetchInterval: LOOK,
    staleTime: 0,
  })
  const [editing, setEditing] = useState<Editing>()
  const [state, setState] = useState<SaveState>('saved')
  const [error, setError] = useState<unknown>()
  // What could not be stored yet outlives the tab's reload.
  const [kept, keep, drop] = useDraft<Kept | null>(`policy-workshop-${workingDraftId}`, null)
  const latest = useRef<Editing>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const atWork = useRef<Promise<void>>(undefined)

  function set(next: Editing) {
    latest.current = next
    setEditing(next)
    const { version, unsent, clashes } = next
    if (unsent.length > 0 || clashes.length > 0) keep({ version, unsent, clashes })
    else drop()
  }

  const { data: draft } = query
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told is taken in when it comes, and never because something was typed.
  useEffect(() => {
    if (!draft) return
    const told = draft as Parameters<typeof opened>[0]
    const now = latest.current
    if (!now) {
      set(kept ? restored(kept, told) : opened(told))
      if (kept) goOn(0)
    } else if (now.inFlight === 0 && (told.version > now.version || now.text === undefined)) {
      if (told.version >= now.version) set(heard(now, told))
    }
  }, [draft])
  // Whoever leaves the page, or the window, has paused. What cannot be stored then waits in the tab.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the latest work is read when it happens.
  useEffect(() => {
    const pause = () => document.hidden && void save().catch(() => undefined)
    document.addEventListener('visibilitychange', pause)
    return () => {
      document.removeEventListener('visibilitychange', pause)
      void save().catch(() => undefined)
    }
  }, [])

  function later(pause = PAUSE) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), pause)
  }

  /** What is not stored yet is said to be so, and will be. */
  function goOn(pause?: number) {
    if (state !== 'refused' && latest.current?.unsent.length) setState('unsaved')
    later(pause)
  }

  async function fresh(): Promise<Shown> {
    const { data } = await query.refetch({ throwOnError: true })
    return data!
  }

  function save(): Promise<void> {
    atWork.current ??= storeAll().finally(() => {
      atWork.current = undefined
    })
    return atWork.current
  }

  async function storeAll(): Promise<void> {
    clearTimeout(timer.current)
    while (latest.current && latest.current.unsent.length > 0) {
      const now = sent(latest.current)
      set(now)
      setState('saving')
      try {
        const changes = now.unsent as Parameters<typeof client.workingDrafts.changeWorkingDraft>[0]['changes']
        const { version } = await client.workingDrafts.changeWorkingDraft({ ...input, seen: now.version, changes })
        if (version === now.version + now.inFlight) set(stored(latest.current, version))
        else set(heard(latest.current, (await fresh()) as Parameters<typeof heard>[1], version))
        setError(undefined)
      } catch (refused) {
        set(notStored(latest.current))
        if (!isStale(refused)) {
          setError(refused)
          setState(isRefused(refused) ? 'refused' : 'unreachable')
          if (!isRefused(refused)) later(5_000)
          return
        }
        set(heard(latest.current, (await fresh()) as Parameters<typeof heard>[1]))
      }
    }
    setState('saved')
  }

  function make(changes: readonly Change[]) {
    if (!latest.current) return
    const next = changes.reduce(typed, latest.current)
    if (next === latest.current) return
    set(next)
    goOn()
  }

  const findings = useFindings(editing?.data, draft)
  const workshop: Workshop | undefined = draft &&
    editing && {
      ...{ draft, editing, findings, state, error },
      isClosed: draft.publishedEditionId !== null,
      put(path, after) {
        const change = latest.current && changeTo(latest.current.data, path, after)
        if (change) make([change])
      },
      make,
      choose(clash, whose) {
        if (!latest.current) return
        set(chosen(latest.current, clash, whose))
        goOn()
      },
      async takeBack({ version, change }) {
        await save()
        const told = await fresh()
        const now = heard(latest.current!, told as Parameters<typeof heard>[1])
        set(now)
        const after = told.changes.filter((one) => one.version > version).toSorted((a, b) => a.version - b.version)
        const back = takenBack(
          now,
          change as Change,
          after.map((one) => one.change as Change),
        )
        if (!back) return false
        await client.workingDrafts.changeWorkingDraft({
          ...{ ...input, seen: told.version, takesBack: version },
          changes: [back] as Parameters<typeof client.workingDrafts.changeWorkingDraft>[0]['changes'],
        })
        await fresh()
        return true
      },
      async saveNow() {
        await save()
        return latest.current!.version
      },
      async refresh() {
        await fresh()
      },
    }
  return { workshop, error: draft ? undefined : query.error, retry: query.refetch }
}

function isRefused(error: unknown): boolean {
  const status = (error as { status?: number } | null)?.status
  return status !== undefined && status < 500 && status !== 429
}

/** What the room's own rules say of the draft, after a pause. */
function useFindings(data: unknown, draft: Shown | undefined): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>([])
  // What the house can count is the same while the page is open.
  const check = useRef<ReturnType<typeof recheck>>(undefined)
  const measures = draft?.measures
  useEffect(() => {
    if (data === undefined || !measures) return setFindings([])
    check.current ??= recheck(measures as Parameters<typeof recheck>[0])
    const finds = check.current
    const parts = finds.ahead(data)
    let timer = setTimeout(step, CHECK)
    // What takes long is gone about in steps, between which keys are heard. Both are seen by bench/browser.ts, in the page itself.
    function step() {
      const start = performance.now()
      while (!parts.next().done) {
        if (performance.now() - start < STEP) continue
        performance.measure('policy.check.part', { start })
        timer = setTimeout(step, 0)
        return
      }
      setFindings(finds(data))
      performance.measure('policy.check', { start })
    }
    return () => clearTimeout(timer)
  }, [data, measures])
  return findings
}
