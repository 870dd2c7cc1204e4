import { expect, test } from 'vitest'
import { standing } from '#testing/notices.ts'
import { afterLooking } from '#testing/seen.ts'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse, ordered } from '#testing/training.ts'
import { training } from '../contract.ts'
import { lacksSubstitute, noCover, offerFrom } from './draft.rules.ts'
import { coverKinds } from './rules.ts'

test(
  'missing cover is the section head’s task; cover without a substitute is agreed to by the approval (INV-T6)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, kimura, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const none = await approved(town, sato, courseSessionId, tanaka)
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toMatchObject([{ applicationId: none }])
    expect((await as(tanaka).ask(training.showMyTasks, {})).tasks).toMatchObject([
      { kind: 'coverMissing', values: { n: 1 } },
    ])
    const ask = (cover: { kind: 'substitute' | 'reducedCounter' | 'notNeeded'; substitute?: number }) =>
      afterLooking(as(tanaka), training.arrangeCover, { applicationId: none, cover })
    await expect(ask({ kind: 'substitute' })).rejects.toThrow('substitute_needed')
    await expect(ask({ kind: 'notNeeded', substitute: mori })).rejects.toThrow('substitute_not_needed')
    await expect(ask({ kind: 'substitute', substitute: sato })).rejects.toThrow('substitute_is_applicant')
    await expect(ask({ kind: 'substitute', substitute: kimura })).rejects.toThrow('substitute_away')
    await expect(ask({ kind: 'substitute', substitute: 999 })).rejects.toThrow('no_such_substitute')
    const asked = await ask({ kind: 'substitute', substitute: mori })
    expect(asked.agreedOn).toBeNull()
    await as(mori).ask(training.declineCover, { coverArrangementId: asked.coverArrangementId })
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toHaveLength(1)
    await expect(as(mori).ask(training.agreeToCover, { coverArrangementId: asked.coverArrangementId })).rejects.toThrow(
      'cover_not_open',
    )
    expect((await ask({ kind: 'reducedCounter' })).agreedOn).toBe('2026-11-22')
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toEqual([])
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId, cover: { kind: 'splitDates' } })
    await as(tanaka).ask(training.approve, { applicationId })
    expect((await as(ueda).ask(training.showApplication, { applicationId })).cover?.agreedOn).toBe('2026-11-22')
  }),
)

test(
  'whoever stands in is in service on every day of the session and on leave on none of them',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5, { endsOn: '2027-01-22' })
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    const ask = () =>
      afterLooking(as(tanaka), training.arrangeCover, {
        applicationId,
        cover: { kind: 'substitute', substitute: ueda },
      })
    const served = (joined: string, left: string | null) =>
      sql(`update employment set joined_on = $2, left_on = $3 where staff_member_id = $1`, [ueda, joined, left])
    for (const [joined, left] of [
      ['2027-01-21', null],
      ['2015-04-01', '2027-01-22'],
    ] as const) {
      await served(joined, left)
      await expect(ask(), `${joined} to ${left}`).rejects.toThrow('no_such_substitute')
    }
    for (const [joined, left] of [
      ['2027-01-20', null],
      ['2015-04-01', '2027-01-23'],
    ] as const) {
      await served(joined, left)
      await ask()
    }
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2027-01-23')`, [
      ueda,
    ])
    const away = (from: string, to: string | null) =>
      sql(`update leave_of_absence set valid_from = $2, valid_to = $3 where staff_member_id = $1`, [ueda, from, to])
    await ask()
    await away('2027-01-22', null)
    await expect(ask()).rejects.toThrow('substitute_away')
    await away('2027-01-01', '2027-01-21')
    await expect(ask()).rejects.toThrow('substitute_away')
    await away('2027-01-01', '2027-01-20')
    await ask()
  }),
)

