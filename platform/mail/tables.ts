import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

export const mailStates = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const

/** Mail to somebody. What it says is put together when it is sent. */
interface MailTable {
  mail_id: Generated<number>
  /** The same in every try. */
  message_id: string
  receiver: number
  way: 'atOnce' | 'digest'
  state: Generated<(typeof mailStates)[number]>
  written_at: Date
  next_at: Date
  attempts: Generated<number>
  claimed_at: Date | null
  ended_at: Date | null
  trouble: string | null
}

/** Whether whoever runs the server has said how mail goes out. */
interface MailSetupTable {
  only_row: Generated<boolean>
  is_on: boolean
  domain: Generated<string>
  said_at: Date
}

export interface MailTables {
  mail: MailTable
  mail_setup: MailSetupTable
}

export const mailData: DataOf<MailTables> = {
  mail: {
    persons: { receiver: { column: 'receiver' } },
    whose: {
      receiver: [
        ...(['mail_id', 'receiver', 'way', 'state', 'written_at', 'next_at', 'attempts', 'claimed_at'] as const),
        ...(['ended_at', 'trouble'] as const),
      ],
      nobody: ['message_id'],
    },
    erased: { trouble: null },
    joined: [
      {
        // What waits in a digest of the second goes out by itself, so that nothing is left unsaid.
        ...{ person: 'receiver', on: [], stays: 'first', instead: { way: 'atOnce' } },
        where: "((way = 'digest'::text) AND (state = 'waiting'::text) AND (attempts = 0))",
      },
    ],
  },
  mail_setup: { nobodys: 'whether mail goes out' },
}
