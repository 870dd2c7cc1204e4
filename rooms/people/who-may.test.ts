import { expect, test } from 'vitest'
import type { ActsAs, Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { command, executive, hasRole, job, peopleAccess, self, staff, supervises } from './access.ts'
import type { people } from './contract.ts'
import { importAccess } from './import/access.ts'
import { journalAccess } from './journal/access.ts'

const it = ['ito', 'itAccount']
const hr = ['hayashi', 'hrAccount']

test(
  'who may look up people, hand out roles and passwords, and in which role (INV-S1)',
  inTown(async (town) => {
    const may = whoMay(town, peopleAccess)
    const looking = { staff: staffOfToday, it: ['itAccount'] }
    expect(await may('showMe', {})).toEqual({ staff: staffOfToday })
    expect(await may('listSections', {})).toEqual({ ...looking, hr: ['hrAccount'], command: ['command'] })
    expect(await may('listStaff', { pageSize: 50 })).toEqual({ ...looking, hr: ['hrAccount'] })
    const shown = await may('showStaffMember', { staffMemberId: 1 })
    expect(shown).toEqual({ ...looking, hr: ['hrAccount'] })
    expect(await may('listTeam', {})).toEqual({ staff: staffOfToday })
    expect(await may('listRoleGrants', { pageSize: 50 })).toEqual({ it, hr })
    const administers = { it, command: ['command'] }
    const grant = { staffNumber: '00000005', role: 'hr' as const, validFrom: '2026-12-01' }
    expect(await may('grantRole', grant)).toEqual(administers)
    expect(await may('revokeRole', { ...grant, validTo: '2027-01-01' })).toEqual(administers)
    expect(await may('setRolePersons', { persons: 1, validFrom: '2026-12-01', reason: '3人の町' })).toEqual({
      command: ['command'],
    })
    // 林 holds the role of HR and heads nothing; an account that serves administration only was made by the machine's owner.
    const second = { it, hr: ['hrAccount'] }
    expect(await may('takeBackRoleConfirmation', { roleGrantId: 1 })).toEqual({ it })
    expect(await may('agreeToRole', { roleGrantId: 1 })).toEqual(second)
    expect(await may('declineRole', { roleGrantId: 1, reason: '聞いていない' })).toEqual(second)
    const account = { loginName: 'kanri', password: 'a-long-first-password', role: 'it' as const }
    expect(await may('createAdministrator', account)).toEqual({ command: ['command'] })
    expect(await may('setFirstPassword', { staffMemberId: 5, password: account.password })).toEqual(administers)
  }),
)

test(
  'who may import, read the journal and keep it, and in which role (INV-S4)',
  inTown(async (town) => {
    expect(await whoMay(town, importAccess)('importWard', { dryRun: true, answers: [], whenAlike: 'ask' })).toEqual({
      hr,
      command: ['command'],
    })
    const may = whoMay(town, journalAccess)
    const anybody = { self: [...staffOfToday, 'hrAccount', 'itAccount'] }
    expect(await may('listLooksAtMe', { pageSize: 50 })).toEqual({ self: staffOfToday })
    expect(await may('listPasswordChanges', {})).toEqual(anybody)
    expect(await may('listJournal', { pageSize: 50 })).toEqual({ it })
    expect(await may('noteExport', { title: '名簿', format: 'csv', rows: 3 })).toEqual(anybody)
    expect(await may('verifyJournal', {})).toEqual({ it, command: ['command'] })
    expect(await may('sealJournal', {})).toEqual({ job: ['job'], command: ['command'] })
    expect(await may('pruneJournal', { years: 5 })).toEqual({ job: ['job'] })
  }),
)

test(
  'the rules that all rooms share mean whom they name, and nobody of whom nothing is known (INV-O4, S1, S2)',
  inTown(async (town) => {
    const { sato, tanaka } = town
    const asked = (rule: (ctx: Ctx) => ActsAs | Promise<ActsAs>) => {
      const access: Access<typeof people> = { ...peopleAccess, showMe: rule }
      return whoMay(town, access)('showMe', {})
    }
    expect(await asked((ctx) => staff(ctx))).toEqual({ staff: staffOfToday })
    expect(await asked((ctx) => self(ctx, sato))).toEqual({ self: ['sato'] })
    expect(await asked((ctx) => hasRole(ctx, 'hr'))).toEqual({ hr })
    expect(await asked((ctx) => hasRole(ctx, 'it'))).toEqual({ it })
    expect(await asked((ctx) => supervises(ctx, sato))).toEqual({ sectionHead: ['tanaka'] })
    expect(await asked((ctx) => supervises(ctx, tanaka))).toEqual({ sectionHead: ['kato'] })
    expect(await asked((ctx) => supervises(ctx, 999))).toEqual({})
    expect(await asked((ctx) => executive(ctx))).toEqual({ executive: ['kato', 'suzuki'] })
    expect(await asked((ctx) => command(ctx))).toEqual({ command: ['command'] })
    expect(await asked((ctx) => job(ctx))).toEqual({ job: ['job'] })
  }),
)
