import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { NoticeWay } from './notices.ts'

/** One a receiver, kind and fact. It holds no words and no names. */
interface NoticeTable {
  notice_id: Generated<number>
  kind: string
  receiver: number
  topic: string
  thing: number
  fact: string
  due_on: string | null
  noticed_at: Date
  read_at: Date | null
  /** Done by anyone, or no longer so. */
  resolved_at: Date | null
  mail_id: number | null
}

/** How somebody wants to hear of a kind, where it is not the usual way. */
interface NoticeChoiceTable {
  staff_member_id: number
  kind: string
  way: NoticeWay
}

interface NoticeHoursTable {
  staff_member_id: number
  quiet_from: string
  quiet_to: string
  quiet_on_weekends: boolean
  digest_at: string
}

/** Things whose notices the clock is still to write. */
interface NoticeAwaitedTable {
  topic: string
  thing: number
}

interface NoticeDaysTable {
  reminder: string
  days: number
}

export interface NoticeTables {
  notice: NoticeTable
  notice_choice: NoticeChoiceTable
  notice_hours: NoticeHoursTable
  notice_days: NoticeDaysTable
  notice_awaited: NoticeAwaitedTable
}

export const noticeData: DataOf<NoticeTables> = {
  notice: {
    persons: { receiver: { column: 'receiver' } },
    whose: {
      // Which thing it is about may be another person's; that they were told, of what kind and when, is theirs.
      receiver: ['notice_id', 'kind', 'receiver', 'due_on', 'noticed_at', 'read_at', 'resolved_at', 'mail_id'],
      nobody: ['topic', 'thing', 'fact'],
    },
    rowsErasedWith: 'receiver',
    joined: [{ person: 'receiver', on: ['kind', 'fact'], stays: 'first' }],
  },
  notice_choice: {
    persons: { chooser: { column: 'staff_member_id' } },
    whose: { chooser: ['staff_member_id', 'kind', 'way'] },
    rowsErasedWith: 'chooser',
    joined: [{ person: 'chooser', on: ['kind'], stays: 'first' }],
  },
  notice_hours: {
    persons: { chooser: { column: 'staff_member_id' } },
    whose: { chooser: ['staff_member_id', 'quiet_from', 'quiet_to', 'quiet_on_weekends', 'digest_at'] },
    rowsErasedWith: 'chooser',
    joined: [{ person: 'chooser', on: [], stays: 'first' }],
  },
  notice_days: { nobodys: 'after how many days the town reminds' },
  notice_awaited: { nobodys: 'things whose notices are still to be written' },
}
