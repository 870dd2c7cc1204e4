import { termsOf } from './fold.ts'

/** `termsOf` one text, folded once: the same lists are asked again with each letter that is typed. */
export function keptTermsOf(text: string): string {
  const known = terms.get(text)
  if (known !== undefined) return known
  if (terms.size > KEPT) terms.clear()
  const folded = termsOf(text)
  terms.set(text, folded)
  return folded
}

const KEPT = 20_000
const terms = new Map<string, string>()
