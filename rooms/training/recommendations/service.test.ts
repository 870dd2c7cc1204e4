import { expect, test } from 'vitest'
import { afterLooking } from '#testing/seen.ts'
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
    await afterLooking(as(ueda), training.answerRecommendation, {
      recommendationId: other.recommendationId,
      answer: 'declined',
    })
    await afterLooking(as(sato), training.answerRecommendation, { recommendationId, answer: 'accepted' })
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

test(
  'a recommendation reaches people until their last day, by the head of today or, to hear that they have left, of that day',
  inTown(async (town) => {
    const { as, on, sql, sato, yamada, tanaka, kato, ono } = town
    const { courseId } = await dataCourse(town)
    const offer = (head: number, staffMemberId: number) =>
      as(head).ask(training.recommendCourse, { staffMemberId, courseId, reason: 'ぜひ' })
    await sql(`update employment set left_on = '2026-11-24' where staff_member_id = $1`, [sato])
    await sql(`update assignment set valid_to = '2026-11-24' where staff_member_id = $1`, [sato])
    on('2026-11-23')
    await offer(tanaka, sato)
    on('2026-11-24')
    await expect(offer(tanaka, sato)).rejects.toThrow('has_left')
    await expect(offer(ono, sato)).rejects.toThrow('forbidden')
    await expect(offer(kato, yamada)).rejects.toThrow('forbidden')
    // Whoever comes back is there again, and a spell that begins later is no leaving.
    await sql(
      `insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
        values ($1, 'R1', '常勤', '事務', '2026-11-24')`,
      [yamada],
    )
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        values ($1, 'R1', '101010', '1級職', '係員', 'primary', false, '2026-11-24')`,
      [yamada],
    )
    await offer(tanaka, yamada)
    await expect(offer(tanaka, 999)).rejects.toThrow('forbidden')
  }),
)

test(
  'a course is recommended until the day before it ends, and again once the answer was no, the form was sent or half a year has gone',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5, { startsOn: '2027-03-20' })
    const offer = async (staffMemberId: number) =>
      (await as(tanaka).ask(training.recommendCourse, { staffMemberId, courseId, reason: 'ぜひ' })).recommendationId
    const answer = (person: number, recommendationId: number, word: 'accepted' | 'later' | 'declined') =>
      afterLooking(as(person), training.answerRecommendation, { recommendationId, answer: word })
    const first = await offer(sato)
    for (const word of ['later', 'accepted'] as const) {
      expect(await answer(sato, first, word)).toMatchObject({ recommendationId: first, answer: word, courseId })
      await expect(offer(sato), word).rejects.toThrow('already_recommended')
    }
    await answer(sato, first, 'declined')
    await offer(sato)
    const applied = await offer(ueda)
    await as(ueda).ask(training.apply, { courseSessionId, recommendationId: applied })
    await offer(ueda)
    await offer(mori)
    on('2027-05-23')
    await expect(offer(mori)).rejects.toThrow('already_recommended')
    on('2027-05-24')
    await offer(mori)
    await sql(`update course set valid_to = '2027-12-01'`)
    on('2027-11-30')
    await offer(mori)
    on('2027-12-01')
    await expect(offer(sato)).rejects.toThrow('course_ended')
  }),
)

test(
  'whoever applies because of a recommendation has accepted it, once; it must be theirs and of this course (INV-T3)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5)
    const other = await dataCourse(town, 5, { startsOn: '2027-02-20' })
    const offer = async (staffMemberId: number) =>
      (await as(tanaka).ask(training.recommendCourse, { staffMemberId, courseId, reason: 'ぜひ', offeredCover: '' }))
        .recommendationId
    const [mine, theirs] = [await offer(sato), await offer(ueda)]
    const apply = (person: number, wanted: object) =>
      as(person).ask(training.apply, { courseSessionId, recommendationId: mine, ...wanted })
    await expect(apply(sato, { courseSessionId: other.courseSessionId })).rejects.toThrow('no_such_recommendation')
    await expect(apply(sato, { recommendationId: theirs })).rejects.toThrow('no_such_recommendation')
    await expect(apply(sato, { recommendationId: 999 })).rejects.toThrow('no_such_recommendation')
    await afterLooking(as(sato), training.answerRecommendation, { recommendationId: mine, answer: 'accepted' })
    await apply(sato, {})
    await apply(ueda, { recommendationId: theirs })
    expect(await sql(`select recommendation_id::int as id, answer from recommendation_answer order by 1`)).toEqual([
      { id: mine, answer: 'accepted' },
      { id: theirs, answer: 'accepted' },
    ])
    const [shown] = (await as(sato).ask(training.listMyTraining, {})).recommendations
    expect(shown).toMatchObject({ offeredCover: null, targetSkill: null, answer: 'accepted', isSample: false })
  }),
)

test(
  'the newest recommendations come first, the last answer and the last application stand with each, and the lists have an end',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, ono } = town
    const { courseId, courseSessionId } = await dataCourse(town, 5, { startsOn: '2027-03-20' })
    const other = await dataCourse(town, 5)
    const offer = async (id: number) =>
      (await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, courseId: id, reason: 'ぜひ' }))
        .recommendationId
    const first = await offer(courseId)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId: first })
    await as(sato).ask(training.withdraw, { applicationId, reason: '都合' })
    const again = await as(sato).ask(training.apply, { courseSessionId, recommendationId: first })
    on('2026-11-23')
    const second = await offer(other.courseId)
    for (const answer of ['declined', 'later'] as const) {
      await afterLooking(as(sato), training.answerRecommendation, { recommendationId: second, answer })
    }
    const mine = await as(sato).ask(training.listMyRecommendations, {})
    expect(mine.total).toBe(2)
    expect(mine.recommendations).toMatchObject([
      { recommendationId: second, answer: 'later', applicationId: null, recommendedBy: { name: '田中 聡' } },
      { recommendationId: first, answer: 'accepted', applicationId: again.applicationId },
    ])
    const given = await as(tanaka).ask(training.listGivenRecommendations, {})
    expect(given.recommendations).toMatchObject([
      { recommendationId: second, recommendedOn: '2026-11-23', applicationState: null },
      { recommendationId: first, applicationState: 'submitted' },
    ])
    expect(await as(ono).ask(training.listGivenRecommendations, {})).toEqual({
      total: 0,
      closedYears: [],
      recommendations: [],
    })
    await sql(
      `insert into recommendation (staff_member_id, course_id, recommended_by, reason, recommended_on)
        select $1, $2, $3, 'ぜひ', '2026-01-01' from generate_series(1, 600)`,
      [sato, courseId, tanaka],
    )
    const many = await as(sato).ask(training.listMyTraining, {})
    expect([many.total.recommendations, many.recommendations.length]).toEqual([602, 100])
    const all = await as(tanaka).ask(training.listGivenRecommendations, {})
    expect([all.total, all.recommendations.length]).toEqual([602, 500])
  }),
)

test(
  'what a predecessor recommended the successor sees without its words, and may recommend anew; theirs then takes its place (INV-S2, T3)',
  inTown(async (town) => {
    const { as, sql, sato, tanaka, kato, hayashi } = town
    const { courseId } = await dataCourse(town)
    const offer = { staffMemberId: sato, courseId, reason: '田中の言葉' }
    await as(tanaka).ask(training.recommendCourse, offer)
    await expect(as(tanaka).ask(training.recommendCourse, offer)).rejects.toThrow('already_recommended')
    await sql(`update assignment set valid_to = '2026-11-22' where staff_member_id = $1`, [tanaka])
    const given = async (head: number) =>
      (await as(head).ask(training.listGivenRecommendations, {})).recommendations.map(
        ({ recommendedBy, reason, answer }) => [recommendedBy, reason, answer],
      )
    expect(await given(kato)).toEqual([['田中 聡', null, null]])
    await as(kato).ask(training.recommendCourse, { ...offer, reason: '加藤の言葉' })
    expect(await given(kato)).toEqual([
      [null, '加藤の言葉', null],
      ['田中 聡', null, null],
    ])
    const mine = async () =>
      (await as(sato).ask(training.listMyRecommendations, {})).recommendations.map(({ reason, isOpen, mayAnswer }) => [
        reason,
        isOpen,
        mayAnswer.length,
      ])
    expect(await mine()).toEqual([
      ['加藤の言葉', true, 3],
      ['田中の言葉', false, 0],
    ])
    const tasks = async () => (await as(sato).ask(training.showMyTasks, {})).tasks.map(({ kind }) => kind)
    expect(await tasks()).toEqual(['recommendationToAnswer'])
    // A course that has ended is offered to nobody any more.
    await sql(`update course set valid_from = '2026-01-01', valid_to = '2026-11-22'`)
    expect(await mine()).toEqual([
      ['加藤の言葉', false, 0],
      ['田中の言葉', false, 0],
    ])
    expect([await tasks(), hayashi > 0]).toEqual([[], true])
  }),
)
