import { createContext, useContext } from 'react'

/** A file that is about to leave the system. */
interface SavedFile {
  /** What the table lists. */
  readonly title: string
  readonly format: 'xlsx' | 'csv'
  readonly rows: number
}

export interface Saving {
  /** Tells the journal; a file that could not be told is not made (INV-S4). */
  note(file: SavedFile): Promise<unknown>
  /** Stands in the name of every file, e.g. that all in it is invented (INV-D1). */
  readonly mark?: string | undefined
}

/** Without a house around it, as in tests of a part, nobody is told. */
export const SavingContext = createContext<Saving>({ note: async () => undefined })

export function useSaving(): Saving {
  return useContext(SavingContext)
}
