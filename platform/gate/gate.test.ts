import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Outside, room } from '#platform/ctx/room.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { inTown, type Town } from '#testing/town.ts'
import { openGate } from './gate.ts'

const notes = defineContract({
  readNote: {
    method: 'GET',
    path: '/note',
    summary: 'Reads, and may try to write',
    refusals: {},
    input: z.strictObject({ write: z.boolean().default(false), about: z.array(z.number()).default([]) }),
    output: z.strictObject({ text: z.string() }),
  },
  writeNote: {
    method: 'POST',
    path: '/note',
    summary: 'Writes a role for an account',
    refusals: { not_today: 409 },
    input: z.strictObject({
      how: z.enum(['well', 'refused', 'leaking', 'slow', 'deadlock']),
      reason: z.string().default(''),
    }),
    output: z.strictObject({ text: z.string() }),
    patience: 1,
  },
})

const slowly = defineContract({
  think: {
    method: 'POST',
    path: '/thought',
    summary: 'Works for a long time before it writes',
    refusals: { no_thought: 409 },
    input: z.strictObject({ of: z.string() }),
    output: z.strictObject({ thought: z.string() }),
  },
})

/** The same of which the contract says that it may take a minute. */
const patiently = defineContract({ think: { ...slowly.think, patience: 60 } })

let attempts = 0
const service = {
  async readNote(ctx: Ctx, { write, about }: { write: boolean; about: number[] }) {
    if (write) await sql`insert into sign_in_limit (key) values ('read')`.execute(ctx.db)
    ctx.sees(about, 'notes')
    return { text: ctx.actor.roles.join(' ') || 'no role' }
  },
  async writeNote(ctx: Ctx<typeof notes.writeNote>, { how, reason }: { how: string; reason: string }) {
    attempts++
    await sql`insert into sign_in_limit (key) values (${`note ${reason}`})`.execute(ctx.db)
    ctx.about([4], { reason })
    ctx.must(how !== 'refused', 'not_today')
    if (how === 'slow') await sql`select pg_sleep(3)`.execute(ctx.db)
    if (how === 'deadlock' && attempts < 3) {
      const again = new Error('deadlock detected') as Error & { code: string }
      again.code = '40P01'
      throw again
    }
    return (how === 'leaking' ? { text: 'well', password_hash: 'x' } : { text: 'well' }) as { text: string }
  },
}

function gateOf(town: Town) {
  const rooms = {
    notes: room(notes, {
      service,
      access: { readNote: ({ actor }) => actor.kind === 'account' && 'staff', writeNote: () => 'hr' },
      messages: { ja: {}, en: {} },
    }),
  }
  const gate = openGate({ rooms, app: town.database.app, town: town.database.town })
  const visitor = { token: town.tokenOf(town.hayashi) }
  return {
    read: (input: { write?: boolean; about?: number[] }) => gate.ask(notes.readNote, input, visitor),
    write: (how: 'well' | 'refused' | 'leaking' | 'slow' | 'deadlock', reason = '') =>
      gate.ask(notes.writeNote, { how, reason }, visitor),
    close: () => gate.close(),
  }
}

const traces = async ({ sql: ask }: Town) =>
  (
    await ask<{ notes: number; lines: number }>(`select (select count(*) from sign_in_limit) as notes,
    (select count(*) from journal_line where operation like 'notes.%') as lines`)
  )[0]

test(
  'a change and its line are there together, or neither is',
  inTown(async (town) => {
    const gate = gateOf(town)
    await gate.write('well', 'because')
    expect(await traces(town)).toEqual({ notes: 1, lines: 1 })
    await expect(gate.write('refused')).rejects.toThrow('not_today')
    await expect(gate.write('leaking')).rejects.toThrow(/unrecognized/i)
    await expect(gate.write('slow')).rejects.toThrow('too_slow')
    expect(await traces(town)).toEqual({ notes: 1, lines: 1 })
    await gate.close()
  }),
)

