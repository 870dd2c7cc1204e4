import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'

export const calendar = defineContract({
  showMyCalendar: {
    method: 'GET',
    path: '/me/calendar',
    summary:
      'Whether I have a calendar that other programs read, and since when; its address is shown once, when it is made',
    input: z.strictObject({}),
    output: z.strictObject({ madeOn: IsoDate.nullable() }),
    refusals: {},
  },
  renewCalendar: {
    method: 'POST',
    path: '/me/calendar',
    summary: 'Makes the address of my calendar, or a new one; the old one is nobody’s from then on',
    input: z.strictObject({}),
    /** A path under this server’s name. */
    output: z.strictObject({ address: z.string() }),
    refusals: {},
    secret: true,
  },
  endCalendar: {
    method: 'POST',
    path: '/me/calendar/ending',
    summary: 'My calendar has no address any more',
    input: z.strictObject({}),
    output: z.strictObject({ hasEnded: z.literal(true) }),
    refusals: { no_such_calendar: 404 },
  },
  readCalendar: {
    method: 'GET',
    path: '/calendar/{secret}.ics',
    summary:
      'Whoever knows the address: their own seats by half-day, tests due and cover that they agreed to, as iCalendar (RFC 5545); nothing of others',
    input: z.strictObject({ secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
    output: z.string(),
    refusals: { no_such_calendar: 404 },
    forGuests: true,
    secret: true,
    plain: 'text/calendar; charset=utf-8',
  },
})
