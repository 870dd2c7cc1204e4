import type { HarmFault, HarmlessType } from '#platform/files/harmless.ts'
import { harmlessTypeApart } from '#platform/files/harmless-apart.ts'
import { sentAs } from '#platform/files/sent.ts'
import { MOST_PROOF } from './rules.ts'

export interface Proof {
  readonly base64: string
  readonly type: HarmlessType
}

type ProofFault =
  | 'proof_empty'
  | 'proof_too_large'
  | 'proof_other_kind'
  | 'proof_acts'
  | 'proof_locked'
  | 'proof_broken'

const told: Readonly<Record<HarmFault, ProofFault>> = {
  otherKind: 'proof_other_kind',
  acts: 'proof_acts',
  locked: 'proof_locked',
  broken: 'proof_broken',
}

/** What was sent as a proof, looked through by its bytes; its name says nothing. */
export async function proofIn(sent: string): Promise<Proof | { readonly fault: ProofFault }> {
  const bytes = sentAs(sent) ?? new Uint8Array(Buffer.from(sent, 'base64'))
  if (bytes.length === 0) return { fault: 'proof_empty' }
  if (bytes.length > MOST_PROOF) return { fault: 'proof_too_large' }
  const found = await harmlessTypeApart(bytes)
  if ('fault' in found) return { fault: told[found.fault] }
  return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'), type: found.type }
}
