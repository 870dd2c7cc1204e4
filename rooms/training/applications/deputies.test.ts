/** Somebody decides in the place of a head (people/deputies, decisions/0063): what waits comes to them, and what they decide carries both names. */
import { expect, test } from 'vitest'
import { deputies } from '#rooms/people/deputies/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { standing } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

const span = { validFrom: '2026-11-24', validTo: '2026-12-10', reason: '出張' }

const waiting = async ({ as }: Town, person: number) => {
  const { toDecide, toCover } = await as(person).ask(training.listApprovals, {})
  return [...toDecide, ...toCover].map(({ applicationId }) => applicationId).sort()
}

test(
  'while a deputy is named, approvals, notices and tasks come to them and the page says who and why; the head still may; both names stand in what was decided (INV-O4, O5)',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, tanaka, mori, kato } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    const other = await as(ueda).ask(training.apply, { courseSessionId, cover: { kind: 'notNeeded' } })
    const own = await as(mori).ask(training.apply, { courseSessionId, cover: { kind: 'notNeeded' } })
    const all = [applicationId, other.applicationId, own.applicationId].sort()
    await as(tanaka).ask(deputies.nameDeputy, { sectionCode: '1010', deputy: mori, ...span })
    on('2026-11-23')
    expect([await waiting(town, mori), await waiting(town, tanaka)]).toEqual([[], all])
    await expect(as(mori).ask(training.approve, { applicationId })).rejects.toThrow('forbidden')

    on('2026-11-24')
    await as(tanaka).ask(deputies.listDeputies, {})
    const why = '戸籍住民課の所属長(田中 聡さん)の代理(森 千夏さん)が承認します。'
    const words = async (person: number, id = applicationId) =>
      (await as(person).ask(training.showApplication, { applicationId: id })).decides?.words
    // Nobody decides for themselves: the deputy's own stays with the head.
    const others = [applicationId, other.applicationId].sort()
    expect([await waiting(town, mori), await waiting(town, tanaka), await waiting(town, kato)]).toEqual([
      others,
      all,
      [],
    ])
    expect([await words(sato), await words(mori), await words(tanaka)]).toEqual([why, why, why])
    expect(await words(mori, own.applicationId)).toBe('戸籍住民課の所属長(田中 聡さん)が承認します。')
    expect((await as(mori).ask(training.listApprovals, {})).toDecide.map((one) => one.why)).toEqual([why, why])
    await expect(as(mori).ask(training.approve, { applicationId: own.applicationId })).rejects.toThrow('forbidden')
    const tasks = (await as(mori).ask(training.showMyTasks, {})).tasks
    expect(tasks.map(({ kind, values }) => `${kind} ${values.n}`)).toContain('approvalsWaiting 2')
    // To stand in gives no sight of anybody's skills (INV-S1).
    await expect(as(mori).ask(skills.showWholeSkills, { staffMemberId: sato })).rejects.toThrow('forbidden')

    const { cover } = await as(mori).ask(training.showApplication, { applicationId: other.applicationId })
    await as(mori).ask(training.agreeToCover, { coverArrangementId: cover!.coverArrangementId })
    await as(mori).ask(training.approve, { applicationId })
    const { steps, may } = await as(sato).ask(training.showApplication, { applicationId })
    expect(steps.at(-1)).toMatchObject({ actor: '森 千夏', actedAs: 'deputy', inPlaceOf: '田中 聡' })
    expect(may).not.toContain('approve')
    const [line] = await sql<{ detail: unknown }>(
      `select detail from journal_line where operation = 'training.approve' order by line_id desc limit 1`,
    )
    expect(line?.detail).toMatchObject({ as: 'deputy', inPlaceOf: tanaka })
    await as(mori).ask(training.takeBackStep, { applicationId })
    await as(tanaka).ask(training.approve, { applicationId })
    const { steps: after } = await as(sato).ask(training.showApplication, { applicationId })
    expect(after.at(-1)).toMatchObject({ actor: '田中 聡', actedAs: 'sectionHead', inPlaceOf: null })

    on('2026-12-10')
    expect(await waiting(town, mori)).toEqual([])
    await expect(as(mori).ask(training.reject, { applicationId: other.applicationId, reason: '-' })).rejects.toThrow(
      'forbidden',
    )
  }),
)

test(
  'of a head on leave the deputy decides before the department; requests and reminders are theirs, and the department’s again once it ends',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, ueda, kato, hayashi } = town
    const { courseSessionId } = await dataCourse(town)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2026-11-01')`, [
      tanaka,
    ])
    expect([await waiting(town, kato), await waiting(town, tanaka)]).toEqual([[applicationId], []])
    const name = { sectionCode: '1010', deputy: ueda, validTo: '2026-12-10', reason: '休職' }
    const { headDeputyId } = await as(hayashi).ask(deputies.nameDeputy, { ...name, validFrom: '2026-11-22' })
    const told = async (person: number) => (await standing(town, person)).filter((one) => one.startsWith('approval'))
    expect([await waiting(town, kato), await waiting(town, ueda)]).toEqual([[], [applicationId]])
    expect([await told(kato), await told(tanaka), await told(ueda)]).toEqual([[], [], ['approvalAsked 2027-01-20']])
    const said = async () => (await as(sato).ask(training.showApplication, { applicationId })).decides?.words
    expect(await said()).toBe('戸籍住民課の所属長(田中 聡さん)の代理(上田 陽介さん)が承認します。')
    await expect(as(kato).ask(training.approve, { applicationId })).rejects.toThrow('forbidden')
    // Whoever has not decided for days is reminded, and then the department may as well.
    on('2026-12-02')
    expect([await waiting(town, kato), await waiting(town, ueda)]).toEqual([[applicationId], [applicationId]])
    expect(await said()).toBe(
      '申込みから10日、判断がないため、戸籍住民課の所属長(田中 聡さん)の代理(上田 陽介さん)のほか、上位の区民生活部の所属長(加藤 明さん)も判断できます。',
    )
    await as(hayashi).ask(deputies.endDeputy, { headDeputyId })
    expect([await waiting(town, kato), await waiting(town, ueda)]).toEqual([[applicationId], []])
    expect(await told(ueda)).toEqual([])
  }),
)
