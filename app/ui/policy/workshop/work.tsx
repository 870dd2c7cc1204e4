import { createContext, useContext, useMemo } from 'react'
import { fieldMessages } from '#app/editions/fields.messages.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import type { Finding } from '#rooms/policy/findings.rules.ts'
import { policyMessages } from '#rooms/policy/messages.ts'
import { type Place, valueAt } from '#rooms/policy/working-drafts/change.rules.ts'
import { modelMessages } from './model.messages.ts'
import { partsMessages } from './parts.messages.ts'
import type { Referred } from './specs.ts'
import type { Workshop } from './useWorkshop.ts'

const Work = createContext<Workshop | null>(null)
export const WorkProvider = Work.Provider

/** The draft under one's hands, for every editor of one of its parts. */
export function useWork(): Workshop {
  const work = useContext(Work)
  if (!work) throw new Error('No draft is open here')
  return work
}

const startsWith = (path: Place, start: Place) => start.every((step, i) => step === path[i])

/** What the checks say at a place itself, or with `within` at it and below it, in words. */
export function useSaid(): (path: Place, within?: 'within') => string[] {
  const { findings } = useWork()
  const say = useSaying()
  return (path, within) =>
    findings
      .filter((one) => startsWith(one.path, path) && (within !== undefined || one.path.length === path.length))
      .map(say)
}

/** In words: an item by what its field is called, as nobody here sees the file. */
export function useSaying(): (finding: Finding) => string {
  const t = useMessages(policyMessages)
  const called = useCalled()
  return ({ key, values }) => t(key, values.key === undefined ? values : { ...values, key: called(String(values.key)) })
}

/** What a field of the file is called here; what has no words, such as an id, stands as it is. */
export function useCalled(): (key: string) => string {
  const label = useMessages(partsMessages)
  const name = useMessages(fieldMessages)
  const level = useMessages(modelMessages)
  return (key) => {
    const [ofModel, field] = [`level.${key}`, `field.${key}`]
    if (hasMessage(modelMessages, ofModel)) return level(ofModel)
    if (hasMessage(partsMessages, key)) return label(key)
    return hasMessage(fieldMessages, field) ? name(field) : key
  }
}

/** The list at a place; nothing where something else stands there. */
export function listAt(data: unknown, path: Place): readonly unknown[] {
  const held = valueAt(data, path)
  return Array.isArray(held) ? held : []
}

/** A text at a place, as it is shown: a number in digits, nothing where there is none. */
export function wordsAt(data: unknown, path: Place): string {
  const held = valueAt(data, path)
  return typeof held === 'string' || typeof held === 'number' ? String(held) : ''
}

export interface Option {
  readonly value: string
  readonly label: string
}

const lists: Readonly<Record<Exclude<Referred, 'skills'>, readonly Place[]>> = {
  grades: [['organisation', 'grades']],
  tracks: [['organisation', 'tracks']],
  measuredOutcomes: [
    ['model', 'directOutcomes'],
    ['model', 'intermediateOutcomes'],
  ],
  outputs: [['model', 'outputs']],
  pillars: [['pillars']],
  roles: [['roles']],
  activities: [['model', 'activities']],
  indicators: [['indicators']],
  nodes: ['activities', 'outputs', 'directOutcomes', 'intermediateOutcomes', 'finalOutcomes'].map((list) => [
    'model',
    list,
  ]),
}

/** Titles of grades repeat from track to track: their ids tell them apart. */
function gradeAt(data: unknown, place: Place): string {
  const [id, label] = [wordsAt(data, [...place, 'id']), wordsAt(data, [...place, 'label'])]
  return label === id ? id : `${id} ${label}`.trim()
}

/** What can be referred to, by id and name. */
export function optionsOf(data: unknown, referred: Referred): Option[] {
  const places =
    referred === 'skills'
      ? listAt(data, ['pyramid', 'tiers']).map((_, i): Place => ['pyramid', 'tiers', i, 'skills'])
      : lists[referred]
  const found = places.flatMap((place) =>
    listAt(data, place).map((_, i) => ({
      value: wordsAt(data, [...place, i, 'id']),
      label: wordsAt(data, [...place, i, 'name']) || gradeAt(data, [...place, i]),
    })),
  )
  if (referred === 'pillars' && found.length === 0)
    return ['育成', '確保', '職場環境'].map((one) => ({ value: one, label: one }))
  return found
    .filter(({ value }) => value !== '')
    .map(({ value, label }) => ({ value, label: label && label !== value ? label : value }))
}

export function useOptions(referred: Referred): readonly Option[] {
  const { data } = useWork().editing
  return useMemo(() => optionsOf(data, referred), [data, referred])
}

/** An id that nothing in the file has. */
export function freshId(data: unknown, beginning: string): string {
  const text = JSON.stringify(data)
  let n = 1
  while (text.includes(`"${beginning}-${n}"`)) n += 1
  return `${beginning}-${n}`
}
