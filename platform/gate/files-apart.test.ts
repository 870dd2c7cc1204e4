import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forgetSent, keepSent, putBack, sentAs } from '#platform/files/sent.ts'
import { filesApart } from './files-apart.ts'

/** What comes out where the JSON comes in pieces of these sizes, again and again. */
function apart(text: string, sizes: readonly number[]) {
  const bytes = Buffer.from(text)
  const reader = filesApart(bytes.length)
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!
    reader.take(bytes.subarray(at, at + size))
    at += size
  }
  const { json, files } = reader.end()
  return { json: json.toString(), files }
}

const sizes = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 4 })

test('a file within JSON comes out byte for byte, however the JSON comes, and everything else stays as it was', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 49_200, maxLength: 60_000 }),
      fc.json({ maxDepth: 2 }),
      sizes,
      (bytes, other, cuts) => {
        const base64 = Buffer.from(bytes).toString('base64')
        const { json, files } = apart(`{"a":"\\"x\\\\","file":{"base64":"${base64}"},"b":${other}}`, cuts)
        expect(JSON.parse(json)).toEqual({ a: '"x\\', file: { base64: files[0] }, b: JSON.parse(other) })
        expect(Buffer.compare(sentAs(files[0]!)!, bytes)).toBe(0)
        forgetSent(files)
        expect(sentAs(files[0]!)).toBeUndefined()
      },
    ),
    { numRuns: 30 },
  )
})

test('what only begins as a file is the text that it was', () => {
  const long = 'QUJD'.repeat(20_000)
  for (const text of [
    `${long}あ`,
    `${long}\\"x`,
    `${long}A`,
    `${long}QQ==QUJD`,
    `${long} ${long}`,
    `${long}-`,
    'QUJD',
    `${'QUJD'.repeat(16_000)}\\n${long}`,
  ]) {
    const whole = `["${text}","QUJD"]`
    for (const size of [7, 4_096, 1_000_000]) expect(apart(whole, [size])).toEqual({ json: whole, files: [] })
  }
  const { files } = apart(`["${long}`, [4_096])
  expect(files).toEqual([])
  const two = apart(`["${long}","${long}QQ=="]`, [5_000]).files
  forgetSent([two[0]!])
  expect([sentAs(two[0]!), sentAs(two[1]!)?.length]).toEqual([undefined, 60_001])
})

test('whoever goes away while another thread reads their file only loses the file', () => {
  const bytes = new Uint8Array(100_000)
  const word = keepSent(bytes)
  const away = structuredClone(bytes, { transfer: [bytes.buffer] })
  forgetSent([word])
  putBack(word, away)
  expect([sentAs(word), away.buffer.detached]).toEqual([undefined, true])
})
