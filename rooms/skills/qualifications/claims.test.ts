import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standing as allStanding } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { skills } from '../contract.ts'
import { qualificationsAccess } from './access.ts'
import { qualifications } from './contract.ts'
import { after, type ClaimAction, claimActions, savedAs } from './rules.ts'

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')
const paper = { name: '合格証.hta', base64: base64('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n') }
const security = {
  ...{ name: '情報の守り手検定 2級', issuer: '見本検定協会', validMonths: 24 },
  levels: [{ skill: 'information-security', level: 2 }],
}

async function withList({ as, sql, inoue }: Town) {
  // A second one in HR.
  await sql(
    `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2026-04-01' from account where subject_id = $1`,
    [inoue],
  )
  const { qualificationId } = await as('hayashi').ask(qualifications.saveQualification, security)
  const declare = (who: 'sato' | 'ueda' | 'hayashi' = 'sato', change: object = {}) =>
    as(who).ask(qualifications.declareQualification, {
      ...{ qualificationId, acquiredOn: '2026-10-01', proof: paper },
      ...change,
    })
  return { qualificationId, declare }
}

/** Without what stands of other rooms. */
const standing = async (town: Town, person: number) =>
  (await allStanding(town, person)).filter((kind) => kind.startsWith('claim'))

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code as string,
  )

test('a proof leaves with the ending of what it is, whatever its owner called it: a desktop opens a file by that', () => {
  expect(savedAs('合格証.PDF', 'application/pdf')).toBe('合格証.PDF')
  expect(savedAs('写真.jpeg', 'image/jpeg')).toBe('写真.jpeg')
  for (const name of ['合格証.hta', '合格証.pdf.html', '合格証', '合格証.pdf ']) {
    expect(savedAs(name, 'application/pdf')).toBe(`${name}.pdf`)
    expect(savedAs(name, 'image/png')).toBe(`${name}.png`)
  }
})

test(
  'a person hands in with a proof, HR looks at it and confirms once of two at once; it is evidence from the day of passing on (INV-P6, S1)',
  inTown(async (town) => {
    const { as, sato, inoue, hayashi } = town
    const { declare } = await withList(town)
    const { qualificationClaimId } = await declare()
    await expect(declare()).rejects.toThrow('already_waiting')
    expect([await standing(town, hayashi), await standing(town, sato)]).toEqual([['claimWaits'], []])
    const waiting = await as('hayashi').ask(qualifications.listWaitingClaims, {})
    expect([waiting.hasMore, waiting.claims.length]).toEqual([false, 1])
    expect(waiting.claims[0]).toMatchObject({
      ...{ name: security.name, acquiredOn: '2026-10-01', validTo: '2028-10-01', mayDecide: true },
      ...{ person: { name: '佐藤 はるか' }, proof: { fileName: '合格証.hta' } },
    })
    expect(await as('hayashi').ask(qualifications.showProof, { qualificationClaimId })).toEqual({
      ...{ fileName: '合格証.hta.pdf', mediaType: 'application/pdf', base64: paper.base64 },
    })
    const confirm = (who: number) => as(who).ask(qualifications.confirmClaim, { qualificationClaimId })
    const both = await Promise.all([code(confirm(hayashi)), code(confirm(inoue))])
    expect(both.toSorted()).toEqual(['already_decided', 'done'])
    const evidence = await as(sato).ask(skills.listEvidence, { staffMemberId: sato })
    expect(evidence.evidence).toHaveLength(1)
    expect(evidence.evidence[0]).toMatchObject({
      ...{ skill: 'information-security', kind: 'qualification', level: 2, asOf: '2026-10-01', validTo: '2028-10-01' },
      source: security.name,
    })
    expect([await standing(town, hayashi), await standing(town, sato)]).toEqual([[], ['claimConfirmed']])
    expect(await code(as(sato).ask(qualifications.withdrawClaim, { qualificationClaimId }))).toBe('already_decided')
    // HR withdraws it as any evidence, with a reason.
    const { skillEvidenceId } = evidence.evidence[0]!
    await as(inoue).ask(skills.withdrawEvidence, { skillEvidenceIds: [skillEvidenceId], reason: '取り違え' })
    const { skills: known } = await as(sato).ask(skills.showSkills, { staffMemberId: sato })
    expect(known.every(({ level }) => level === null)).toBe(true)
  }),
)

