import { expect, test } from 'vitest'
import { journalWording } from '#rooms/people/journal/wording.messages.ts'
import { contracts } from './contracts.ts'

test('whatever changes something is called by words in the journal, and the words are of operations there are', () => {
  const operations = Object.entries(contracts).flatMap(([room, contract]) =>
    Object.entries(contract).map(([name, { method }]) => ({ key: `operation.${room}.${name}`, method })),
  )
  const worded = Object.keys(journalWording.ja).filter((key) => key.startsWith('operation.'))
  expect(worded).toEqual(
    expect.arrayContaining(operations.filter(({ method }) => method !== 'GET').map(({ key }) => key)),
  )
  expect(operations.map(({ key }) => key)).toEqual(expect.arrayContaining(worded))
})
