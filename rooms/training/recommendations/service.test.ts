import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'a recommendation enrols nobody, is declined without a reason, and leads to the form (INV-T3)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town)
    const offer = { courseId, reason: '窓口の改善に', targetSkill: 'data-use', offeredCover: '私が窓口に立ちます' }
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer })
    const other = await as(tanaka).ask(training.recommendCourse, { staffMemberId: ueda, ...offer })
    await expect(as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer })).rejects.toThrow(
      'already_recommended',
    )
    expect((await as(sato).ask(training.showMyTasks, {})).tasks).toMatchObject([
      { kind: 'recommendationToAnswer', title: '田中 聡さんから「データ活用入門」のおすすめが届いています' },
    ])
    await as(ueda).ask(training.answerRecommendation, { recommendationId: other.recommendationId, answer: 'declined' })
    await as(sato).ask(training.answerRecommendation, { recommendationId, answer: 'accepted' })
    expect(await sql(`select 1 from application`)).toEqual([])
    await expect(as(ueda).ask(training.apply, { courseSessionId, recommendationId })).rejects.toThrow(
      'no_such_recommendation',
    )
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    const { recommendations: given } = await as(tanaka).ask(training.listGivenRecommendations, {})
    expect(given.map(({ person, answer, applicationState }) => [person.name, answer, applicationState])).toEqual([
      ['上田 陽介', 'declined', null],
      ['佐藤 はるか', 'accepted', 'submitted'],
    ])
    expect((await as(sato).ask(training.listMyTraining, {})).recommendations).toMatchObject([
      { recommendationId, applicationId, offeredCover: '私が窓口に立ちます' },
    ])
    expect((await as(tanaka).ask(training.listApprovals, {})).toDecide).toMatchObject([{ recommendedByMe: true }])
  }),
)

test(
  'nothing is suggested to someone who has left, nor for a skill or a course that is not there',
  inTown(async (town) => {
    const { as, sato, yamada, tanaka } = town
    const { courseId } = await dataCourse(town)
    const offer = { courseId, reason: 'ぜひ' }
    await expect(as(tanaka).ask(training.recommendCourse, { staffMemberId: yamada, ...offer })).rejects.toThrow(
      'has_left',
    )
    await expect(
      as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer, targetSkill: 'magic' }),
    ).rejects.toThrow('no_such_skill')
    await expect(
      as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, ...offer, courseId: 999 }),
    ).rejects.toThrow('no_such_course')
  }),
)