test(
  'a proof is for the person and HR alone, goes 30 days after the decision, and at once with what the person takes back (INV-S1)',
  inTown(async (town) => {
    const { as, asJob, on, sato, tanaka } = town
    const { declare } = await withList(town)
    const { qualificationClaimId } = await declare()
    const of = { qualificationClaimId }
    const hr = ['hayashi', 'hrAccount']
    expect(await whoMay(town, qualificationsAccess)('showProof', of)).toEqual({ self: ['sato'], hr })
    expect(await whoMay(town, qualificationsAccess)('withdrawClaim', of)).toEqual({ self: ['sato'] })
    await expect(as(tanaka).ask(qualifications.showProof, of)).rejects.toThrow('forbidden')
    await expect(as('hayashi').ask(qualifications.showProof, { qualificationClaimId: 99 })).rejects.toThrow(
      'no_such_claim',
    )
    await as('hayashi').ask(qualifications.returnClaim, { ...of, reason: '氏名が読めません' })
    const mine = async () => (await as(sato).ask(qualifications.listMyClaims, {})).claims
    expect(await mine()).toMatchObject([
      { state: 'returned', reason: '氏名が読めません', decidedBy: '林 由佳', proof: { fileName: '合格証.hta' } },
    ])
    expect(await standing(town, sato)).toEqual(['claimReturned'])
    const next = await declare()
    expect(await standing(town, sato), 'handed in anew').toEqual([])
    await as(sato).ask(qualifications.withdrawClaim, next)
    expect((await mine()).map(({ state, proof }) => [state, proof === null])).toEqual([
      ['withdrawn', true],
      ['returned', false],
    ])
    const forget = async () => (await asJob.ask(qualifications.forgetProofs, {})).forgotten
    // Decided on 22 November: 30 days later is 22 December.
    on('2026-12-21')
    expect(await forget()).toBe(0)
    on('2026-12-22')
    expect([await forget(), await forget()]).toEqual([1, 0])
    expect(await code(as('hayashi').ask(qualifications.showProof, of))).toBe('proof_deleted')
    expect((await mine()).at(-1)).toMatchObject({ state: 'returned', proof: null })
    const decided = await as('hayashi').ask(qualifications.listWaitingClaims, { state: 'decided' })
    expect(decided.claims.map(({ state, mayDecide }) => [state, mayDecide])).toEqual([['returned', false]])
  }),
)

test(
  'what is no PDF, JPEG or PNG, acts when opened, is locked, broken, empty or too large is refused with its sentence, whatever it is called',
  inTown(async (town) => {
    const { as } = town
    const { declare, qualificationId } = await withList(town)
    const send = (text: string, name = '合格証.pdf') => code(declare('sato', { proof: { name, base64: base64(text) } }))
    expect(await send('<svg onload="alert(1)"/>', '合格証.png')).toBe('proof_other_kind')
    expect(await send('%PDF-1.4 << /OpenAction << /S /JavaScript >> >> %%EOF')).toBe('proof_acts')
    expect(await send('%PDF-1.4 << /Encrypt 1 0 R >> %%EOF')).toBe('proof_locked')
    expect(await send('%PDF-1.4 <<')).toBe('proof_broken')
    expect(await send('')).toBe('proof_empty')
    expect(await send(`%PDF-1.4 ${'0'.repeat(10_000_000)} %%EOF`)).toBe('proof_too_large')
    const asked = (change: object) => code(declare('sato', change))
    expect(await asked({ acquiredOn: '2026-11-23' })).toBe('in_future')
    expect(await asked({ lastDay: '2026-09-30' })).toBe('ends_before_start')
    expect(await asked({ qualificationId: 99 })).toBe('no_such_qualification')
    await as('hayashi').ask(qualifications.retireQualification, { qualificationId, isRetired: true })
    expect(await asked({})).toBe('qualification_retired')
  }),
)