test(
  'whoever has a seat at these hours is away; hours that touch, seats that are only asked for and cancelled sessions are none (INV-T5)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5, { startsAt: '09:00', endsAt: '12:00' })
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    const ask = () =>
      afterLooking(as(tanaka), training.arrangeCover, {
        applicationId,
        cover: { kind: 'substitute', substitute: ueda },
      })
    const after = await dataCourse(town, 5, { startsAt: '12:00' })
    await ordered(town, ueda, after.courseSessionId, tanaka)
    const same = await dataCourse(town, 5, { startsAt: '11:00', endsAt: '11:30' })
    await approved(town, ueda, same.courseSessionId, tanaka)
    await ask()
    const [{ id } = { id: 0 }] = await sql<{ id: number }>(
      `select application_id::int as id from application where state = 'section_head_approved' and staff_member_id = $1`,
      [ueda],
    )
    await as(hayashi).ask(training.select, { courseSessionId: same.courseSessionId, applicationIds: [id] })
    await expect(ask()).rejects.toThrow('substitute_away')
    await sql(`update course_session set cancelled_on = '2026-11-22' where course_session_id = $1`, [
      same.courseSessionId,
    ])
    await ask()
  }),
)

test(
  'an agreement is given once; a request can be declined after it, and ends with the application or with other cover',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const cover = { kind: 'substitute' as const, substitute: ueda, duty: '窓口', note: '鍵は棚' }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
    const request = async () => (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    const [asked] = await request()
    expect(asked).toMatchObject({
      ...{ courseTitle: 'データ活用入門', duty: '窓口', note: '鍵は棚', agreedOn: null },
      applicant: { staffMemberId: sato, name: '佐藤 はるか', sectionName: '窓口係', postTitle: '係員' },
    })
    const { coverArrangementId } = asked!
    on('2026-11-23')
    await as(ueda).ask(training.agreeToCover, { coverArrangementId })
    on('2026-11-24')
    await as(ueda).ask(training.agreeToCover, { coverArrangementId })
    expect((await request())[0]?.agreedOn).toBe('2026-11-23')
    expect(await sql(`select agreed_by::int, agreed_on::text from cover_arrangement`)).toEqual([
      { agreed_by: ueda, agreed_on: '2026-11-23' },
    ])
    await as(ueda).ask(training.declineCover, { coverArrangementId })
    expect(await request()).toMatchObject([{ declinedOn: '2026-11-24', may: ['takeBackCoverAnswer'] }])
    await expect(as(ueda).ask(training.declineCover, { coverArrangementId })).rejects.toThrow('cover_not_open')
    const again = await afterLooking(as(sato), training.arrangeCover, {
      applicationId,
      cover: { ...cover, substitute: mori },
    })
    expect(again).toMatchObject({ substitute: { staffMemberId: mori, name: '森 千夏' }, agreedOn: null })
    await as(sato).ask(training.withdraw, { applicationId, reason: '都合' })
    for (const operation of [training.agreeToCover, training.declineCover] as const) {
      await expect(as(mori).ask(operation, { coverArrangementId: again.coverArrangementId })).rejects.toThrow(
        'cover_not_open',
      )
    }
    await expect(afterLooking(as(tanaka), training.arrangeCover, { applicationId, cover })).rejects.toMatchObject({
      ...{ code: 'wrong_state', values: { state: '取下げ' } },
    })
  }),
)

