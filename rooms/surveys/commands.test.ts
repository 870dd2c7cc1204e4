import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answeredBy, pride, surveyText } from '#testing/surveys.ts'
import { inTown } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { surveyCommands } from './commands.ts'

test(
  'a survey is loaded, opened, closed and read by verbs, in the shapes that others rely on',
  inTown(async (town) => {
    const folder = await mkdtemp(join(tmpdir(), 'hagukumi-survey-'))
    const run = (...args: string[]) => typed(surveyCommands, ['survey', ...args], 'en', town.asCommand.ask as never)
    const told = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out) as Record<string, unknown>
    try {
      const file = join(folder, 'survey.yaml')
      await writeFile(file, surveyText.replace('type: agreement5', 'type: agree'))
      const faulty = await run('load', file)
      expect([faulty.code, faulty.out]).toEqual([1, expect.stringMatching(/survey\.yaml:7:11 items\[0\]\.type /)])
      await writeFile(file, surveyText)
      expect(await told('load', file)).toMatchObject({ survey: 'ease', version: 1, items: 5, isNew: true })
      const days = ['--from', '2026-11-22', '--to', '2026-11-30']
      for (const wrong of [
        ['--k', 'x'],
        ['--attributes', 'age'],
        ['--from', '2026-13-01'],
      ]) {
        expect((await run('open', 'ease', ...days, ...wrong)).code, String(wrong)).toBe(2)
      }
      expect((await run('open', 'ease', ...days, '--k', '3')).code).toBe(1)
      const cut = ['--sections', '10,20', '--attributes', 'section', '--level', '部', '--k', '4']
      expect(await told('open', 'ease', ...days, ...cut)).toEqual({
        ...{ roundId: expect.any(Number), receivers: 10, merged: [] },
        cells: [
          { attributes: { section: '10' }, receivers: 5 },
          { attributes: { section: '20' }, receivers: 5 },
        ],
      })
      const [{ round }] = (await town.sql<{ round: number }>('select survey_round_id as round from survey_round')) as [
        { round: number },
      ]
      for (const [person, value] of [
        ['sato', 4],
        ['mori', 5],
        ['ueda', 2],
        ['kato', 2],
      ] as const) {
        await answeredBy(town, person, round, pride(value))
      }
      expect((await run('results', String(round), '--item', 'pride')).code).toBe(1)
      expect((await run('close', 'first', '--reason', 'x')).code).toBe(2)
      expect((await run('close', String(round))).code).toBe(2)
      expect((await run('close', String(round), '--reason', 'そろった')).out).toMatch(/4 answers, 1 groups/)
      expect(await told('results', String(round), '--item', 'pride', '--by', 'section')).toEqual({
        ...{ receivers: 10, answers: 4, reissues: 0 },
        rows: [{ n: 4, distribution: { 1: 0, 2: 2, 3: 0, 4: 1, 5: 1 }, favourable: 2, status: 'published' }],
      })
      expect((await run('results', String(round), '--item', 'hours')).out).toMatch(/The whole: not shown/)
      expect((await run('results', String(round), '--item', 'pride')).out).toMatch(/The whole: n=4 1:0 2:2 3:0 4:1 5:1/)
    } finally {
      await rm(folder, { recursive: true })
    }
  }),
)