test(
  'a read cannot change anything',
  inTown(async (town) => {
    const gate = gateOf(town)
    await expect(gate.read({ write: true })).rejects.toThrow('read-only')
    expect(await traces(town)).toEqual({ notes: 0, lines: 0 })
    await gate.close()
  }),
)

test(
  'a deadlock is tried again and leaves one trace',
  inTown(async (town) => {
    const gate = gateOf(town)
    attempts = 0
    await gate.write('deadlock')
    expect(attempts).toBe(3)
    expect(await traces(town)).toEqual({ notes: 1, lines: 1 })
    await gate.close()
  }),
)

test(
  "a read of others' data is in the journal before its answer leaves; one's own is not; many at once share commits",
  inTown(async (town) => {
    const gate = gateOf(town)
    await gate.read({ about: [town.hayashi] })
    expect(await traces(town)).toEqual({ notes: 0, lines: 0 })
    const reads = Array.from({ length: 50 }, () => gate.read({ about: [town.sato, town.ueda, town.sato] }))
    // The first commit waits here for as long as it takes others to come.
    await town.sql(`do $$ begin lock table journal_line in share mode; perform pg_sleep(0.3); end $$`)
    await Promise.all(reads)
    const lines = await town.sql<{ subjects: number[]; xid: number }>(
      `select subjects, xid from journal_line where operation = 'notes.readNote'`,
    )
    expect(lines).toHaveLength(50)
    expect(lines[0]!.subjects).toEqual([town.sato, town.ueda])
    expect(new Set(lines.map(({ xid }) => xid)).size).toBeLessThan(50)
    await gate.close()
  }),
)

test(
  'a read answers whoever asks now, not whoever asked with this session before (INV-S1)',
  inTown(async (town) => {
    const gate = gateOf(town)
    const read = async () => (await gate.read({ about: [town.sato] })).text
    const lines = async () => (await traces(town))!.lines
    expect([await read(), await read()]).toEqual(['hr', 'hr'])
    await town.sql(`update role_grant set valid_to = valid_from where role = 'hr'`)
    expect([await read(), await read()]).toEqual(['no role', 'no role'])
    await town.sql(`update role_grant set valid_to = null where role = 'hr'`)
    expect(await read()).toBe('hr')
    await vi.waitFor(async () => expect(await lines()).toBe(5))
    await town.sql('delete from session')
    await expect(gate.read({ about: [town.sato] })).rejects.toThrow('session_expired')
    await expect(gate.read({ about: [town.sato] })).rejects.toThrow('session_expired')
    expect(await lines()).toBe(5)
    await gate.close()
  }),
)

test(
  'work beforehand sees what was looked for, holds no connection, and is not begun for whoever may not',
  inTown(async (town) => {
    let begun = 0
    const beforehand = {
      think: {
        look: async (ctx: Ctx) => (await sql<{ n: number }>`select 41 as n`.execute(ctx.db)).rows[0]!.n,
        work: async (_outside: Outside, input: { of: string }, seen: number) => {
          begun++
          if (input.of === 'nothing') throw new Refusal('no_thought')
          const { pool } = gate.database
          return { answer: seen + 1, free: pool.idleCount === pool.totalCount }
        },
      },
    }
    const thinking = room(slowly, {
      beforehand,
      service: {
        think: async (_ctx, input, { answer, free }) => ({ thought: `${input.of} ${answer} ${free}` }),
      },
      access: { think: ({ actor }) => actor.roles.includes('hr') && 'hr' },
      messages: { ja: {}, en: {} },
    })
    const gate = openGate({ rooms: { thinking }, app: town.database.app, town: town.database.town })
    const think = (of: string, token?: string) => gate.ask(slowly.think, { of }, token ? { token } : {})
    await expect(think('x')).rejects.toThrow('sign_in_needed')
    await expect(think('x', town.tokenOf('sato'))).rejects.toThrow('forbidden')
    await expect(think('x', 'no such token')).rejects.toThrow('session_expired')
    expect(begun).toBe(0)
    expect(await think('life', town.tokenOf('hayashi'))).toEqual({ thought: 'life 42 true' })
    await expect(think('nothing', town.tokenOf('hayashi'))).rejects.toThrow('no_thought')
    await gate.close()
  }),
)

