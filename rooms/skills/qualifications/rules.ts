/**
 * What a person hands in and what may come of it, and how lists and results stand in files; for the server and for pages.
 *
 * A claim waits until HR confirms it or returns it with a reason, or the person withdraws it; each of the three ends it. Whoever was
 * returned hands in anew.
 */
import type { ColumnSpec } from '#platform/files/columns.ts'
import type { HarmlessType } from '#platform/files/harmless.ts'

export const claimStates = ['waiting', 'confirmed', 'returned', 'withdrawn'] as const
export type ClaimState = (typeof claimStates)[number]

export const claimActions = ['confirm', 'return', 'withdraw'] as const
export type ClaimAction = (typeof claimActions)[number]

const leadsTo: Readonly<Record<ClaimAction, ClaimState>> = {
  confirm: 'confirmed',
  return: 'returned',
  withdraw: 'withdrawn',
}

/** Undefined where the action is not possible any more. */
export function after(state: ClaimState, action: ClaimAction): ClaimState | undefined {
  return state === 'waiting' ? leadsTo[action] : undefined
}

export const proofTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const satisfies readonly HarmlessType[]

const endings = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
} as const satisfies Record<HarmlessType, readonly [string, ...string[]]>

/** What a proof is called once it is saved: as its owner called it, ending with what it is by its bytes. What a desktop opens goes by that ending. */
export function savedAs(name: string, type: HarmlessType): string {
  const isSo = endings[type].some((ending) => name.toLowerCase().endsWith(ending))
  return isSo ? name : name + endings[type][0]
}

/** Bytes of a proof. */
export const MOST_PROOF = 10_000_000

/** A proof is deleted so many days after HR has decided or the person withdrew; until then either may ask whether it was looked at rightly. */
export const PROOF_DAYS = 30

/** One row a qualification and skill; those of one name are one qualification. */
export const listColumns = [
  { key: 'name', ja: '資格名', en: 'name', type: 'code', required: true },
  { key: 'issuer', ja: '実施団体', en: 'issuer', type: 'text' },
  { key: 'skill', ja: 'スキル', en: 'skill', type: 'code', required: true },
  { key: 'level', ja: '水準', en: 'level', type: 'integer', required: true },
  { key: 'validMonths', ja: '有効月数', en: 'validMonths', type: 'integer' },
] as const satisfies readonly ColumnSpec[]

/** One row a person and result. What the list names needs no skill and no level. */
export const resultColumns = [
  { key: 'staffNumber', ja: '職員番号', en: 'staffNumber', type: 'code', required: true, maxLength: 40 },
  { key: 'source', ja: '資格・テスト', en: 'source', type: 'code', required: true },
  { key: 'asOf', ja: '取得日', en: 'asOf', type: 'date', required: true },
  { key: 'skill', ja: 'スキル', en: 'skill', type: 'code' },
  { key: 'level', ja: '水準', en: 'level', type: 'integer' },
  { key: 'validTo', ja: '有効期限', en: 'validTo', type: 'lastDay' },
] as const satisfies readonly ColumnSpec[]
