import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { noticeReaders, noticeWays } from './notices.ts'

const Id = z.number().int().positive()
/** To the minute, as people say it. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Nothing = z.strictObject({})

const Notice = z.strictObject({
  noticeId: z.number().int(),
  kind: z.string(),
  /** The sentence in the reader's language. */
  title: z.string(),
  /** Page on which it is seen or done. */
  to: z.string(),
  noticedAt: z.string(),
  dueOn: IsoDate.nullable(),
  isRead: z.boolean(),
  /** Somebody has something to do, and nobody has done it yet. */
  isToDo: z.boolean(),
  /** Done by anyone, or no longer so. */
  isOver: z.boolean(),
  /** What can be answered in place: the operation, and the thing that it takes. */
  act: z.strictObject({ by: z.string(), id: z.number().int() }).nullable(),
})

const Hours = z.strictObject({
  quietFrom: TimeOfDay,
  quietTo: TimeOfDay,
  quietOnWeekends: z.boolean(),
  digestAt: TimeOfDay,
})

export const notices = defineContract({
  listMyNotices: {
    method: 'GET',
    path: '/me/notices',
    summary: 'What I was told, the newest first; only what I may still know of is shown',
    input: z.strictObject({
      /** Notices older than the last one that was seen. */
      after: Id.optional(),
      pageSize: z.number().int().min(1).max(100).default(30),
      only: z.enum(['unread']).optional(),
    }),
    output: z.strictObject({
      unread: z.number().int(),
      notices: z.array(Notice),
      /** The last one of this page, where older ones follow. */
      next: z.number().int().nullable(),
    }),
    refusals: {},
  },
  readNotices: {
    method: 'POST',
    path: '/me/notices/read',
    summary: 'I have seen these notices, or all up to one; what is to be done stays to be done',
    input: z.strictObject({ noticeIds: z.array(Id).max(100).default([]), upTo: Id.optional() }),
    output: z.strictObject({ unread: z.number().int() }),
    refusals: {},
  },
  showNoticeChoices: {
    method: 'GET',
    path: '/me/notice-choices',
    summary: 'How I hear of each kind of notice, and when mail may come',
    input: Nothing,
    output: z.strictObject({
      /** Without mail everything is told in the app alone. */
      mail: z.strictObject({ isOn: z.boolean(), hasAddress: z.boolean() }),
      hours: Hours,
      kinds: z.array(
        z.strictObject({
          kind: z.string(),
          name: z.string(),
          concerns: z.enum(noticeReaders),
          way: z.enum(noticeWays),
          usual: z.enum(noticeWays),
          ways: z.array(z.enum(noticeWays)),
        }),
      ),
    }),
    refusals: {},
  },
  saveNoticeChoices: {
    method: 'PUT',
    path: '/me/notice-choices',
    summary: 'Chooses how I hear of kinds of notice, and when mail may come',
    input: z.strictObject({
      choices: z.array(z.strictObject({ kind: z.string().max(60), way: z.enum(noticeWays) })).max(100),
      hours: Hours,
    }),
    output: z.strictObject({ saved: z.literal(true) }),
    refusals: { no_such_notice_kind: 404, notice_not_silent: 422 },
  },
  listNoticeDays: {
    method: 'GET',
    path: '/notice-days',
    summary: 'How many days before or after something the town reminds of it',
    input: Nothing,
    output: z.strictObject({
      version: Version,
      reminders: z.array(
        z.strictObject({ reminder: z.string(), name: z.string(), days: z.number().int(), usual: z.number().int() }),
      ),
    }),
    refusals: {},
  },
  saveNoticeDays: {
    method: 'PUT',
    path: '/notice-days',
    summary: 'Sets after or before how many days the town reminds',
    input: z.strictObject({
      seen: Seen,
      reminders: z
        .array(z.strictObject({ reminder: z.string().max(60), days: z.number().int().min(0).max(90) }))
        .max(50),
    }),
    output: z.strictObject({ saved: z.literal(true) }),
    refusals: { no_such_reminder: 404, ...staleRefusal },
  },
  keepNotices: {
    method: 'POST',
    path: '/notices/kept',
    summary: 'Tells what a new day brings, reminders among it, and puts to rest what is over; the clock only',
    input: Nothing,
    output: z.strictObject({ settled: z.number().int(), hasMore: z.boolean() }),
    refusals: {},
    patience: 60,
  },
  keepAwaited: {
    method: 'POST',
    path: '/notices/awaited',
    summary:
      'Tells what so many are to be told that its change did not wait for it, such as a test that opens for everybody; the clock only',
    input: Nothing,
    output: z.strictObject({ settled: z.number().int(), hasMore: z.boolean() }),
    refusals: {},
    patience: 60,
  },
  collectMail: {
    method: 'POST',
    path: '/notices/letters',
    summary: 'Takes mail whose time has come, with what it says now; nobody else takes it meanwhile; the clock only',
    input: Nothing,
    output: z.strictObject({
      hasMore: z.boolean(),
      letters: z.array(
        z.strictObject({
          mailId: z.number().int(),
          messageId: z.string(),
          to: z.string(),
          name: z.string(),
          lines: z.array(z.strictObject({ kind: z.string(), title: z.string(), to: z.string() })),
        }),
      ),
    }),
    refusals: {},
  },
  forgetNotices: {
    method: 'POST',
    path: '/notices/forgotten',
    summary: 'Deletes notices that are over or read for long, and what became of old mail; the clock only',
    input: Nothing,
    output: z.strictObject({ notices: z.number().int(), mail: z.number().int() }),
    refusals: {},
    patience: 60,
  },
})