test(
  'a request to stand in is shown until the session is over, or begun without the applicant; those to answer first, then by day',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori } = town
    const first = await dataCourse(town, 5, { endsOn: '2027-01-21' })
    const second = await dataCourse(town, 5, { startsOn: '2027-02-20' })
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const apply = (person: number, courseSessionId: number) =>
      as(person).ask(training.apply, { courseSessionId, cover })
    await apply(sato, second.courseSessionId)
    await apply(mori, second.courseSessionId)
    const { applicationId } = await apply(sato, first.courseSessionId)
    const shown = async () => {
      const { coverRequests } = await as(ueda).ask(training.listMyTraining, {})
      return coverRequests.map(({ applicant, session }) => `${applicant.name} ${session.startsOn}`)
    }
    expect(await shown()).toEqual(['佐藤 はるか 2027-01-20', '佐藤 はるか 2027-02-20', '森 千夏 2027-02-20'])
    const [request] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: request!.coverArrangementId })
    expect(await shown()).toEqual(['佐藤 はるか 2027-02-20', '森 千夏 2027-02-20', '佐藤 はるか 2027-01-20'])
    on('2027-01-21')
    expect(await shown()).toHaveLength(2)
    await sql(`update application set state = 'ordered' where application_id = $1`, [applicationId])
    expect(await shown()).toHaveLength(3)
    on('2027-01-22')
    expect(await shown()).toHaveLength(2)
    expect((await as(ueda).ask(training.listMyTraining, {})).total.coverRequests).toBe(2)
  }),
)

test(
  'cover that names nobody is agreed to by the head who arranges it, and by nobody where the applicant says it (INV-T6)',
  inTown(async (town) => {
    const { as, sql, sato, tanaka, ueda } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    const arrange = (who: number, kind: 'shiftSwap' | 'onlineOrRecorded') =>
      afterLooking(as(who), training.arrangeCover, { applicationId, cover: { kind } })
    expect((await arrange(sato, 'shiftSwap')).agreedOn).toBeNull()
    const own = (await as(tanaka).ask(training.listApprovals, {})).toCover[0]?.cover
    await as(tanaka).ask(training.agreeToCover, { coverArrangementId: own!.coverArrangementId })
    expect(await as(sato).ask(training.showApplication, { applicationId })).toMatchObject({
      cover: { kind: 'shiftSwap', agreedOn: '2026-11-22' },
    })
    expect((await arrange(tanaka, 'onlineOrRecorded')).agreedOn).toBe('2026-11-22')
    expect(
      await sql(`select kind, offered_by::int, agreed_by::int, replaced_at is null as live from cover_arrangement
      order by cover_arrangement_id`),
    ).toEqual([
      { kind: 'shiftSwap', offered_by: sato, agreed_by: tanaka, live: false },
      { kind: 'onlineOrRecorded', offered_by: tanaka, agreed_by: tanaka, live: true },
    ])
    await expect(as(ueda).ask(training.agreeToCover, { coverArrangementId: own!.coverArrangementId })).rejects.toThrow(
      'forbidden',
    )
  }),
)

test(
  'an approval agrees to cover without a substitute only, and does not agree for the substitute (INV-T6)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const apply = async (person: number, cover: { kind: 'substitute' | 'notNeeded'; substitute?: number }) => {
      const { applicationId } = await as(person).ask(training.apply, { courseSessionId, cover })
      await as(tanaka).ask(training.approve, { applicationId })
      return (await as(person).ask(training.showApplication, { applicationId })).cover?.agreedOn
    }
    expect(await apply(sato, { kind: 'substitute', substitute: ueda })).toBeNull()
    expect(await apply(mori, { kind: 'notNeeded' })).toBe('2026-11-22')
    // What is asked of a colleague is no gap yet.
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toEqual([])
  }),
)

