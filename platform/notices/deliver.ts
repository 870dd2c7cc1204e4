/**
 * Sends what is due: a piece is taken and noted in transactions of their own, and sent between them without one. Whatever the server
 * says of one mail is noted of that one; where nothing can be sent at all, the rest of the piece waits for its next try unsent.
 */
import type { Operation, Output } from '#platform/contract/contract.ts'
import { mail } from '#platform/mail/contract.ts'
import type { Outcome, Postman } from '#platform/mail/postman.ts'
import { notices } from './contract.ts'
import { letterOf } from './letters.ts'

type Ask = <Op extends Operation>(operation: Op, input: Op['input']['_zod']['input']) => Promise<Output<Op>>

export async function deliver(ask: Ask, postman: Postman, publicUrl: URL): Promise<void> {
  let down: Outcome | undefined
  for (let hasMore = true; hasMore && !down; ) {
    const collected = await ask(notices.collectMail, {})
    hasMore = collected.hasMore
    for (const letter of collected.letters) {
      const outcome: Outcome = down ?? (await postman.send(letterOf(letter, publicUrl)))
      if (outcome.isDown) down = outcome
      const { trouble, isFinal } = outcome
      await ask(mail.noteMail, { mailId: letter.mailId, trouble, isFinal })
    }
  }
}
