/** A test as a form holds it, all of it text, and what the server is told of it. */

import type { Input, Output } from '#platform/contract/contract.ts'
import { parseDate, todayInTokyo } from '#platform/time/dates.ts'
import { wholeIn } from '#platform/ui/form/typed.ts'
import type { attempts } from '../contract.ts'

type Said = Output<typeof attempts.showTest>['test']
type Asked = Input<typeof attempts.saveTest>['test']

export interface TestDraft {
  readonly title: string
  readonly note: string
  readonly skill: string
  readonly minutes: string
  readonly parts: readonly { readonly field: string; readonly level: string; readonly items: string }[]
  readonly marks: readonly { readonly level: string; readonly percent: string }[]
  readonly attempts: string
  readonly waitingDays: string
  readonly openFrom: string
  readonly lastDay: string
  readonly sections: readonly string[]
  readonly employmentCategories: readonly string[]
}

export const newTest = (): TestDraft => ({
  ...{ title: '', note: '', skill: '', minutes: '30', attempts: '', waitingDays: '7', lastDay: '' },
  openFrom: todayInTokyo(),
  parts: [{ field: '', level: '', items: '10' }],
  marks: [{ level: '1', percent: '70' }],
  ...{ sections: [], employmentCategories: [] },
})

export function draftOf(test: Said): TestDraft {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    ...{ title: test.title, note: test.note, skill: test.skill, minutes: text(test.minutes) },
    parts: test.parts.map(({ field, level, items }) => ({
      field: field ?? '',
      level: text(level),
      items: text(items),
    })),
    marks: test.marks.map(({ level, percent }) => ({ level: text(level), percent: text(percent) })),
    ...{ attempts: text(test.attempts), waitingDays: text(test.waitingDays) },
    ...{ openFrom: test.openFrom, lastDay: test.lastDay ?? '' },
    ...{ sections: test.sections, employmentCategories: test.employmentCategories },
  }
}

export type DraftField = keyof TestDraft

/** The fields in which two drafts differ, in the order of the form. */
export function differing(mine: TestDraft, stored: TestDraft): DraftField[] {
  const fields = Object.keys(mine) as DraftField[]
  return fields.filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(stored[field]))
}

export interface Fault {
  readonly name: string
  readonly field:
    | 'title'
    | 'skill'
    | 'minutes'
    | 'items'
    | 'percent'
    | 'attempts'
    | 'waiting'
    | 'open_from'
    | 'last_day'
  /** Bounds of a number; absent: something is missing. */
  readonly bounds?: readonly [min: number, max: number]
}

/** What is sent, or what is missing in it; what concerns more than one field the server says. */
export function askedOf(draft: TestDraft): { asked: Asked } | { faults: Fault[] } {
  const faults: Fault[] = []
  const whole = (name: string, field: Fault['field'], text: string, bounds: readonly [number, number]) => {
    const value = wholeIn(text, ...bounds)
    if (value === undefined) faults.push({ name, field, bounds })
    return value ?? 0
  }
  const day = (name: string, field: Fault['field'], text: string) => {
    const date = parseDate(text)
    if (!date) faults.push({ name, field })
    return date ?? ''
  }
  if (draft.title.trim() === '') faults.push({ name: 'test.title', field: 'title' })
  if (draft.skill === '') faults.push({ name: 'test.skill', field: 'skill' })
  const asked = {
    ...{ title: draft.title, note: draft.note, skill: draft.skill },
    minutes: whole('test.minutes', 'minutes', draft.minutes, [1, 240]),
    parts: draft.parts.map(({ field, level, items }, at) => ({
      field: (field || null) as Asked['parts'][number]['field'],
      level: level === '' ? null : Number(level),
      items: whole(`test.parts.${at}`, 'items', items, [1, 60]),
    })),
    marks: draft.marks.map(({ level, percent }, at) => ({
      level: Number(level),
      percent: whole(`test.marks.${at}`, 'percent', percent, [1, 100]),
    })),
    attempts: draft.attempts.trim() === '' ? null : whole('test.attempts', 'attempts', draft.attempts, [1, 20]),
    waitingDays: whole('test.waitingDays', 'waiting', draft.waitingDays || '0', [0, 365]),
    openFrom: day('test.openFrom', 'open_from', draft.openFrom),
    lastDay: draft.lastDay.trim() === '' ? null : day('test.lastDay', 'last_day', draft.lastDay),
    ...{ sections: [...draft.sections], employmentCategories: [...draft.employmentCategories] },
  }
  return faults.length > 0 ? { faults } : { asked }
}
