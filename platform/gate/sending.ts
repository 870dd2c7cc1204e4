/**
 * Answers that whoever asked for them does not take. An answer is held until the last of it has gone to the network; a program that asks for
 * large ones and reads none of them would fill the memory with them, on as many connections as it likes. So of one sender so many bytes
 * are held, and of all together so many; what would be more takes the place of what waits longest. An answer of which nothing goes for a while is
 * given up. Small ones lie in the network's own memory and cost nothing here.
 */
import type { ServerResponse } from 'node:http'

const LARGE = 65_536
/** Several of the largest answers, a proof of 10 MB in base64. */
const SHARE = 50_331_648
const MOST = 134_217_728
/** Milliseconds in which nothing of it was taken. */
const SILENCE = 30_000

export interface Sending {
  /** @param senderOf asked for large answers alone; nobody is known by '' */
  hold(response: ServerResponse, bytes: number, senderOf: () => string): void
}

export function openSending({ silence = SILENCE, share = SHARE, most = MOST } = {}): Sending {
  /** In the order in which they began. */
  const held = new Map<ServerResponse, { readonly bytes: number; readonly sender: string }>()

  function giveUpBeyond(limit: number, sender?: string): void {
    const counted = [...held].filter(([, one]) => sender === undefined || one.sender === sender)
    let bytes = counted.reduce((sum, [, one]) => sum + one.bytes, 0)
    // The last one is whose place is made.
    for (const [response, one] of counted.slice(0, -1)) {
      if (bytes <= limit) return
      bytes -= one.bytes
      held.delete(response)
      response.destroy()
    }
  }

  return {
    hold(response, bytes, senderOf) {
      if (bytes < LARGE || response.closed) return
      const sender = senderOf()
      held.set(response, { bytes, sender })
      response.once('close', () => held.delete(response))
      // Runs anew whenever something goes, and is Node's own again once all has gone.
      response.setTimeout(silence)
      giveUpBeyond(share, sender)
      giveUpBeyond(most)
    },
  }
}
