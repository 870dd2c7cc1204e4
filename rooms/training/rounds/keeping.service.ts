/** History: who came into open rounds and left them, kept by the clock and before a round ends. */

import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { policyWith } from '#rooms/policy/service.ts'
import type { rounds } from './contract.ts'
import { keepPeopleNow } from './kept.service.ts'
import { changesOf } from './members.service.ts'
import { lastSpells, roundsStored, standingsOn, treeOn } from './rows.service.ts'
import type { Spell } from './rules.ts'

export interface SpellOf extends Spell {
  readonly staffMemberId: number
}

export async function keepRounds(ctx: Ctx<typeof rounds.keepRounds>): Promise<Answer<typeof rounds.keepRounds>> {
  await oneAtATime('rounds').execute(ctx.db)
  // Without a policy nobody can say who is below the floor.
  if (!(await policyWith(ctx, FLOOR))) return { ended: 0, begun: 0 }
  return keepOpen(ctx)
}

/** Writes what has become of the people of open rounds, or of this one. Whoever asks holds the lock of rounds. */
export async function keepOpen(ctx: Ctx, among: { readonly roundId?: number } = {}) {
  const open = await roundsStored(ctx, { ...among, openOnly: true })
  const ids = open.map(({ roundId }) => roundId)
  if (ids.length === 0) return { ended: 0, begun: 0 }
  const standings = await standingsOn(ctx, ctx.today, { rounds: ids })
  const spells = Map.groupBy(await lastSpells(ctx, { rounds: ids }), ({ roundId }) => roundId)
  const { tree } = await treeOn(ctx, ctx.today)
  let [ended, begun] = [0, 0]
  const written = new Set<number>()
  for (const round of open) {
    const changes = changesOf(round, standings, spells.get(round.roundId) ?? [], tree, ctx.today)
    const ends = changes.flatMap(({ last, followed }) =>
      followed.ends ? { id: last!.roundSpellId, because: followed.ends } : [],
    )
    const begins = changes.flatMap(({ staffMemberId, followed }) =>
      followed.begins ? { ...followed.begins, staffMemberId } : [],
    )
    await sql`update round_spell s set left_on = ${ctx.today}::date, left_because = e.because
      from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e(id bigint, because text)
      where s.round_spell_id = e.id`.execute(ctx.db)
    await addSpells(ctx, round.roundId, begins)
    if (ends.length + begins.length > 0) ctx.tells('training_round', [round.roundId])
    ended += ends.length
    begun += begins.length
    for (const { staffMemberId, followed } of changes) if (followed.ends || followed.begins) written.add(staffMemberId)
  }
  await keepPeopleNow(ctx, [...written])
  return { ended, begun }
}

export async function addSpells(ctx: Ctx, roundId: number, spells: readonly SpellOf[]): Promise<void> {
  if (spells.length === 0) return
  await sql`insert into round_spell (round_id, staff_member_id, kind, wave, own_due_on, entered_on, entered_because)
    select ${roundId}, s."staffMemberId", s.kind, s.wave, s."ownDueOn", s."enteredOn", s."enteredBecause"
    from jsonb_to_recordset(${JSON.stringify(spells)}::jsonb) as s("staffMemberId" bigint, kind text, wave smallint,
      "ownDueOn" date, "enteredOn" date, "enteredBecause" text)`.execute(ctx.db)
}
