import { z } from 'zod'

/** A number with so many decimals at the most, as its column keeps it: nothing that was entered is rounded. */
export function decimal(places: number) {
  return z.number().multipleOf(10 ** -places)
}
