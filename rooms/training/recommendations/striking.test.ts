/** A recommendation to the wrong person: taken away by whoever made it or HR, it is seen and counted no more, and what came of it stays. */
import { expect, test } from 'vitest'
import { countFigure } from '#platform/measure/counting.ts'
import { measureNamed } from '#platform/measure/measure.ts'
import { notices } from '#platform/notices/contract.ts'
import { standing } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { within } from '#testing/within.ts'
import { training } from '../contract.ts'
import { contributionsSince } from '../contributions.service.ts'

const reason = '同じ名字の別の人に届けたため'

/** 田中 recommends a course to 佐藤 and to 上田, on 22 November. */
async function recommended(town: Town) {
  const { as, sato, ueda, tanaka } = town
  const { courseId, courseSessionId } = await dataCourse(town)
  const ask = (staffMemberId: number) =>
    as(tanaka).ask(training.recommendCourse, { staffMemberId, courseId, reason: 'ぜひ' })
  const [wrong, right] = [await ask(sato), await ask(ueda)]
  return { courseId, courseSessionId, recommendationId: wrong.recommendationId, other: right.recommendationId }
}

const figure = (town: Town, name: string, today = '2026-11-22') =>
  within(town, async (ctx) => (await countFigure(ctx, measureNamed(name)!, today))!.total, { today })

test(
  'one that was struck is on no list, task, notice or figure of the person’s, is answered and applied for no more, and may be made anew; its author sees why',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi, kato } = town
    const { courseId, courseSessionId, recommendationId } = await recommended(town)
    const seen = (await as(sato).ask(training.listMyRecommendations, {})).recommendations[0]!.version
    expect(await figure(town, 'training.recommendationsTaken')).toEqual({ numerator: 0, denominator: 2 })
    expect(await standing(town, sato)).toEqual(['recommendationReceived'])
    const strike = { recommendationId, reason }
    for (const one of [sato, ueda, kato])
      await expect(as(one).ask(training.strikeRecommendation, strike)).rejects.toThrow('forbidden')
    const both = await Promise.allSettled([
      as(tanaka).ask(training.strikeRecommendation, strike),
      as(hayashi).ask(training.strikeRecommendation, strike),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(as(hayashi).ask(training.strikeRecommendation, strike)).rejects.toThrow('already_struck')

    expect((await as(sato).ask(training.listMyTraining, {})).recommendations).toEqual([])
    expect((await as(sato).ask(training.showMyTasks, {})).tasks).toEqual([])
    expect(await standing(town, sato)).toEqual([])
    expect(await figure(town, 'training.recommendationsTaken')).toEqual({ numerator: 0, denominator: 1 })
    const answer = { recommendationId, answer: 'accepted' as const, seen }
    await expect(as(sato).ask(training.answerRecommendation, answer)).rejects.toThrow('recommendation_struck')
    await expect(as(sato).ask(training.takeBackAnswer, { recommendationId })).rejects.toThrow('recommendation_struck')
    await expect(as(sato).ask(training.apply, { courseSessionId, recommendationId })).rejects.toThrow(
      'no_such_recommendation',
    )
    const given = async () => (await as(tanaka).ask(training.listGivenRecommendations, {})).recommendations
    expect((await given()).map(({ person, corrections, may }) => [person.name, corrections[0]?.reason, may])).toEqual([
      ['上田 陽介', undefined, ['strikeRecommendation']],
      ['佐藤 はるか', reason, []],
    ])
    const { recommendations: made } = await as(hayashi).ask(training.listRecommendationsTo, { staffMemberId: sato })
    expect(made).toMatchObject([{ recommendedBy: '田中 聡', may: [], corrections: [{ reason, on: '2026-11-22' }] }])
    const members = async () => (await as(tanaka).ask(training.showTeamTraining, {})).members
    expect((await members()).find(({ person }) => person.staffMemberId === sato)).toMatchObject({
      ...{ recommendations: 0, lastRecommendedOn: null },
    })
    // It keeps nobody from recommending the same to the same person rightly.
    on('2026-11-23')
    await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, courseId, reason: 'こんどは正しく' })
    expect((await as(sato).ask(training.listMyRecommendations, {})).recommendations).toHaveLength(1)
  }),
)

