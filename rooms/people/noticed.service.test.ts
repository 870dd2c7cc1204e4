import { expect, test } from 'vitest'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { people } from './contract.ts'

test(
  'the holder hears of a role, the other pair of eyes of one that waits, whoever gave it of one to look at after a transfer',
  inTown(async (town) => {
    const { as, asCommand, sql, mori, ito, sato, ono } = town
    const from = { validFrom: '2026-11-22', reason: '担当になったため' }
    await asCommand.ask(people.grantRole, { staffNumber: '00000011', role: 'it', ...from })
    expect(await standing(town, ono)).toEqual(['roleGranted'])
    await as(ito).ask(people.grantRole, { staffNumber: '00000003', role: 'hr', ...from })
    expect([await standing(town, mori), await standing(town, ono)]).toEqual([[], ['roleToAgree', 'roleGranted']])
    const [grant] = await sql<{ id: number }>(`select max(role_grant_id)::int as id from role_grant`)
    await as(ono).ask(people.agreeToRole, { roleGrantId: grant!.id })
    expect(await standing(town, mori)).toContain('roleGranted')
    expect(await standing(town, ono)).toEqual(['roleGranted'])
    expect(await standing(town, sato)).toEqual([])
    await sql(`update assignment set valid_to = '2026-11-24' where staff_member_id = $1`, [mori])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000003', '2010', '3級職', '係長', 'primary', false, '2026-11-24')`,
      [mori],
    )
    town.on('2026-11-24')
    expect(await standing(town, ito)).toEqual(['roleToConfirm'])
    await as(ito).ask(people.confirmRole, { roleGrantId: grant!.id, reason: '続けて担当する' })
    expect(await standing(town, ito)).toEqual([])
    town.on('2026-12-22')
    expect(await standing(town, ono)).toEqual([])
  }),
)
