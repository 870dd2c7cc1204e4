import { expect, test } from 'vitest'
import { NewPassword } from '#platform/auth/contract.ts'
import { newPassphrase } from './passphrase.ts'

test('a passphrase to hand over is long enough, new every time and free of letters that look alike', () => {
  const made = Array.from({ length: 500 }, newPassphrase)
  expect(new Set(made).size).toBe(500)
  for (const passphrase of made) {
    expect(NewPassword.safeParse(passphrase).success).toBe(true)
    expect(passphrase).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(passphrase).not.toMatch(/[01ilo]/)
  }
})

test('every letter comes up about equally often', () => {
  const count = new Map<string, number>()
  for (let i = 0; i < 2_000; i++) {
    for (const letter of newPassphrase().replaceAll('-', '')) count.set(letter, (count.get(letter) ?? 0) + 1)
  }
  // 32,000 letters: about 1,032 of each, with a standard deviation of 32.
  expect(count.size).toBe(31)
  for (const n of count.values()) expect(Math.abs(n - 32_000 / 31)).toBeLessThan(32 * 6)
})
