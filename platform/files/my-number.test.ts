import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLikeMyNumbers, passesCheck } from './my-number.ts'

/** Eleven digits and the check digit over them, written down a second time from the ordinance. */
function complete(eleven: string): string {
  const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const remainder = [...eleven].reduce((sum, digit, index) => sum + Number(digit) * weights[index]!, 0) % 11
  return eleven + (remainder <= 1 ? 0 : 11 - remainder)
}

const eleven = fc.stringMatching(/^\d{11}$/).filter((digits) => digits !== '00000000000')

describe('個人番号 (INV-S3)', () => {
  test('the check digit of the ordinance: 123456789018 passes, 123456789012 does not', () => {
    expect(passesCheck('123456789018')).toBe(true)
    expect(passesCheck('123456789012')).toBe(false)
  })

  test('exactly one of ten last digits passes', () => {
    fc.assert(
      fc.property(eleven, (digits) => {
        expect([...'0123456789'].filter((last) => passesCheck(digits + last))).toEqual([complete(digits)[11]])
      }),
    )
  })

  test('a column of them is always found, of any length, also written in groups or full width', () => {
    fc.assert(
      fc.property(fc.array(eleven, { minLength: 1, maxLength: 50 }), (column) => {
        const numbers = column.map(complete)
        expect(looksLikeMyNumbers(numbers)).toBe(true)
        expect(looksLikeMyNumbers(numbers.map((n) => n.replace(/(\d{4})(?=\d)/g, '$1-')))).toBe(true)
        expect(looksLikeMyNumbers([...numbers, '', '00012345', '佐藤'])).toBe(true)
      }),
    )
    expect(looksLikeMyNumbers(['１２３４５６７８９０１８'])).toBe(true)
  })

  test('also when one in five is mistyped', () => {
    const numbers = Array.from({ length: 50 }, (_, n) => complete(String(31_415_926_535 + n * 7_919)))
    const mistyped = numbers.map((n, index) => (index % 5 === 0 ? `${n.slice(0, 11)}${(Number(n[11]) + 1) % 10}` : n))
    expect(looksLikeMyNumbers(mistyped)).toBe(true)
  })

  test('true 12-digit staff numbers are not taken for it: in a row, by year, and at random', () => {
    const inARow = Array.from({ length: 2_800 }, (_, n) => String(n + 1).padStart(12, '0'))
    const byYear = Array.from({ length: 2_800 }, (_, n) => `${1990 + (n % 35)}${String(n).padStart(8, '0')}`)
    expect(looksLikeMyNumbers(inARow)).toBe(false)
    expect(looksLikeMyNumbers(byYear)).toBe(false)
    const column = fc.uniqueArray(fc.stringMatching(/^\d{12}$/), { minLength: 20, maxLength: 60 })
    fc.assert(
      fc.property(column, (numbers) => !looksLikeMyNumbers(numbers)),
      { numRuns: 300 },
    )
  })

  test('noughts, dates, 8-digit staff numbers and telephone numbers are not', () => {
    expect(looksLikeMyNumbers(['000000000000', '000000000000'])).toBe(false)
    expect(looksLikeMyNumbers(['20260401', '00000101', '03-1234-5678', ''])).toBe(false)
  })
})
