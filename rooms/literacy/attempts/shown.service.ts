/** What is told of items: to whoever takes a test only what is named here, one by one. */
import type { Ctx } from '#platform/ctx/ctx.ts'
import { hasChoices, type Item, type ItemBody } from '../items/rules.ts'
import { versionsOf } from '../items/service.ts'
import type { Drawn } from './rules.ts'

export type Version = Pick<Item, 'kind' | 'field' | 'stem' | 'body' | 'explanation' | 'isSample'>

/** An item as it is shown while nobody may know what is right. */
export function shownItem(place: number, { kind, field, stem, body, isSample }: Version, order: readonly number[]) {
  return {
    ...{ place, kind, field, stem, isSample },
    choices: 'choices' in body ? order.map((number) => body.choices[number - 1]!) : [],
    unit: 'unit' in body ? body.unit : '',
  }
}

/** What is right of it, as it was shown. */
export function rightOf({ kind, body }: Pick<Version, 'kind' | 'body'>, order: readonly number[]) {
  return {
    rightPlaces: hasChoices(kind) && 'right' in body ? placesOf(kind, body.right, order) : [],
    rightWords: wordsOf(body),
    tolerance: 'tolerance' in body ? body.tolerance : '',
  }
}

function placesOf(kind: Version['kind'], right: readonly number[], order: readonly number[]): number[] {
  const places = right.map((number) => order.indexOf(number) + 1)
  return kind === 'ordering' ? places : places.toSorted((a, b) => a - b)
}

function wordsOf(body: ItemBody): string[] {
  if ('accepted' in body) return [...body.accepted]
  return 'value' in body ? [body.value] : []
}

export async function shownItems(ctx: Ctx, drawn: readonly Drawn[]) {
  const versions = await versionsOf(
    ctx,
    drawn.map(({ itemVersionId }) => itemVersionId),
  )
  return drawn.map(({ itemVersionId, order }, at) => shownItem(at + 1, versions.get(itemVersionId)!, order))
}