test(
  'each kind of cover, with a colleague and without, is taken as the form offers it and not otherwise (INV-T6)',
  inTown(async (town) => {
    const { as, sato, mori, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    const arrange = (cover: { kind: (typeof coverKinds)[number]; substitute?: number }) =>
      afterLooking(as(tanaka), training.arrangeCover, { applicationId, cover })
    const refused: string[] = []
    for (const kind of coverKinds) {
      for (const substitute of [null, { id: mori, name: '森 千夏' }]) {
        const said = { kind, ...(substitute ? { substitute: mori } : {}) }
        const answer = await arrange(said).catch(({ code }: { code: string }) => code)
        const draft = { ...noCover, kind, substitute }
        if (typeof answer === 'string') refused.push(`${kind} ${substitute ? 'with' : 'without'}: ${answer}`)
        else expect(answer).toMatchObject({ kind, substitute: substitute ? { staffMemberId: mori } : null })
        expect(lacksSubstitute(draft), kind).toBe(answer === 'substitute_needed')
        const offer = offerFrom(draft)!
        if (lacksSubstitute(draft)) continue
        const taken = await arrange(offer)
        expect(taken.substitute?.staffMemberId, kind).toBe(offer.substitute)
      }
    }
    expect(refused).toEqual(['substitute without: substitute_needed', 'notNeeded with: substitute_not_needed'])
  }),
)

test(
  'cover ends where whoever stands in is not there any more: it is the head’s task again, and nobody agrees to it (INV-T6)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5, { endsOn: '2027-01-22' })
    const applicationId = await approved(town, sato, courseSessionId, tanaka)
    const { coverArrangementId } = await afterLooking(as(tanaka), training.arrangeCover, {
      applicationId,
      cover: { kind: 'substitute', substitute: ueda },
    })
    const lacking = async () => {
      const { toCover, total } = await as(tanaka).ask(training.listApprovals, {})
      const task = (await as(tanaka).ask(training.showMyTasks, {})).tasks.some(({ kind }) => kind === 'coverMissing')
      expect([total.toCover, task]).toEqual([toCover.length, toCover.length > 0])
      return toCover
        .filter((one) => one.applicationId === applicationId)
        .map((one) => [one.cover?.substitute?.staffMemberId, one.may])
    }
    const gone = [[ueda, ['arrangeCover']]]
    const agree = () => as(ueda).ask(training.agreeToCover, { coverArrangementId })
    expect(await lacking()).toEqual([])
    const leaves = (day: string | null) =>
      sql(`update employment set left_on = $2 where staff_member_id = $1`, [ueda, day])
    await leaves('2027-01-22')
    expect(await lacking()).toEqual(gone)
    await expect(agree()).rejects.toThrow('away_then')
    await leaves('2027-01-23')
    expect(await lacking()).toEqual([])
    await leaves(null)
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2027-01-22')`, [
      ueda,
    ])
    expect(await lacking()).toEqual(gone)
    await expect(agree()).rejects.toThrow('away_then')
    await sql(`update leave_of_absence set valid_from = '2027-01-23' where staff_member_id = $1`, [ueda])
    expect(await lacking()).toEqual([])
    const other = await dataCourse(town, 5, { startsOn: '2027-01-22', startsAt: '15:00', endsAt: '17:00' })
    await as(hayashi).ask(training.nominate, { courseSessionId: other.courseSessionId, staffMemberIds: [ueda] })
    expect(await lacking()).toEqual(gone)
    await expect(agree()).rejects.toThrow('away_then')
    await as(hayashi).ask(training.cancelSession, { courseSessionId: other.courseSessionId, reason: '台風' })
    await agree()
    expect(await lacking()).toEqual([])
    await leaves('2027-01-22')
    expect(await lacking()).toEqual(gone)
  }),
)

test(
  'what was replaced stays as it was: an approval agrees to the cover that stands, once, and each replacement keeps its own day',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover: { kind: 'notNeeded' } })
    const arrange = (who: number, kind: 'shiftSwap' | 'splitDates') =>
      afterLooking(as(who), training.arrangeCover, { applicationId, cover: { kind } })
    on('2026-11-23')
    await arrange(sato, 'splitDates')
    on('2026-11-24')
    await arrange(tanaka, 'shiftSwap')
    on('2026-11-25')
    await as(tanaka).ask(training.approve, { applicationId })
    const days = async () =>
      (
        await sql<{ line: string }>(`select kind || ' ' || coalesce(agreed_on::text, '-') || ' '
          || coalesce((replaced_at at time zone 'Asia/Tokyo')::date::text, 'stands') as line
          from cover_arrangement order by cover_arrangement_id`)
      ).map(({ line }) => line)
    expect(await days()).toEqual([
      ...['notNeeded - 2026-11-23', 'splitDates - 2026-11-24', 'shiftSwap 2026-11-24 stands'],
    ])
    on('2026-11-26')
    await arrange(sato, 'splitDates')
    expect((await days()).slice(2)).toEqual(['shiftSwap 2026-11-24 2026-11-26', 'splitDates - stands'])
  }),
)

