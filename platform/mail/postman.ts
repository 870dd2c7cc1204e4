/** Sends mail by SMTP (nodemailer), and tells what a refusal means for whoever waits. */
import nodemailer from 'nodemailer'
import { isAddress } from './receivers.ts'

export interface MailSettings {
  /** smtp://user:password@host:port, or smtps:// */
  readonly smtp: URL
  readonly from: string
  /** Where the links of mail lead. */
  readonly publicUrl: URL
}

export interface Letter {
  /** Without brackets. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Page on which the receiver can say that such mail is not wanted. */
  readonly unsubscribe: string
}

/** `trouble` null: the server has taken it. `isFinal`: no other try can help. `isDown`: nothing else can be sent now either. */
export interface Outcome {
  readonly trouble: string | null
  readonly isFinal: boolean
  readonly isDown: boolean
}

export interface Postman {
  send(letter: Letter): Promise<Outcome>
  close(): void
}

const CONNECT_MS = 10_000
const ANSWER_MS = 30_000

export function openPostman({ smtp, from }: MailSettings): Postman {
  const transport = nodemailer.createTransport({
    host: smtp.hostname.replace(/^\[|\]$/g, ''),
    ...(smtp.port ? { port: Number(smtp.port) } : {}),
    secure: smtp.protocol === 'smtps:',
    ...(smtp.username
      ? { auth: { user: decodeURIComponent(smtp.username), pass: decodeURIComponent(smtp.password) } }
      : {}),
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ messageId, to, subject, text, unsubscribe }) {
      if (!isAddress(to)) return { trouble: `no address: ${to.slice(0, 100)}`, isFinal: true, isDown: false }
      try {
        await transport.sendMail({
          from,
          // As an address and not as text: what is in it names nobody else.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${messageId}>`,
          list: { unsubscribe },
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { trouble: null, isFinal: false, isDown: false }
      } catch (error) {
        return outcomeOf(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

interface SmtpError extends Error {
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
}

/** What a server says of one receiver or one mail concerns that one; all else keeps every mail from going. */
function outcomeOf({ responseCode = 0, response, command = '', message }: SmtpError): Outcome {
  const isAboutOne = /^(RCPT TO|DATA)/.test(command)
  return {
    trouble: (response ?? message).slice(0, 500),
    isFinal: isAboutOne && responseCode >= 500,
    isDown: !isAboutOne,
  }
}