test(
  'what an operation with a patience of its own looks for beforehand is of one moment and may take as long; others see each statement as it comes',
  inTown(async (town) => {
    const seen: unknown[] = []
    const countOn = async (ctx: Ctx) =>
      (await sql<{ n: number }>`select count(*)::integer as n from sign_in_limit`.execute(ctx.db)).rows[0]!.n
    const asked = async (contract: typeof slowly) => {
      const thinking = room(contract, {
        beforehand: {
          think: {
            look: async (ctx: Ctx) => {
              const first = await countOn(ctx)
              await town.sql(`insert into sign_in_limit (key) values (gen_random_uuid()::text)`)
              const second = await countOn(ctx)
              const { rows } = await sql<{
                timeout: string
              }>`select current_setting('statement_timeout') as timeout`.execute(ctx.db)
              return [second - first, rows[0]!.timeout]
            },
            work: async (_outside: Outside, _input: unknown, looked: unknown[]) => void seen.push(looked),
          },
        },
        // What is written rests on the records of its own moment.
        service: { think: async (ctx) => ({ thought: String(await countOn(ctx)) }) },
        access: { think: () => 'guest' },
        messages: { ja: {}, en: {} },
      })
      const gate = openGate({ rooms: { thinking }, app: town.database.app, town: town.database.town })
      const { thought } = await gate.ask(contract.think, { of: '' })
      await gate.close()
      return thought
    }
    expect([await asked(patiently), await asked(slowly)]).toEqual(['1', '2'])
    expect(seen).toEqual([
      [0, '1min'],
      [1, '10s'],
    ])
  }),
)

test(
  'a crowd beforehand is bounded, and strangers do not fill it for browsers that were there before',
  inTown(async (town) => {
    const opened = Promise.withResolvers<void>()
    const thinking = room(slowly, {
      beforehand: { think: { work: () => opened.promise } },
      service: { think: async (_ctx, { of }) => ({ thought: of }) },
      access: { think: () => 'guest' },
      messages: { ja: {}, en: {} },
    })
    const gate = openGate({ rooms: { thinking }, app: town.database.app, town: town.database.town })
    const think = (of: string, device?: string) =>
      gate.ask(slowly.think, { of }, device === undefined ? {} : { device }).then(
        ({ thought }) => thought,
        (refused) => `${refused.code} ${refused.values.seconds}`,
      )
    const strangers = Array.from({ length: 253 }, () => think('stranger'))
    const known = think('known', 'a token')
    expect(await Promise.all(strangers.slice(250))).toEqual(Array.from({ length: 3 }, () => 'too_many_guests 5'))
    opened.resolve()
    expect(await known).toBe('known')
    expect(new Set(await Promise.all(strangers.slice(0, 250)))).toEqual(new Set(['stranger']))
    expect(await think('later')).toBe('later')
    await gate.close()
  }),
)

test(
  'one account has few long works done at the same time, and whoever else asks has theirs meanwhile',
  inTown(async (town) => {
    const opened = Promise.withResolvers<void>()
    let [running, most] = [0, 0]
    const work = async (_outside: unknown, { of }: { of: string }) => {
      most = Math.max(most, ++running)
      if (of === 'long') await opened.promise
      running -= 1
    }
    const thinking = room(slowly, {
      beforehand: { think: { work } },
      service: { think: async (_ctx, { of }) => ({ thought: of }) },
      access: { think: ({ actor }) => actor.kind === 'account' && 'self' },
      messages: { ja: {}, en: {} },
    })
    const gate = openGate({ rooms: { thinking }, app: town.database.app, town: town.database.town })
    const turnedAway: string[] = []
    const think = (of: string, name: 'sato' | 'ueda') =>
      gate.ask(slowly.think, { of }, { token: town.tokenOf(name) }).then(
        ({ thought }) => thought,
        (refused) => void turnedAway.push(`${refused.code} ${refused.values.seconds}`),
      )
    const many = Array.from({ length: 25 }, () => think('long', 'sato'))
    await expect.poll(() => turnedAway).toEqual(['too_many_of_one 5', 'too_many_of_one 5'])
    expect(await think('meanwhile', 'ueda')).toBe('meanwhile')
    // Three of the one's, and the other's.
    expect(most).toBeLessThanOrEqual(4)
    opened.resolve()
    const answers = await Promise.all(many)
    expect(answers.filter((one) => one === 'long')).toHaveLength(23)
    expect(most).toBeLessThanOrEqual(4)
    await gate.close()
  }),
)

