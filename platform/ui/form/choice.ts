import type { ReactNode } from 'react'

/** One of many. */
export interface Choice {
  readonly value: string
  readonly label: string
  /** What choosing it means, where all are in sight. */
  readonly support?: ReactNode
  /** By what it is found beside its label, such as its number. */
  readonly also?: string
}
