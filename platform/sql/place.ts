import { Refusal } from '#platform/refusal/refusal.ts'

/** A place in a list as `next` has told it, taken apart; whatever else was sent is no place. */
export function placeIn(text: string, pattern: RegExp): readonly string[] {
  const parts = pattern.exec(text)
  if (!parts) throw new Refusal('invalid_input')
  return parts.slice(1)
}
