import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/ctx/ctx.ts'
import { types } from '#platform/db/database.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { freshDatabase } from '#testing/database.ts'
import { openTown } from '../server.ts'
import { sample } from './contract.ts'
import { personas } from './generate.ts'
import { loadSample } from './load.ts'

const loader: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'sample' }

async function openEmptyTown() {
  const database = await freshDatabase()
  const owner = new pg.Client({ ...database.owner, types })
  await owner.connect()
  await owner.query(`set search_path = ${database.town}, public`)
  const gate = openTown({ app: database.app, town: database.town })
  const leave = async () => {
    await gate.close()
    await owner.end()
    await database.drop()
  }
  const rows = async <R extends pg.QueryResultRow>(text: string) => (await owner.query<R>(text)).rows
  return { gate, rows, leave }
}

describe('a small sample ward', () => {
  let town: Awaited<ReturnType<typeof openEmptyTown>>
  let gate: Gate
  beforeAll(async () => {
    town = await openEmptyTown()
    gate = town.gate
    await gate.ask(sample.settleTown, { isSample: true }, { actor: loader })
    await loadSample(gate, { staff: 200, seed: 3 })
  })
  afterAll(() => town.leave())

  test('offers its people on the sign-in page', async () => {
    const named = await town.rows<{ persona: string }>('select persona from account where persona is not null')
    expect(named.map(({ persona }) => persona).sort()).toEqual(personas.map(({ persona }) => persona).sort())
  })
})
