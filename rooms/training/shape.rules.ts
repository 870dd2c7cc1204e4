import { parseDate } from '#platform/time/dates.ts'

/**
 * What HR says of a session: the one list from which the shapes of the contract, the statements, HR's form and the pages that show a
 * session are made. A further field is its column (a migration and tables.ts), a line here, and its word in sessions/ui/messages.ts.
 */
export interface Field {
  readonly is: keyof FieldTypes
  /** The longest text, or the highest number. */
  readonly most?: number
  readonly mayBeEmpty?: true
}

interface FieldTypes {
  date: string
  /** HH:MM. */
  time: string
  words: string
  /** A whole number from 1. */
  whole: number
}

export const timeFields = {
  startsOn: { is: 'date' },
  endsOn: { is: 'date' },
  /** Of every day from the first to the last. */
  startsAt: { is: 'time' },
  endsAt: { is: 'time' },
} as const satisfies Record<string, Field>

/** What whoever goes there wants to know beside days and hours: shown wherever a session is shown. */
export const detailFields = {
  place: { is: 'words', most: 200 },
} as const satisfies Record<string, Field>

/** What concerns those who apply, and HR. */
export const seatFields = {
  capacity: { is: 'whole', most: 100_000 },
  /** Last day on which one may apply. */
  applyBy: { is: 'date' },
} as const satisfies Record<string, Field>

export const briefFields = { ...timeFields, ...detailFields } as const
export const sessionFields = { ...briefFields, ...seatFields } as const
export type SessionField = keyof typeof sessionFields
export type SessionSaid = { readonly [Name in SessionField]: FieldTypes[(typeof sessionFields)[Name]['is']] }

export const fieldsIn = <Fields extends object>(fields: Fields) => Object.keys(fields) as (keyof Fields & string)[]

/** What somebody typed as the value of a field; undefined where it is none. */
export function valueTyped(field: Field, typed: string): string | number | undefined {
  const text = typed.trim()
  switch (field.is) {
    case 'date':
      return parseDate(text)
    case 'time':
      return /^([01]?\d|2[0-3]):[0-5]\d$/.test(text) ? text.padStart(5, '0') : undefined
    case 'whole':
      return /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : undefined
    case 'words':
      return text !== '' || field.mayBeEmpty ? text : undefined
  }
}
