import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { setStage } from '#testing/stage.ts'
import { visit } from '#testing/vitals.ts'

/** 伊藤 is called by letters outside the everyday sets; the last is not in the font, and the machine draws it. */
const stage = setStage(async ({ sql, ito }) => {
  await sql('update staff_member set name = $1 where staff_member_id = $2', ['髙﨑濵 曻邉鷗鄧𠮷', ito])
  return {}
})

test('a first visit asks for at most four files and 320 kB of fonts on the main pages', async () => {
  const pages = { sato: ['/', '/training', '/skills', '/line-of-sight'], tanaka: ['/team'], kato: ['/model'] } as const
  for (const [name, paths] of Object.entries(pages)) {
    for (const path of paths) {
      const window = await stage.web.windowOf(name as keyof typeof pages)
      const { fonts } = await (await visit(window, path, { cpu: 1 })).vitals()
      expect(fonts.requests, path).toBeGreaterThan(0)
      expect(fonts.requests, path).toBeLessThanOrEqual(4)
      expect(fonts.bytes, path).toBeLessThanOrEqual(320_000)
      await window.context().close()
    }
  }
})

test('letters outside the everyday sets are drawn, each as itself', async () => {
  const page = await stage.web.windowOf('ito')
  await page.goto('/', { waitUntil: 'networkidle' })
  await page.getByText('髙﨑濵').first().waitFor()
  const missing = '\u{10ffff}'
  const drawn = await page.evaluate(pictures, [...'髙﨑濵曻邉鷗鄧Ⅲα→', missing])
  expect(new Set(drawn).size).toBe(drawn.length)
  expect(await page.evaluate(() => document.fonts.check('1em "BIZ UDPGothic"', '髙﨑濵曻邉鷗鄧'))).toBe(true)
})

test('a machine that has the font asks for none', async () => {
  const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/biz-udpgothic/package.json')))
  const page = await stage.web.windowOf('sato', { fonts })
  const { fonts: asked } = await (await visit(page, '/', { cpu: 1 })).vitals()
  expect(asked).toEqual({ requests: 0, bytes: 0 })
  const drawn = await page.evaluate(pictures, [...'あ髙﨑濵'])
  expect(new Set(drawn).size).toBe(drawn.length)
})

/** Each letter as the product's font draws it. */
async function pictures(letters: string[]): Promise<string[]> {
  const font = '40px "BIZ UDPGothic"'
  await document.fonts.load(font, letters.join(''))
  return letters.map((letter) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 50, height: 50 })
    const pen = canvas.getContext('2d')!
    pen.font = font
    pen.fillText(letter, 2, 42)
    return canvas.toDataURL()
  })
}
