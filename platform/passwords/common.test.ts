import { expect, test } from 'vitest'
import { isCommon, isOwn } from './common.ts'

test('what everybody tries is common: listed, with digits around it, repeated, or a run', () => {
  const common = [
    'password1234',
    'Password2026!',
    'ｐａｓｓｗｏｒｄ2026',
    '123456789012',
    '111122223333',
    'abcdefghijklm',
    '098765432109',
    'abc123abc123',
    'dragondragondragon',
    'qwertyuiop2026',
    '12qwertyuiop!!',
    '1qaz2wsx3edc4rfv',
  ]
  for (const password of common) expect(isCommon(password), password).toBe(true)
  const own = [
    'ひらく合言葉 for two',
    'correct horse battery staple',
    '戸籍と夏みかんの朝',
    '482915730264',
    'dragon under the bridge',
  ]
  for (const password of own) expect(isCommon(password), password).toBe(false)
})

test('one’s own number with little around it is refused, in a text of one’s own it is not', () => {
  const number = ['01203456']
  for (const password of ['0120345601203456', 'jinzai01203456', '０１２０３４５６!!!!', 'pw-1203456-2026']) {
    expect(isOwn(password, number), password).toBe(true)
  }
  expect(isOwn('夏みかん 1203456 と戸籍の朝のひかり', number)).toBe(false)
  expect(isOwn('4 夏みかんの朝', ['00000004'])).toBe(false)
})
