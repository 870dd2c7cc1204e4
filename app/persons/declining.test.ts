/** A newcomer who declines before the first day disappears from what is to come, in every room; that they declined is kept (INV-T6, D5). */
import { expect, test } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { records } from '#rooms/people/records/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, recountSeats } from '#testing/training.ts'
import { csv } from '#testing/upload.ts'
import { persons } from './contract.ts'

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)
const FIRST = '2027-04-01'

test(
  'whoever declines has no seat, no cover and no account to come; the file that still names them says so, and they may come after all',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi, ito } = town
    const files = {
      staff: csv(
        '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日',
        '00000301,新田 一,ニッタ ハジメ,常勤,事務,2027/4/1',
      ),
      assignments: csv('職員番号,所属コード,職務の級,職名,区分,適用開始日', '00000301,1010,1級職,係員,主務,2027/4/1'),
      leave: csv('職員番号,種別,開始日,終了日', '00000301,病気休暇,2027/5/1,2027/5/31'),
    }
    const send = () => as(hayashi).ask(importing.importWard, files)
    expect(await send()).toMatchObject({ applied: true, warningCount: 0 })
    const coming = async () => (await as(hayashi).ask(records.listRecords, {})).people
    const [newcomer] = await coming()
    expect(newcomer).toMatchObject({ name: '新田 一', state: 'toCome', day: FIRST, staffNumbers: ['00000301'] })
    const person = newcomer!.staffMemberId
    await as(ito).ask(people.setFirstPassword, { staffMemberId: person, password: 'そらいろの長靴と雨傘 42' })
    await as(ito).ask(people.grantRole, { staffNumber: '00000301', role: 'hr', validFrom: FIRST, reason: '人事課へ' })
    // One seat, taken by the newcomer; 上田 waits for it. 佐藤 counts on the newcomer for another day.
    const course = await dataCourse(town, 1, { startsOn: '2027-04-05' })
    const nominated = await as(hayashi).ask(training.nominate, {
      ...{ courseSessionId: course.courseSessionId, staffMemberIds: [person] },
    })
    expect(nominated.nominated).toHaveLength(1)
    const waiting = await approved(town, ueda, course.courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId: course.courseSessionId, applicationIds: [waiting] })
    const later = await dataCourse(town, 3, { startsOn: '2027-04-20' })
    const { applicationId } = await as(sato).ask(training.apply, {
      courseSessionId: later.courseSessionId,
      cover: { kind: 'substitute', substitute: person, duty: '窓口' },
    })
    await as(tanaka).ask(training.approve, { applicationId })

    const [spell] = (await as(hayashi).ask(records.showRecord, { staffMemberId: person })).spells
    expect(spell).toMatchObject({ mayDecline: true, validFrom: FIRST, lastDay: null })
    const decline = (more: object = {}, who = hayashi) =>
      said(
        as(who).ask(persons.declineEmployment, {
          ...{ staffMemberId: person, validFrom: FIRST, seen: spell!.version, reason: '辞退の届が出ました', ...more },
        }),
      )
    expect(await decline({}, tanaka)).toBe('forbidden')
    expect(await decline({ seen: undefined })).toBe('changed_meanwhile')
    const [mine] = (await as(hayashi).ask(records.showRecord, { staffMemberId: sato })).spells
    const begun = { staffMemberId: sato, validFrom: mine!.validFrom, seen: mine!.version }
    expect([mine!.mayDecline, await decline(begun)]).toEqual([false, 'has_begun'])
    // Two who press at once: one declines, the other finds it done.
    expect((await Promise.all([decline(), decline()])).toSorted()).toEqual(['changed_meanwhile', 'done'])

    expect(await as(ueda).ask(training.showApplication, { applicationId: waiting })).toMatchObject({
      state: 'hr_selected',
    })
    expect((await recountSeats(town))[0]).toEqual({ wrong: 0 })
    expect((await as(sato).ask(training.showApplication, { applicationId })).cover).toBeNull()
    const notices = await sql<{ kind: string }>('select kind from notice where receiver = $1 and resolved_at is null', [
      tanaka,
    ])
    expect(notices.map(({ kind }) => kind)).toContain('coverLost')
    expect((await as(hayashi).ask(people.listStaff, { q: 'にった', asOf: FIRST })).staff).toEqual([])
    const kept = await as(hayashi).ask(records.showRecord, { staffMemberId: person })
    expect(kept).toMatchObject({ state: 'declined', spells: [], posts: [], leave: [] })
    expect(kept.corrections.map(({ thing, after, mayRestore }) => [thing, after, mayRestore])).toEqual([
      ['people.leave', {}, true],
      ['people.assignment', {}, true],
      ['people.employment', {}, true],
    ])
    expect((await coming()).map(({ state }) => state)).toEqual(['declined'])
    expect(
      await said(as(ito).ask(people.setFirstPassword, { staffMemberId: person, password: 'そらいろの長靴と雨傘 43' })),
    ).toBe('no_such_staff_member')
    const openings = await sql(
      `select (select count(*)::int from account_opening o where o.account_id = a.account_id and (o.valid_to is null or o.valid_to > o.valid_from)) as openings,
        (select bool_and(g.valid_to = g.valid_from) from role_grant g where g.account_id = a.account_id) as ended
      from account a where a.subject_id = $1`,
      [person],
    )
    expect(openings).toEqual([{ openings: 0, ended: true }])

    // The same files once more, as the personnel system still sends them.
    const again = await send()
    expect(again).toMatchObject({ applied: true, warningCount: 3, problemCount: 0 })
    expect(again.files.map(({ file, added, rows }) => [file, added, rows])).toEqual([
      ['staff', 0, 0],
      ['assignments', 0, 0],
      ['leave', 0, 0],
    ])
    expect(again.warnings.map(({ file, reason }) => [file, reason.includes('辞退の届が出ました')])).toEqual([
      ['staff', true],
      ['assignments', true],
      ['leave', true],
    ])

    // They come after all: what was struck together is put back together, and the file is silent again.
    const { correctionId } = kept.corrections.at(-1)!
    await as(hayashi).ask(records.restoreRecord, {
      staffMemberId: person,
      correctionId,
      reason: '来ることになりました',
    })
    const back = await as(hayashi).ask(records.showRecord, { staffMemberId: person })
    expect([back.state, back.spells.length, back.posts.length, back.leave.length]).toEqual(['toCome', 1, 1, 1])
    expect(back.corrections.some(({ mayRestore }) => mayRestore)).toBe(false)
    expect(await send()).toMatchObject({ applied: true, warningCount: 0 })
    expect(
      await sql('select login_name, valid_from::text from account_spell where login_name = $1', ['00000301']),
    ).toEqual([{ login_name: '00000301', valid_from: FIRST }])
  }),
)
