import { expect, test } from 'vitest'
import { auth } from '#platform/auth/contract.ts'
import { accounts } from '#rooms/people/accounts/contract.ts'
import { announcing } from '#rooms/people/announcing/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { training } from './contract.ts'

/* 新田 一 joins 戸籍住民課 on 1 April 2027 and is imported on 22 November 2026. */

const FIRST = '2027-04-01'
const csv = (...lines: string[]) => ({
  name: 'f.csv',
  base64: Buffer.from([...lines, ''].join('\n')).toString('base64'),
})

async function newcomer({ as, sql }: Town): Promise<number> {
  const report = await as('hayashi').ask(importing.importWard, {
    staff: csv('職員番号,氏名,氏名カナ,任用区分,職種,採用年月日', '00000301,新田 一,ニッタ ハジメ,常勤,事務,2027/4/1'),
    assignments: csv('職員番号,所属コード,職務の級,職名,区分,適用開始日', '00000301,1010,1級職,係員,主務,2027/4/1'),
  })
  expect(report.applied).toBe(true)
  const [row] = await sql<{ id: number }>(
    `select staff_member_id::int as id from employment where staff_number = '00000301'`,
  )
  return row!.id
}

test(
  'what a newcomer needs is prepared from the import on and takes effect on their day; before it nobody counts or finds them',
  inTown(async (town) => {
    const { as, gate, hayashi, sato } = town
    const headcount = async () => (await as('hayashi').ask(people.listStaff, {})).total
    const before = await headcount()
    const person = await newcomer(town)
    const found = async (who: 'hayashi' | 'tanaka', asOf?: string) =>
      (await as(who).ask(people.listStaff, { q: 'にった', asOf })).staff.map(({ name, sectionName }) => [
        name,
        sectionName,
      ])
    expect([await headcount(), await found('hayashi'), await found('tanaka', FIRST)]).toEqual([before, [], []])
    expect(await found('hayashi', FIRST)).toEqual([['新田 一', '戸籍住民課']])

    // 新任研修: nominated for a session on or after the first day, for none before it.
    const forThem = await dataCourse(town, 3, { enrolmentMode: 'nominated', startsOn: '2027-04-05' })
    const tooEarly = await dataCourse(town, 3, { enrolmentMode: 'nominated', startsOn: '2027-03-25' })
    const nominate = (courseSessionId: number) =>
      as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [person] })
    expect(await nominate(tooEarly.courseSessionId)).toMatchObject({ nominated: [], notThere: [person] })
    expect(await nominate(forThem.courseSessionId)).toMatchObject({ nominated: [expect.any(Number)], notThere: [] })

    // Cover: they stand in for a colleague on a day after their first one, and say so when they are there.
    const course = await dataCourse(town, 3, { startsOn: '2027-04-20' })
    const offer = { kind: 'substitute' as const, substitute: person, duty: '窓口', note: '' }
    const { applicationId } = await as(sato).ask(training.apply, {
      courseSessionId: course.courseSessionId,
      cover: offer,
    })

    // A letter by IT, whose account opens on the day and not before.
    const { letters } = await as('ito').ask(accounts.issueAccounts, { staffNumbers: ['00000301'] })
    expect(letters).toMatchObject([{ name: '新田 一', sectionName: null, opensOn: FIRST }])
    const { loginName, password } = letters[0]!
    const signIn = () => gate.ask(auth.signIn, { loginName, password }, { setHeader: () => undefined })
    town.on('2027-03-31')
    // Whoever tries before the day hears from when it opens, and nothing is counted as a wrong try; who guesses hears nothing.
    for (let n = 0; n < 7; n++)
      await expect(signIn()).rejects.toMatchObject({
        code: 'not_open_yet',
        values: { date: expect.stringContaining('4') },
      })
    const guess = gate.ask(auth.signIn, { loginName, password: 'x' }, { setHeader: () => undefined })
    await expect(guess).rejects.toThrow('wrong_name_or_password')
    expect(
      await town.sql('select 1 from session s join account a using (account_id) where a.subject_id = $1', [person]),
    ).toEqual([])
    expect([await headcount(), await found('tanaka')]).toEqual([before, []])
    town.on(FIRST)
    expect(await signIn()).toEqual({ mustChangePassword: true })
    expect([await headcount(), await found('tanaka')]).toEqual([before + 1, [['新田 一', '戸籍住民課']]])
    await town.sql(
      `insert into session (token_hash, account_id, expires_at) select sha256($1::bytea), account_id, '2100-01-01'
        from account where subject_id = $2`,
      [`test-token-${person}`, person],
    )
    await town.sql('update account set must_change_password = false where subject_id = $1', [person])
    const mine = await as(person).ask(training.listMyTraining, {})
    expect(JSON.stringify(mine)).toContain('2027-04-05')
    const [cover] = await town.sql<{ id: number }>(
      'select cover_arrangement_id::int as id from cover_arrangement where application_id = $1',
      [applicationId],
    )
    expect(await as(person).ask(training.agreeToCover, { coverArrangementId: cover!.id })).toEqual({ agreed: true })
    expect((await as('hayashi').ask(announcing.showAnnouncements, {})).coming).toEqual([])
  }),
)
