/** An item as the form holds it: what each kind needs beside each other, so that another kind may be looked at and nothing is lost. */
import type { Input, Output } from '#platform/contract/contract.ts'
import type { items } from '../contract.ts'
import { hasChoices, type ItemField, type ItemKind, MOST_CHOICES } from '../rules.ts'

export type Whole = Output<typeof items.showItem>['item']

export interface Draft {
  code: string
  kind: ItemKind
  field: ItemField
  skill: string
  level: string
  stem: string
  choices: { words: string; isRight: boolean; rank: string }[]
  value: string
  tolerance: string
  unit: string
  /** One form a line. */
  accepted: string
  explanation: string
  isSample: boolean
}

const choice = (place: number) => ({ words: '', isRight: false, rank: String(place + 1) })

export const emptyDraft: Draft = {
  ...{ code: '', kind: 'single', field: 'unsorted', skill: '', level: '1', stem: '' },
  choices: [0, 1, 2, 3].map(choice),
  ...{ value: '', tolerance: '0', unit: '', accepted: '', explanation: '', isSample: false },
}

export function draftOf({ skill, level, body, kind, ...item }: Whole): Draft {
  return {
    ...emptyDraft,
    ...item,
    ...{ kind, skill: skill ?? '', level: String(level) },
    ...('choices' in body && {
      choices: body.choices.map((words, at) => ({
        words,
        isRight: kind !== 'ordering' && body.right.includes(at + 1),
        rank: String(kind === 'ordering' ? body.right.indexOf(at + 1) + 1 : at + 1),
      })),
    }),
    ...('value' in body && body),
    ...('accepted' in body && { accepted: body.accepted.join('\n') }),
  }
}

export function itemOf(draft: Draft): Input<typeof items.saveItem>['item'] {
  const { code, kind, field, skill, level, stem, explanation, isSample } = draft
  return {
    ...{ code: code.trim(), kind, field, skill: skill === '' ? null : skill, level: Number(level) },
    ...{ stem, body: bodyOf(draft), explanation, isSample },
  }
}

function bodyOf({ kind, choices, value, tolerance, unit, accepted }: Draft) {
  if (kind === 'numeric') return { value, tolerance, unit }
  if (!hasChoices(kind)) return { accepted: accepted.split('\n').filter((form) => form.trim() !== '') }
  const written = choices.filter(({ words }) => words.trim() !== '')
  const places = written.map((one, at) => ({ ...one, place: at + 1 }))
  const right =
    kind === 'ordering'
      ? places.toSorted((a, b) => Number(a.rank) - Number(b.rank))
      : places.filter(({ isRight }) => isRight)
  return { choices: written.map(({ words }) => words), right: right.map(({ place }) => place) }
}

/** Another choice, as long as there may be more. */
export function withChoice(draft: Draft): Draft {
  return draft.choices.length < MOST_CHOICES
    ? { ...draft, choices: [...draft.choices, choice(draft.choices.length)] }
    : draft
}

/** Of a single choice only one is right. */
export function withRight(draft: Draft, at: number, isRight: boolean): Draft {
  const choices = draft.choices.map((one, place) =>
    place === at ? { ...one, isRight } : draft.kind === 'single' && isRight ? { ...one, isRight: false } : one,
  )
  return { ...draft, choices }
}
