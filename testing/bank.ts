/** A small bank and a test of it, for stories about tests. */
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import type { Town } from './town.ts'

const plain = { skill: null, level: 1, isSample: false, explanation: 'そういう決まりだから。' } as const
const four = ['一', '二', '三', '四'] as const

/** Twelve items: four of security by choice, four of privacy of every other kind, four of documents. The second choice is right everywhere. */
export const bank = [
  ...[1, 2, 3, 4].map((n) => ({
    ...{ ...plain, code: `sec-${n}`, kind: 'single', field: 'security', stem: `離席するときは? ${n}` },
    body: { choices: four.map((word) => `${word}番目のこと ${n}`), right: [2] },
  })),
  {
    ...{ ...plain, code: 'pri-1', kind: 'multiple', field: 'privacy', stem: '個人情報はどれですか?' },
    body: { choices: ['気温', '氏名', '住所'], right: [2, 3] },
  },
  {
    ...{
      ...plain,
      code: 'pri-2',
      kind: 'ordering',
      field: 'privacy',
      stem: '漏えいに気づいたときの順に並べてください。',
    },
    body: { choices: ['再発を防ぐ', '報告する', '止める'], right: [2, 3, 1] },
  },
  {
    ...{ ...plain, code: 'pri-3', kind: 'numeric', field: 'privacy', stem: '保存は何年ですか?' },
    body: { value: '5', tolerance: '0.5', unit: '年' },
  },
  {
    ...{ ...plain, code: 'pri-4', kind: 'text', field: 'privacy', stem: '画面を隠す操作の名前は?' },
    body: { accepted: ['画面ロック', 'スクリーンロック'] },
  },
  ...[1, 2, 3, 4].map((n) => ({
    ...{ ...plain, code: `doc-${n}`, kind: 'single', field: 'documents', level: 2, stem: `伝わる文は? ${n}` },
    body: { choices: four.map((word) => `${word}つ目の文 ${n}`), right: [2] },
  })),
] as const

export async function writeBank({ as }: Town): Promise<void> {
  for (const item of bank) await as('hayashi').ask(items.saveItem, { item: structuredClone(item) as never })
}

export const ictTest = {
  ...{ title: 'ICTの到達テスト', note: '資料を見てもかまいません。', skill: 'ict-tools', minutes: 20 },
  parts: [
    { field: 'security', level: null, items: 3 },
    { field: 'privacy', level: 1, items: 4 },
    { field: 'documents', level: null, items: 3 },
  ],
  marks: [
    { level: 1, percent: 50 },
    { level: 2, percent: 80 },
  ],
  ...{ attempts: 3, waitingDays: 0, openFrom: '2026-11-01', lastDay: null, sections: [], employmentCategories: [] },
} as const

/** A test of the small bank that is open to everybody, with changes. */
export async function openTest(town: Town, change: object = {}): Promise<number> {
  const { as } = town
  const { testId } = await as('hayashi').ask(attempts.saveTest, {
    test: { ...structuredClone(ictTest), ...change } as never,
  })
  await as('hayashi').ask(attempts.publishTest, { testId })
  return testId
}

type Shown = Awaited<ReturnType<typeof look>>['items'][number]

export const WINDOW = 'window-1'
export const look = ({ as }: Town, who: number, testAttemptId: number, window: string = WINDOW) =>
  as(who).ask(attempts.showAttempt, { testAttemptId, window })

/** What somebody answers who knows everything, or something wrong: by the words that are shown, as a person would. */
export function answerTo({ stem, choices }: Pick<Shown, 'stem' | 'choices'>, isRight = true): number[] | string {
  const { kind, body } = bank.find((item) => item.stem === stem)!
  if ('accepted' in body) return isRight ? 'ｽｸﾘｰﾝﾛｯｸ' : '目隠し'
  if ('value' in body) return isRight ? '5' : '3'
  const places = body.right.map((number) => choices.indexOf(body.choices[number - 1]!) + 1)
  if (kind === 'ordering') return isRight ? places : places.toReversed()
  if (isRight) return places
  return [choices.findIndex((_, at) => !places.includes(at + 1)) + 1]
}

/** Somebody takes a test from its beginning to its end, with so many right answers. */
export async function take(town: Town, who: number, testId: number, right: number): Promise<number> {
  const { testAttemptId } = await town.as(who).ask(attempts.beginAttempt, { testId, window: WINDOW })
  const { items: shown } = await look(town, who, testAttemptId)
  for (const [at, item] of shown.entries()) {
    const given = answerTo(item, at < right)
    await town
      .as(who)
      .ask(attempts.saveAnswer, { testAttemptId, place: item.place, given, seq: item.seq + 1, window: WINDOW })
  }
  await town.as(who).ask(attempts.submitAttempt, { testAttemptId })
  return testAttemptId
}