test(
  'however much one account asks at once, another is answered meanwhile',
  inTown(async (town) => {
    const opened = Promise.withResolvers<void>()
    const thinking = room(slowly, {
      service: {
        think: async (_ctx, { of }) => {
          if (of === 'long') await opened.promise
          return { thought: of }
        },
      },
      access: { think: ({ actor }) => actor.kind === 'account' && 'self' },
      messages: { ja: {}, en: {} },
    })
    const sizes = { connections: 3, guestConnections: 1, hashWorkers: 1 }
    const gate = openGate({ rooms: { thinking }, app: town.database.app, town: town.database.town, sizes })
    const think = (of: string, name: 'sato' | 'ueda') =>
      gate.ask(slowly.think, { of }, { token: town.tokenOf(name) }).then(
        ({ thought }) => thought,
        (refused) => `${refused.code} ${refused.values.seconds}`,
      )
    // Whoever this process does not know yet stands in the guests' line.
    expect([await think('I', 'sato'), await think('I', 'ueda')]).toEqual(['I', 'I'])
    const many = Array.from({ length: 510 }, () => think('long', 'sato'))
    expect(await think('meanwhile', 'ueda')).toBe('meanwhile')
    opened.resolve()
    const answers = await Promise.all(many)
    expect(answers.slice(501)).toEqual(Array.from({ length: 9 }, () => 'too_many_of_one 5'))
    expect(new Set(answers.slice(0, 501))).toEqual(new Set(['long']))
    expect(await think('later', 'sato')).toBe('later')
    await gate.close()
  }),
)

test('an answer that a room remembers is looked at once for each operation; one that breaks the contract never leaves', async () => {
  let looks = 0
  const kept = {
    method: 'GET' as const,
    summary: 'Says what it remembers',
    refusals: {},
    input: z.strictObject({ of: z.enum(['kept', 'new', 'broken']) }),
    output: z.strictObject({ text: z.string().refine(() => ++looks > 0) }),
  }
  const remembers = defineContract({
    one: { ...kept, path: '/kept/{of}' },
    other: { ...kept, path: '/kept-too/{of}', output: z.strictObject({ text: z.literal('other') }) },
  })
  const answers = { kept: Object.freeze({ text: 'kept' }), broken: Object.freeze({ text: 'kept', leak: 1 }) }
  const say = async (_: Ctx, { of }: { of: 'kept' | 'new' | 'broken' }) =>
    (of === 'new' ? { text: 'new' } : answers[of]) as unknown as { text: 'other' }
  await inTown(async ({ database: { app, town: schema }, gate: { clock } }) => {
    const access = { one: () => 'guest', other: () => 'guest' }
    const kept = room(remembers, { service: { one: say, other: say }, access, messages: { ja: {}, en: {} } })
    const gate = openGate({ rooms: { kept }, app, town: schema, clock })
    try {
      for (const [of, looked] of [
        ['kept', 1],
        ['kept', 1],
        ['new', 2],
        ['new', 3],
      ] as const) {
        expect([await gate.ask(remembers.one, { of }), looks]).toEqual([{ text: of }, looked])
      }
      await expect(gate.ask(remembers.other, { of: 'kept' })).rejects.toThrow()
      for (let n = 0; n < 2; n++) await expect(gate.ask(remembers.one, { of: 'broken' })).rejects.toThrow()
    } finally {
      await gate.close()
    }
  })()
})
