import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

const LoginName = z.string().trim().min(1).max(100)
/** Length is what makes a password hard to guess; no rules about kinds of characters (NIST SP 800-63B). */
export const NewPassword = z.string().min(12).max(200)
const Nothing = z.strictObject({})
const Done = z.strictObject({ done: z.literal(true) })
const Ended = z.strictObject({ ended: z.number().int() })

/** Each says in `seconds`, and in Retry-After, when the next try is heard. */
const slowed = {
  /** Wrong, and not the first time. */
  too_many_wrong: 429,
  /** Not looked at: the pause after earlier failures is not over. */
  wait_to_try: 429,
  /** Not looked at: more passwords are waiting to be checked than are ever kept waiting. */
  sign_in_busy: 429,
} as const

export const auth = defineContract({
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Opens a session with a login name and a password; the cookie carries it',
    input: z.strictObject({ loginName: LoginName, password: z.string().min(1).max(200) }),
    output: z.strictObject({ mustChangePassword: z.boolean() }),
    refusals: {
      wrong_name_or_password: 401,
      /** The password is right, and the account opens on a day to come: the first of service. */
      not_open_yet: 403,
      ...slowed,
    },
    beforeOwnPassword: true,
    forGuests: true,
    secret: true,
  },
  signInAsPersona: {
    method: 'POST',
    path: '/session/persona',
    summary: 'Opens a session as a persona of the sample ward; only there, and only from this machine itself',
    input: z.strictObject({ persona: z.string().min(1).max(40) }),
    output: Done,
    refusals: { no_personas_here: 403 },
    beforeOwnPassword: true,
    forGuests: true,
    secret: true,
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'Ends the session',
    input: Nothing,
    output: Done,
    refusals: {},
    beforeOwnPassword: true,
  },
  changePassword: {
    method: 'PUT',
    path: '/session/password',
    summary: "Changes one's own password and ends all other sessions of the account",
    input: z.strictObject({ password: z.string().min(1).max(200), newPassword: NewPassword }),
    output: Done,
    refusals: {
      wrong_name_or_password: 401,
      common_password: 422,
      own_number_password: 422,
      /** The one of now, or the first one, which somebody else knows. */
      password_used_before: 422,
      ...slowed,
    },
    beforeOwnPassword: true,
    secret: true,
  },
  listMySessions: {
    method: 'GET',
    path: '/session/mine',
    summary: 'Where my account is open now: this browser first, then those used last; at most 100',
    input: Nothing,
    output: z.strictObject({
      sessions: z.array(
        z.strictObject({
          sessionId: z.number().int(),
          /** E.g. Edge · Windows; null where the browser is none that is known. */
          browser: z.string().nullable(),
          openedAt: z.iso.datetime(),
          /** Within a minute. */
          lastUsedAt: z.iso.datetime(),
          isThis: z.boolean(),
        }),
      ),
    }),
    refusals: {},
  },
  endMySession: {
    method: 'POST',
    path: '/session/mine/{sessionId}/end',
    summary: 'Ends another of my sign-ins; this one ends by signing out',
    input: z.strictObject({ sessionId: z.number().int().positive() }),
    output: Ended,
    refusals: {},
  },
  endMyOtherSessions: {
    method: 'POST',
    path: '/session/others/end',
    summary: 'Ends all my sign-ins but this one',
    input: Nothing,
    output: Ended,
    refusals: {},
  },
  forgetSignIns: {
    method: 'POST',
    path: '/session/forgotten',
    summary: 'Deletes failed tries, sessions and known browsers whose time is over; the clock only',
    input: Nothing,
    output: z.strictObject({ limits: z.number().int(), sessions: z.number().int(), devices: z.number().int() }),
    refusals: {},
  },
})
