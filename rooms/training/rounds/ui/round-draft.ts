/** A round as its form holds it, and what the server is told of it. */

import type { Input, Output } from '#platform/contract/contract.ts'
import { parseDate } from '#platform/time/dates.ts'
import { wholeIn } from '#platform/ui/form/typed.ts'
import type { rounds } from '../contract.ts'

export interface WaveTyped {
  readonly due: string
  /** None: whoever is in no other wave. */
  readonly sections: readonly string[]
  /** Parts of those, of all such waves together. */
  readonly share: string
}

export interface RoundTyped {
  readonly name: string
  readonly sections: readonly string[]
  readonly grades: readonly string[]
  readonly categories: readonly string[]
  readonly standing: string
  readonly asOf: string
  readonly waves: readonly WaveTyped[]
  readonly courseIds: readonly number[]
  readonly testIds: readonly number[]
}

type Asked = Omit<Input<typeof rounds.beginRound>, 'name'>

export interface RoundFault {
  readonly name: string
  readonly message: 'form.missing_name' | 'form.date' | 'form.share' | 'form.courses_missing'
}

export const standingsChosen = ['unassessed', 'below'] as const

export function typedFrom(address: Readonly<Record<string, unknown>>): RoundTyped {
  const one = (name: string) => (address[name] === undefined ? [] : [String(address[name])])
  return {
    ...{ name: '', sections: one('within'), grades: one('grade'), categories: one('employmentCategory') },
    ...{ standing: one('standing')[0] ?? '', asOf: '', waves: [{ due: '', sections: [], share: '1' }] },
    ...{ courseIds: [], testIds: [] },
  }
}

/** Another round like one that was; the day as of which it counts is today. */
export function typedLike({ name, who, waves, courseIds, testIds }: Output<typeof rounds.copyRound>): RoundTyped {
  return {
    ...{ name, sections: who.sections ?? [], grades: who.grades ?? [], categories: who.employmentCategories ?? [] },
    ...{ standing: who.standings?.length === 1 ? who.standings[0]! : '', asOf: '', courseIds, testIds },
    waves: waves.map(({ dueOn, sections = [], share = 1 }) => ({ due: dueOn, sections, share: String(share) })),
  }
}

export function askedOf(typed: RoundTyped): { asked: Asked; faults: RoundFault[] } {
  const asOf = parseDate(typed.asOf)
  const waves = typed.waves.map(({ due, sections, share }) => ({
    ...{ dueOn: parseDate(due) ?? '', sections: [...sections], share: shareOf(share) ?? 0 },
  }))
  const fault = (isWrong: boolean, name: string, message: RoundFault['message']) => (isWrong ? [{ name, message }] : [])
  return {
    asked: {
      who: {
        ...{ sections: [...typed.sections], grades: [...typed.grades], employmentCategories: [...typed.categories] },
        standings: standingsChosen.filter((one) => one === typed.standing),
      },
      ...{ waves, courseIds: [...typed.courseIds], testIds: [...typed.testIds] },
      ...(asOf ? { asOf } : {}),
    },
    faults: [
      ...fault(typed.name.trim() === '', 'name', 'form.missing_name'),
      ...fault(typed.asOf.trim() !== '' && !asOf, 'asOf', 'form.date'),
      ...waves.flatMap(({ dueOn }, at) => fault(dueOn === '', `due-${at}`, 'form.date')),
      ...typed.waves.flatMap(({ share, sections }, at) =>
        fault(sections.length === 0 && shareOf(share) === undefined, `share-${at}`, 'form.share'),
      ),
      ...fault(typed.courseIds.length + typed.testIds.length === 0, 'course', 'form.courses_missing'),
    ],
  }
}

/** Parts are whole, from none to a hundred. */
function shareOf(text: string): number | undefined {
  return wholeIn(text, 0, 100)
}