test(
  'nobody decides on their own, nobody on what is not there; what the policy no longer knows becomes no evidence',
  inTown(async (town) => {
    const { as, inoue } = town
    const { declare, qualificationId } = await withList(town)
    // What was passed today can be handed in today.
    expect(await code(declare('ueda', { acquiredOn: '2026-11-23' }))).toBe('in_future')
    const own = await declare('hayashi', { acquiredOn: '2026-11-22' })
    const list = await as('hayashi').ask(qualifications.listWaitingClaims, {})
    expect(list.claims.map(({ mayDecide }) => mayDecide)).toEqual([false])
    const hr = as('hayashi')
    expect(await code(hr.ask(qualifications.confirmClaim, own))).toBe('not_for_oneself')
    expect(await code(hr.ask(qualifications.returnClaim, { ...own, reason: '×' }))).toBe('not_for_oneself')
    expect(await code(hr.ask(qualifications.withdrawClaim, own))).toBe('done')
    for (const operation of [qualifications.confirmClaim, qualifications.returnClaim])
      expect(await code(hr.ask(operation, { qualificationClaimId: 99, reason: '×' } as never))).toMatch(
        /no_such_claim|invalid_input/,
      )
    expect(await code(hr.ask(qualifications.confirmClaim, { qualificationClaimId: 99 }))).toBe('no_such_claim')
    expect(await code(hr.ask(qualifications.returnClaim, { ...own, reason: '×' }))).toBe('already_decided')
    const theirs = await declare('ueda')
    await town.sql(`update qualification_level set skill = 'juggling' where qualification_id = $1`, [qualificationId])
    expect(await code(as(inoue).ask(qualifications.confirmClaim, theirs))).toBe('unknown_skill')
    await town.sql(`update qualification_level set skill = 'ict-tools', level = 9`)
    expect(await code(as(inoue).ask(qualifications.confirmClaim, theirs))).toBe('level_too_high')
    await town.sql(`update qualification_level set level = 2`)
    expect(await code(as(inoue).ask(qualifications.confirmClaim, theirs))).toBe('done')
    // Handed in once more it is known.
    const again = await as(inoue).ask(qualifications.confirmClaim, await declare('ueda'))
    expect(again).toEqual({ skillEvidenceIds: [] })
  }),
)

test(
  'without a policy no qualification shows a level: nothing is listed, kept, entered or confirmed',
  inTown(async (town) => {
    const { as, sato } = town
    const { declare, qualificationId } = await withList(town)
    const claim = await declare()
    await town.sql('truncate policy_edition cascade')
    const hr = as('hayashi')
    const file = { name: '一覧.csv', base64: base64('x') }
    const result = {
      staffMemberIds: [sato],
      of: { kind: 'qualification' as const, qualificationId },
      asOf: '2026-10-01',
    }
    for (const asked of [
      hr.ask(qualifications.listQualifications, {}),
      hr.ask(qualifications.saveQualification, { ...security, name: '別の検定' }),
      hr.ask(qualifications.importQualifications, { file }),
      hr.ask(qualifications.importResults, { file }),
      hr.ask(qualifications.recordResults, result),
      hr.ask(qualifications.listWaitingClaims, {}),
      hr.ask(qualifications.confirmClaim, claim),
      as('sato').ask(qualifications.listMyClaims, {}),
    ].map(code))
      expect(await asked).toBe('no_policy')
  }),
)

test('a claim leaves waiting once, by one action, and stays where it came to', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...claimActions), { maxLength: 8 }), (actions) => {
      let state: ReturnType<typeof after> = 'waiting'
      const taken: ClaimAction[] = []
      for (const action of actions) {
        const next = after(state!, action)
        if (next) taken.push(action)
        state = next ?? state
      }
      expect(taken).toEqual(actions.slice(0, 1))
      const ends = { confirm: 'confirmed', return: 'returned', withdraw: 'withdrawn' } as const
      expect(state).toBe(actions[0] ? ends[actions[0]] : 'waiting')
    }),
  )
})
