import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCp932 } from './cp932.ts'
import { decodeText, encodeCp932 } from './text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const names = '髙橋 﨑 𠮷田 辻󠄀 邉 濵 ① ㈱ Ⅲ'

function cp932(text: string): Uint8Array {
  const encoded = encodeCp932(text)
  if ('unwritable' in encoded) throw new Error(`unwritable: ${JSON.stringify(encoded.unwritable)}`)
  return encoded.bytes
}

describe('reading text', () => {
  test('names with IVS, surrogates and extensions arrive byte-exact in UTF-8, with or without mark (INV-D4)', () => {
    expect(decodeText(utf8(names))).toEqual({ text: names, encoding: 'utf-8' })
    expect(decodeText(utf8(`\ufeff${names}`))).toEqual({ text: names, encoding: 'utf-8-bom' })
  })

  test('CP932 with its extensions is read, and a DOS end mark dropped', () => {
    const bytes = cp932('職員番号,氏名\r\n0012,髙﨑 ①㈱\r\n')
    expect(decodeText(bytes)).toEqual({ text: '職員番号,氏名\r\n0012,髙﨑 ①㈱\r\n', encoding: 'cp932' })
    expect(decodeText(Uint8Array.of(...bytes, 0x1a))).toMatchObject({ encoding: 'cp932' })
  })

  test('Unicode text of Excel is read', () => {
    const bytes = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('氏名\t辻󠄀', 'utf16le')])
    expect(decodeText(bytes)).toEqual({ text: '氏名\t辻󠄀', encoding: 'utf-16le' })
  })

  test('a broken byte is refused with line and place', () => {
    const bytes = utf8('\ufeff職員番号\n0001\n0002\n')
    bytes[17] = 0xff
    expect(decodeText(bytes)).toMatchObject({ problem: { line: 2, reason: expect.stringContaining('18バイト目') } })
  })

  test('a file cut within a character is refused at its end', () => {
    expect(decodeText(utf8('氏名\n佐藤').slice(0, -1))).toMatchObject({ problem: { line: 2 } })
    expect(decodeText(cp932('氏名\n佐藤').slice(0, -1))).toMatchObject({ problem: { line: 2 } })
  })

  test('NUL bytes of a half-written file, a workbook and big endian are refused with what to do', () => {
    expect(decodeText(utf8('a,b\n1,\0\0\0'))).toMatchObject({
      problem: { line: 2, reason: expect.stringContaining('U+0000') },
    })
    expect(decodeText(Buffer.from('PK\x03\x04rest'))).toMatchObject({
      problem: { reason: expect.stringContaining('Excel') },
    })
    expect(decodeText(Uint8Array.of(0xfe, 0xff, 0, 65))).toMatchObject({
      problem: { reason: expect.stringContaining('UTF-16') },
    })
  })

  test('any bytes are either read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodeText(bytes)
        expect('text' in decoded || decoded.problem.reason.length > 0).toBe(true)
      }),
    )
  })
})

describe('writing CP932 (INV-D4)', () => {
  test('every two-byte code that the decoder reads comes back as the same character', () => {
    let codes = 0
    for (let lead = 0x81; lead <= 0xfc; lead += 1) {
      for (let trail = 0x40; trail <= 0xfc; trail += 1) {
        if (trail === 0x7f || (lead >= 0xa0 && lead <= 0xdf)) continue
        const text = new TextDecoder('shift_jis').decode(Uint8Array.of(lead, trail))
        if (text.includes('\ufffd')) continue
        codes += 1
        expect(decodeCp932(cp932(text))).toBe(text)
      }
    }
    expect(codes).toBe(9_604)
  })

  test('the code is the one that Windows writes', () => {
    const hex = (text: string) => Buffer.from(cp932(text)).toString('hex')
    expect([...'∵¬￢Ⅰ㈱髙﨑'].filter((c) => c !== '¬').map(hex)).toEqual([
      '81e6',
      '81ca',
      '8754',
      '878a',
      'fbfc',
      'fab1',
    ])
    expect(hex('\ue000')).toBe('f040')
    expect(hex('ｱﾞ\\~A')).toBe('b1de5c7e41')
  })

  test('wave dash and minus of other systems are written as their Windows twins', () => {
    expect(decodeCp932(cp932('〜−—‖'))).toBe('～－―∥')
  })

  test('what CP932 lacks is refused, with character and line, never written as ?', () => {
    expect(encodeCp932('氏名\r\n𠮷田\r\n辻󠄀 é\r\n𠮷田𠮷\r\n')).toEqual({
      unwritable: [
        { character: '𠮷', line: 2 },
        { character: '辻󠄀', line: 3 },
        { character: 'é', line: 3 },
        { character: '𠮷', line: 4 },
      ],
    })
  })

  test('any text is written exactly or refused', () => {
    const twins: Record<string, string> = { '〜': '～', '−': '－', '—': '―', '‖': '∥' }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = encodeCp932(text)
        if ('bytes' in encoded) expect(decodeCp932(encoded.bytes)).toBe(text.replace(/[〜−—‖]/g, (c) => twins[c]!))
        else expect(encoded.unwritable.every(({ character }) => text.includes(character))).toBe(true)
      }),
    )
  })
})

test('a file of an older system in EUC-JP is told as what it is, and half-width kana of CP932 are read', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
  // 職員番号,氏名 / A0001,戸籍
  const euc = bytes('bfa6b0f7c8d6b9e62cbbe1ccbe0d0a41303030312cb8cdc0d20d0a')
  expect(decodeText(euc)).toMatchObject({ problem: { reason: expect.stringContaining('EUC-JP') } })
  // ﾀﾅｶ ﾊﾅｺｻ
  expect(decodeText(bytes('c0c5b620cac5bac0bb'))).toMatchObject({ text: 'ﾀﾅｶ ﾊﾅｺﾀｻ', encoding: 'cp932' })
  expect(decodeText(bytes('c0c5cac5'))).toMatchObject({ text: 'ﾀﾅﾊﾅ', encoding: 'cp932' })
})
