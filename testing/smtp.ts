/** A mail server of one's own: it keeps what it was given, and refuses whom it is told to. */
import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface TestMailServer {
  readonly url: URL
  readonly port: number
  /** In the order in which they were taken. */
  readonly letters: ParsedMail[]
  close(): Promise<void>
}

/** @param refuses the answer to whoever is not to get mail: 550 for good, 450 for now */
export async function openMailServer({
  port = 0,
  refuses = {},
}: {
  port?: number
  refuses?: Readonly<Record<string, number>>
} = {}): Promise<TestMailServer> {
  const letters: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, answer) {
      const code = refuses[address]
      answer(code ? Object.assign(new Error('no such mailbox'), { responseCode: code }) : null)
    },
    onData(stream, _session, answer) {
      simpleParser(stream).then((letter) => {
        letters.push(letter)
        answer()
      }, answer)
    },
  })
  // A client that goes away in the middle is no fault of the server's.
  server.on('error', () => undefined)
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const { port: chosen } = listening.address() as { port: number }
  return {
    url: new URL(`smtp://127.0.0.1:${chosen}`),
    port: chosen,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
