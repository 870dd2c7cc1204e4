import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { harmlessType } from './harmless.ts'
import { harmlessTypeApart } from './harmless-apart.ts'

const bytes = (...parts: (string | Buffer)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))))
const pdf = (...parts: (string | Buffer)[]) => bytes('%PDF-1.7\n', ...parts, '\ntrailer << /Root 1 0 R >>\n%%EOF\n')
const object = (said: string) => `1 0 obj << /Type /Catalog ${said} >> endobj`
const hidden = (said: string, filter = '/Filter /FlateDecode') => {
  const body = filter === '' ? Buffer.from(said) : deflateSync(said)
  return [`2 0 obj << /Type /ObjStm ${filter} /Length ${body.length} >>\nstream\n`, body, '\nendstream endobj']
}
const jpeg = (said = '') => bytes(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), said, Buffer.from([0xff, 0xd9]))
const png = (said = '') => bytes(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), said, 'IEND', Buffer.alloc(4))

test('a PDF, a JPEG and a PNG are known by their bytes, and nothing else is taken', () => {
  expect(harmlessType(pdf(object('/Pages 2 0 R')))).toEqual({ type: 'application/pdf' })
  expect(harmlessType(jpeg('photo'))).toEqual({ type: 'image/jpeg' })
  expect(harmlessType(png('photo'))).toEqual({ type: 'image/png' })
  for (const other of ['<svg onload="x()"></svg>', '<!doctype html><p>', 'GIF89a', 'PK\u0003\u0004', '']) {
    expect(harmlessType(bytes(other)), other).toEqual({ fault: 'otherKind' })
  }
  expect(harmlessType(bytes('%PDF-1.7 cut'))).toEqual({ fault: 'broken' })
  expect(harmlessType(bytes(Buffer.from([0xff, 0xd8, 0xff]), 'cut'))).toEqual({ fault: 'broken' })
})

test('whatever acts is found, escaped or within a packed stream; where a PDF opens is no action', () => {
  const acting = [
    ...['/OpenAction 5 0 R', '/OpenAction << /S /JavaScript >>', '/S /JavaScript /JS (app.alert(1))', '/J#61vaScript'],
    ...['/Launch', '/Names << /EmbeddedFiles 3 0 R >>', '/Type /EmbeddedFile', '/AA << >>', '/XFA 4 0 R', '/#4aS(x)'],
  ]
  for (const said of acting) {
    expect(harmlessType(pdf(object(said))), said).toEqual({ fault: 'acts' })
    expect(harmlessType(pdf(...hidden(said))), said).toEqual({ fault: 'acts' })
    expect(harmlessType(pdf(...hidden(said, ''))), said).toEqual({ fault: 'acts' })
  }
  for (const said of ['/OpenAction [3 0 R /FitH null]', '/JSON 1', '/AAB 2']) {
    expect(harmlessType(pdf(object(said))), said).toEqual({ type: 'application/pdf' })
  }
  const packed = ['3 0 obj << /Filter /FlateDecode >>\nstream\n', '\u0001/JS(\u0002/AA ', '\nendstream endobj']
  expect(harmlessType(pdf(...packed)), 'short names by chance within a picture').toEqual({ type: 'application/pdf' })
  expect(harmlessType(jpeg('<script>x()</script>'))).toEqual({ fault: 'acts' })
  expect(harmlessType(png('<SVG onload=x>'))).toEqual({ fault: 'acts' })
})

test('what cannot be looked into is not taken: encrypted, packed otherwise, or so packed that it would fill the memory', () => {
  expect(harmlessType(pdf(object('/Encrypt 9 0 R')))).toEqual({ fault: 'locked' })
  expect(harmlessType(pdf(...hidden('/Type /Page', '/Filter /LZWDecode')))).toEqual({ fault: 'locked' })
  expect(harmlessType(pdf(...hidden('0'.repeat(40_000_000))))).toEqual({ fault: 'locked' })
  for (const filter of [
    '[/FlateDecode /FlateDecode]',
    '9 0 R',
    '/FlateDecode /DecodeParms << /Predictor 12 >>',
    '/FlateDecode /Filter /LZWDecode',
  ]) {
    expect(harmlessType(pdf(...hidden('/Type /Page', `/Filter ${filter}`))), filter).toEqual({ fault: 'locked' })
  }
  expect(harmlessType(pdf(...hidden('/Type /Page', '/Filter [ /FlateDecode ]')))).toEqual({ type: 'application/pdf' })
  const far = `2 0 obj << /Type /ObjStm ${' '.repeat(4_000)} >>\nstream\n/S /JavaScript\nendstream`
  expect(harmlessType(pdf(far.replace('JavaScript', 'Page')))).toEqual({ fault: 'locked' })
  expect(harmlessType(pdf('2 0 obj << /Type /ObjStm >>\nstream\nnothing'))).toEqual({ fault: 'locked' })
})

test('a file made to be gone through anew from each of its letters is gone through once, and apart', async () => {
  for (const [made, fault] of [
    ['stream\n', undefined],
    ['<< /Type ', undefined],
    ['>>stream\n', undefined],
    ['<</ObjStm>>stream\n', 'locked'],
    ['/OpenAction    ', 'acts'],
  ] as const) {
    const before = process.cpuUsage()
    const found = harmlessType(pdf(made.repeat(Math.ceil(1_000_000 / made.length))))
    const { user } = process.cpuUsage(before)
    expect(found, made).toEqual(fault ? { fault } : { type: 'application/pdf' })
    // From each anew it would be minutes.
    expect(user, made).toBeLessThan(10_000_000)
  }
  const large = pdf(object('/Pages 2 0 R'), ' '.repeat(100_000))
  expect(await harmlessTypeApart(large)).toEqual({ type: 'application/pdf' })
})