test(
  'whoever agreed and is not there any more has agreed to nothing: the applicant hears of it, a decision made from the page before is refused, an approval counts as without cover (INV-T6)',
  inTown(async (town) => {
    const { as, sql, sato, mori, ueda, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const asked = async (person: number) => {
      const { applicationId } = await as(person).ask(training.apply, { courseSessionId, cover })
      const { coverRequests } = await as(ueda).ask(training.listMyTraining, {})
      const { coverArrangementId } = coverRequests.find(({ agreedOn }) => agreedOn === null)!
      return { applicationId, coverArrangementId }
    }
    const { applicationId, coverArrangementId } = await asked(sato)
    const held = async () => (await as(sato).ask(training.showApplication, { applicationId })).cover
    await as(ueda).ask(training.agreeToCover, { coverArrangementId })
    expect([await held(), await standing(town, sato)]).toMatchObject([{ agreedOn: '2026-11-22', isThere: true }, []])
    const seen = (await as(tanaka).ask(training.listApprovals, {})).toDecide[0]!.version
    await sql(`update employment set left_on = '2027-01-20' where staff_member_id = $1`, [ueda])
    expect([await held(), await standing(town, sato)]).toMatchObject([
      { agreedOn: '2026-11-22', isThere: false },
      ['ownCoverLost 2027-01-20'],
    ])
    await expect(as(tanaka).ask(training.approve, { applicationId, seen })).rejects.toThrow('changed_meanwhile')
    await as(tanaka).ask(training.approve, { applicationId })
    expect([await held(), await standing(town, sato)]).toMatchObject([{ agreedOn: null, isThere: false }, []])
    expect(await standing(town, tanaka)).toEqual(['coverLost 2027-01-20'])
    // Back again they are asked anew: what they said was for another day.
    await sql(`update employment set left_on = null where staff_member_id = $1`, [ueda])
    expect([await held(), await standing(town, ueda)]).toMatchObject([{ isThere: true }, ['coverAsked 2027-01-20']])
    await as(ueda).ask(training.agreeToCover, { coverArrangementId })
    expect(await held()).toMatchObject({ agreedOn: '2026-11-22', isThere: true })

    // A word against it before the approval is the applicant's to mend as well; other cover ends it.
    const second = await asked(mori)
    await as(ueda).ask(training.declineCover, { coverArrangementId: second.coverArrangementId })
    expect(await standing(town, mori)).toEqual(['ownCoverLost 2027-01-20'])
    const other = { applicationId: second.applicationId, cover: { kind: 'reducedCounter' as const } }
    await as(mori).ask(training.arrangeCover, other)
    expect(await standing(town, mori)).toEqual([])
  }),
)

test(
  'on a transfer before the approval cover by the section before counts no more: its applicant is told, the new head’s approval counts without it',
  inTown(async (town) => {
    const { as, sql, on, sato, ueda, ono } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, cover })
    const [asked] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
    await as(ueda).ask(training.agreeToCover, { coverArrangementId: asked!.coverArrangementId })
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [sato])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        values ($1, '00000004', '2020', '1級職', '係員', 'primary', false, '2026-12-01')`,
      [sato],
    )
    expect(await standing(town, sato)).toEqual([])
    on('2026-12-01')
    expect(await standing(town, sato)).toEqual(['ownCoverLost 2027-01-20'])
    await as(ono).ask(training.approve, { applicationId })
    const { cover: held } = await as(ono).ask(training.showApplication, { applicationId })
    expect(held).toMatchObject({ agreedOn: null, isOfAnotherSection: true })
    expect([await standing(town, sato), await standing(town, ono)]).toEqual([[], ['coverToRenew 2027-01-20']])
  }),
)
