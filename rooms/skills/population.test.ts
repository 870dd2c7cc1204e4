import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Population } from '#rooms/policy/pyramid.rules.ts'
import { inTown, type Name, people } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { countPopulation, populationOn } from './population.service.ts'

test(
  'a denominator holds whom the policy includes, without those whom it excludes, each for its reason (INV-P5)',
  inTown(async (town) => {
    const reasons = async (population: Omit<Population, 'note'> | undefined) => {
      const named = population && { ...population, note: '' }
      const { rows } = await within(town, (ctx) =>
        sql<{
          staff: number
          outside: string | null
        }>`select staff, outside from (${populationOn(ctx.today, named)}) p`.execute(ctx.db),
      )
      const of = new Map(rows.map(({ staff, outside }) => [staff, outside]))
      return (...names: Name[]) => names.map((name) => of.get(people[name]))
    }
    const everybody = await reasons(undefined)
    expect(everybody('kato', 'sato', 'kimura', 'yamada')).toEqual([null, null, null, undefined])
    const excluded = await reasons({
      exclude: [
        { onLeave: true, reason: '休職中' },
        { grades: ['6級職'], reason: '部長' },
        { sections: ['1010'], grades: ['3級職', '5級職'], reason: '戸籍住民課の係長と課長' },
      ],
    })
    expect(excluded('kimura', 'kato', 'suzuki', 'mori', 'tanaka', 'inoue', 'sato')).toEqual([
      ...['on_leave', 'excluded', 'excluded', 'excluded', 'excluded', null, null],
    ])
    const included = await reasons({ include: { employmentCategories: ['常勤'], sections: ['1010'] } })
    expect(included('sato', 'hayashi')).toEqual([null, 'excluded'])
    const others = await reasons({
      include: { employmentCategories: ['会計年度任用'] },
      exclude: [{ sections: ['10'], reason: '区民生活部' }],
    })
    expect(others('sato', 'hayashi')).toEqual(['other_category', 'other_category'])
    const nobody = await reasons({ include: { occupations: ['保育'] } })
    expect(nobody('sato')).toEqual(['excluded'])
  }),
)

test(
  'how a denominator comes about is counted step by step: each person leaves by the first reason that fits them (INV-P5)',
  inTown(async (town) => {
    const counted = (population: Omit<Population, 'note'>) =>
      within(town, (ctx) => countPopulation(ctx, ctx.today, { ...population, note: '' }))
    expect(await counted({})).toEqual({ inService: 11, included: 11, excluded: [], people: 11 })
    const by = (reason: string, people: number) => ({ reason, people })
    const ofFront = { sections: ['1010'], reason: '戸籍住民課' }
    // 木村 is of that division too, and on leave.
    const [front] = (await counted({ exclude: [ofFront] })).excluded
    const away = { onLeave: true, reason: '休職中' } as const
    expect(await counted({ exclude: [away, ofFront] })).toEqual({
      ...{ inService: 11, included: 11, excluded: [by('休職中', 1), by('戸籍住民課', front!.people - 1)] },
      people: 11 - front!.people,
    })
    expect((await counted({ exclude: [ofFront, away] })).excluded).toEqual([front, by('休職中', 0)])
    const some = await counted({ include: { sections: ['1010'] }, exclude: [away] })
    expect(some).toEqual({
      ...{ inService: 11, included: front!.people, excluded: [by('休職中', 1)], people: front!.people - 1 },
    })
    // Whoever has no post yet is in service as well.
    await town.sql(`update assignment set valid_from = '2026-12-01' where staff_member_id = $1`, [town.hayashi])
    expect(await counted({})).toMatchObject({ inService: 11, people: 11 })
  }),
)
