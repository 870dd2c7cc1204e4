import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './database.ts'

test('each test has its own migrated database and works in it as the weak role of the server', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  const app = new pg.Client(one.app)
  await app.connect()
  await app.query(`insert into ${one.town}.sign_in_limit (key) values ('sato')`)
  await app.end()

  const elsewhere = new pg.Client(other.app)
  await elsewhere.connect()
  const { rowCount } = await elsewhere.query(`select from ${other.town}.sign_in_limit`)
  await elsewhere.end()

  expect(rowCount).toBe(0)
  await Promise.all([one.drop(), other.drop()])
})
