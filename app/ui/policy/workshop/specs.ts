/** What an editor of a part is made of: fields, and entries of a list. */
import type { partsMessages } from './parts.messages.ts'

export type Word = keyof (typeof partsMessages)['ja'] & string
/** Lists of the policy to whose entries others refer. */
export type Referred =
  | 'skills'
  | 'grades'
  | 'tracks'
  | 'measuredOutcomes'
  | 'outputs'
  | 'pillars'
  | 'roles'
  | 'activities'
  | 'indicators'
  /** Of the logic model, of any level. */
  | 'nodes'

type Kind =
  | 'line'
  /** A quantity that the house counts, by its name. */
  | 'measure'
  | 'text'
  | 'date'
  /** A fiscal year or a date, as a person writes it. */
  | 'when'
  | 'number'
  /** A fiscal year, as a person writes it. */
  | 'year'
  | 'yes'
  /** One entry a line. */
  | 'lines'
  /** Kinds of evidence, several. */
  | 'evidence'
  /** Levels of skills, by the skill. */
  | 'levels'
  | { readonly choice: readonly string[]; readonly words: string; readonly own?: true }
  | { readonly ref: Referred }
  | { readonly refs: Referred }
  | { readonly list: Shape }
  /** One entry a line, until more is said of one of them than its name. */
  | { readonly lines: Shape }
  | { readonly group: readonly FieldSpec[] }

export interface FieldSpec {
  readonly key: string
  readonly kind: Kind
  readonly label: Word
  readonly support?: Word
  readonly required?: boolean
  /** Stands as null where it is empty. */
  readonly isNullable?: true
}

export interface Shape {
  /** What one entry is called. */
  readonly one: Word
  readonly fields: readonly FieldSpec[]
  /** By which fields an entry is told from others, the first that is filled in. */
  readonly named: readonly string[]
  /** Of entries that are of a time: the field that says how much. */
  readonly amount?: string
  /** Of a new entry; `id` is drawn from this beginning. */
  readonly blank: Readonly<Record<string, unknown>>
  readonly id?: string
}

export const id: FieldSpec = { key: 'id', kind: 'line', label: 'id', support: 'id.support', required: true }
export const sample: FieldSpec = { key: 'isSample', kind: 'yes', label: 'isSample', support: 'isSample.support' }
export const name: FieldSpec = { key: 'name', kind: 'line', label: 'name', required: true }
export const description: FieldSpec = { key: 'description', kind: 'text', label: 'description' }
export const text: FieldSpec = { key: 'text', kind: 'text', label: 'text', required: true }
export const owner: FieldSpec = { key: 'owner', kind: 'line', label: 'owner', required: true }
export const measure: FieldSpec = {
  key: 'measure',
  kind: 'measure',
  label: 'measure',
  support: 'measure.support',
  isNullable: true,
}
export const unit: FieldSpec = { key: 'unit', kind: 'line', label: 'unit', required: true }
export const source: FieldSpec = { key: 'source', kind: 'line', label: 'source' }