test(
  'an application that came of it stays as it is; its person is told while it is open, and it counts as one that nobody recommended',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, hayashi } = town
    const { courseSessionId, recommendationId } = await recommended(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    expect((await as(tanaka).ask(training.listApprovals, {})).toDecide[0]?.recommendedByMe).toBe(true)
    expect(await as(hayashi).ask(training.strikeRecommendation, { recommendationId, reason })).toEqual({
      ...{ recommendationId, applicationId },
    })
    expect(await standing(town, sato)).toEqual(['recommendationStruck'])
    const [told] = (await as(sato).ask(notices.listMyNotices, {})).notices
    expect([told?.title, told?.to]).toEqual([
      '「データ活用入門」のおすすめは、誤りだったため取り消されました。あなたの申込みはそのままです。続けるかどうかは自由です',
      `/training/applications/${applicationId}`,
    ])
    expect((await as(tanaka).ask(training.listApprovals, {})).toDecide[0]).toMatchObject({
      ...{ applicationId, recommendedByMe: false },
    })
    await as(tanaka).ask(training.approve, { applicationId })
    const listed = await as(hayashi).ask(training.listSessionApplications, { courseSessionId })
    expect(listed.applications.map(({ recommended }) => recommended)).toEqual([false])
    on('2026-12-05')
    expect(await standing(town, sato)).toEqual(['recommendationStruck'])
    on('2026-12-06')
    expect(await standing(town, sato)).toEqual([])
    await sql(`update application set state = 'completed'`)
    const came = await within(town, (ctx) => contributionsSince(ctx, sato, '2026-04-01'), { today: '2027-03-31' })
    expect(came).toEqual({ completion: 1, cover: 0, recommendationTaken: 0 })
  }),
)

test(
  'an author who has moved on still finds what they wrote and strikes it, and sees no more what came of it (INV-S1, S2)',
  inTown(async (town) => {
    const { as, on, sql, tanaka, ono, sato, ueda } = town
    const { courseId, recommendationId, other } = await recommended(town)
    await as(ueda).ask(training.answerRecommendation, { recommendationId: other, answer: 'declined' })
    on('2026-12-01')
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [tanaka])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000003', '2020', '3級職', '主査', 'primary', false, '2026-12-01')`,
      [tanaka],
    )
    const mine = async () => (await as(tanaka).ask(training.listGivenRecommendations, {})).recommendations
    expect(
      (await mine()).map(({ person, reason: why, isElsewhere, answer }) => [person.name, why, isElsewhere, answer]),
    )
      // The answer of 上田 is for the head of today.
      .toEqual([
        ['上田 陽介', 'ぜひ', true, null],
        ['佐藤 はるか', 'ぜひ', true, null],
      ])
    await as(tanaka).ask(training.strikeRecommendation, { recommendationId, reason })
    expect((await mine()).map(({ may }) => may)).toEqual([['strikeRecommendation'], []])
    expect((await as(sato).ask(training.listMyRecommendations, {})).recommendations).toEqual([])
    // Somebody who wrote none finds none.
    expect((await as(ono).ask(training.listGivenRecommendations, {})).recommendations).toEqual([])
    expect(courseId).toBeGreaterThan(0)
  }),
)

test(
  'an application that its person withdrew has come of nothing: the recommendation waits again, is told before the last day to apply, and may be answered otherwise',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka } = town
    const { courseSessionId, recommendationId } = await recommended(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    const mine = async () => (await as(sato).ask(training.listMyRecommendations, {})).recommendations[0]!
    const given = async () =>
      (await as(tanaka).ask(training.listGivenRecommendations, {})).recommendations.find(
        ({ person }) => person.staffMemberId === sato,
      )!
    expect(await mine()).toMatchObject({ answer: 'accepted', applicationId, mayApply: false, mayAnswer: [] })
    on('2026-11-24')
    await as(sato).ask(training.withdraw, { applicationId, reason: '窓口の人手が足りないため', barrier: 'counter' })
    expect(await mine()).toMatchObject({
      ...{ answer: 'accepted', applicationId: null, mayApply: true, mayAnswer: ['later', 'declined'] },
    })
    expect(await given()).toMatchObject({ answer: 'accepted', applicationId: null, applicationState: null })
    const [{ applyBy }] = (await sql<{ applyBy: string }>(
      `select apply_by::text as "applyBy" from course_session where course_session_id = $1`,
      [courseSessionId],
    )) as [{ applyBy: string }]
    on(applyBy)
    expect(await standing(town, sato)).toEqual([`applySoon ${applyBy}`])
    // Applied for again, it has come of it.
    const again = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    expect(await standing(town, sato)).toEqual([])
    expect(await given()).toMatchObject({ applicationId: again.applicationId, applicationState: 'submitted' })
  }),
)
