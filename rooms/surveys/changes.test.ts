import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openedRound, surveyText } from '#testing/surveys.ts'
import { inTown, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { surveys } from './contract.ts'
import { changesBehind, changesDone } from './counting.service.ts'

const room = {
  ...{ what: '静かに集中できる部屋を、各階に一つ設けます。', owner: '人事課', dueOn: '2027-03-31' },
  ...{ item: 'wishes', state: 'planned' as const },
}

async function closedRound(town: Town): Promise<number> {
  const roundId = await openedRound(town)
  await town.as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: '早く集まった' })
  return roundId
}

test(
  'HR says what is changed because of a closed round, and everybody reads it before they answer the next one',
  inTown(async (town) => {
    const { as, asCommand } = town
    const open = await openedRound(town)
    const add = (more: object) => as('hayashi').ask(surveys.addSurveyChange, { roundId: open, ...room, ...more })
    await expect(add({})).rejects.toThrow('round_still_open')
    await expect(add({ roundId: 999 })).rejects.toThrow('no_such_round')
    await as('hayashi').ask(surveys.closeSurveyRound, { roundId: open, reason: '早く集まった' })
    expect((await as('sato').ask(surveys.listSurveyChanges, {})).rounds).toEqual([])
    await expect(add({ item: 'salary' })).rejects.toThrow('no_such_item')
    await expect(add({ state: 'dropped' })).rejects.toThrow('reason_needed')
    const { surveyChangeId, version } = await add({})
    const later = await add({ item: undefined, dueOn: '2027-01-31', what: '朝礼を短くします。', owner: '各課' })
    const read = await as('sato').ask(surveys.listSurveyChanges, {})
    expect(read).toMatchObject({
      mayWrite: false,
      rounds: [
        {
          ...{ roundId: open, title: '働きやすさの調査(サンプル値)' },
          changes: [
            { surveyChangeId: later.surveyChangeId, item: null, state: 'planned', settledOn: null },
            { surveyChangeId, version, item: { id: 'wishes', wording: 'あるとよいもの' }, owner: '人事課' },
          ],
        },
      ],
    })
    // What falls due in a year is counted with its records, of no section; of one that changed that one alone is counted anew.
    const behind = async (sectionCode?: string) =>
      await within(town, (ctx) =>
        changesBehind(ctx, { from: '2026-04-01', asOf: '2027-03-31' }, { sectionCode, limit: 10 }),
      )
    expect([(await behind()).total, (await behind('10')).total]).toEqual([2, 0])
    const days = sql`(select 1 as figure_id, '2026-04-01'::date as from_day, '2027-03-31'::date as day)`
    const units = async (among: Parameters<typeof changesDone.parts>[1]) => {
      const { rows } = await within(town, (ctx) =>
        sql<{ unit: number }>`select unit from (${changesDone.parts(days, among)}) p order by 1`.execute(ctx.db),
      )
      return rows.map(({ unit }) => unit)
    }
    const both = [surveyChangeId, later.surveyChangeId]
    expect(await units(() => sql`true`)).toEqual(both)
    expect(await units((unit) => sql`${sql.ref(unit)} = ${surveyChangeId}`)).toEqual([surveyChangeId])
    // The next round of the same survey tells of it; one of another survey does not.
    const next = await openedRound(town)
    expect((await as('sato').ask(surveys.listSurveyChanges, { roundId: next })).rounds).toHaveLength(1)
    await asCommand.ask(surveys.loadSurvey, { text: surveyText.replace('id: ease', 'id: other') })
    const { roundId: other } = await asCommand.ask(surveys.openSurveyRound, {
      ...{ survey: 'other', from: '2026-11-22', to: '2026-11-30', k: 4 },
    })
    expect((await as('sato').ask(surveys.listSurveyChanges, { roundId: other })).rounds).toEqual([])
  }),
)

test(
  'how it stands is said with the day on which it came to it, and with the reason where it was dropped',
  inTown(async (town) => {
    const { as, on } = town
    const roundId = await closedRound(town)
    const { surveyChangeId, version } = await as('hayashi').ask(surveys.addSurveyChange, { roundId, ...room })
    const shown = async () => (await as('sato').ask(surveys.listSurveyChanges, {})).rounds[0]!.changes[0]!
    const correct = async (more: object, seen?: string) =>
      as('hayashi').ask(surveys.correctSurveyChange, {
        ...{ surveyChangeId, ...room, seen: seen ?? (await shown()).version },
        ...more,
      })
    on('2026-12-01')
    await correct({ state: 'done' })
    expect(await shown()).toMatchObject({ state: 'done', settledOn: '2026-12-01' })
    on('2026-12-02')
    await correct({ state: 'done', what: '静かに集中できる部屋を、全ての階に設けました。' })
    expect((await shown()).settledOn).toBe('2026-12-01')
    await expect(correct({ state: 'dropped' })).rejects.toThrow('reason_needed')
    await correct({ state: 'dropped', droppedBecause: '階の工事と重なったため' })
    expect(await shown()).toMatchObject({ settledOn: '2026-12-02', droppedBecause: '階の工事と重なったため' })
    await correct({ state: 'planned' })
    expect(await shown()).toMatchObject({ settledOn: null, droppedBecause: null, version })
    await expect(correct({ what: '別の窓から' }, 'other')).rejects.toThrow('changed_meanwhile')
    await expect(correct({ item: 'salary' })).rejects.toThrow('no_such_item')
  }),
)

test(
  'what was written by mistake goes, and comes back when that is taken back',
  inTown(async (town) => {
    const { as } = town
    const roundId = await closedRound(town)
    const { surveyChangeId, version } = await as('hayashi').ask(surveys.addSurveyChange, { roundId, ...room })
    const put = { surveyChangeId }
    await as('hayashi').ask(surveys.deleteSurveyChange, put)
    expect((await as('sato').ask(surveys.listSurveyChanges, {})).rounds).toEqual([])
    // HR finds the round, so that it can write anew.
    expect((await as('hayashi').ask(surveys.listSurveyChanges, {})).rounds).toMatchObject([{ roundId, changes: [] }])
    await expect(as('hayashi').ask(surveys.deleteSurveyChange, put)).rejects.toThrow('no_such_change')
    const gone = as('hayashi').ask(surveys.correctSurveyChange, { ...put, ...room, seen: version })
    await expect(gone).rejects.toThrow('no_such_change')
    await as('hayashi').ask(surveys.restoreSurveyChange, put)
    await expect(as('hayashi').ask(surveys.restoreSurveyChange, put)).rejects.toThrow('no_such_change')
    expect((await as('sato').ask(surveys.listSurveyChanges, {})).rounds[0]?.changes).toMatchObject([{ version }])
  }),
)
