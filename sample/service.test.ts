import { expect, test } from 'vitest'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { sample } from './contract.ts'

test(
  'a town is settled once: the first start decides, later ones are told (INV-D2)',
  inTown(async ({ asCommand, sql }) => {
    await sql('truncate installation, staff_member, account, policy_edition cascade')
    const starts = await Promise.all([true, false].map((isSample) => asCommand.ask(sample.settleTown, { isSample })))
    const deciding = starts.filter(({ isSample }, index) => isSample === [true, false][index])
    expect(deciding).toHaveLength(1)
    expect(deciding[0]!.isSettled).toEqual({ now: true })
    expect(new Set(starts.map(({ isSample }) => isSample)).size).toBe(1)
  }),
)

test(
  'a town that was used before its first start is a real one, whatever that start wishes (INV-D2)',
  inTown(async ({ asCommand, sql }) => {
    await sql('delete from installation')
    const settled = await asCommand.ask(sample.settleTown, { isSample: true })
    expect(settled).toEqual({ isSample: false, isSettled: { now: true } })
  }),
)

test(
  'a sample that is not whole is work for the next start that wants it, until its people are named',
  inTown(async ({ asCommand, sql }) => {
    await sql('update installation set is_sample = true')
    expect(await asCommand.ask(sample.settleTown, { isSample: true })).toEqual({
      isSample: true,
      isSettled: { now: true },
    })
    expect((await asCommand.ask(sample.settleTown, { isSample: false })).isSettled.now).toBe(false)
    await asCommand.ask(sample.namePersonas, { personas: [{ persona: 'staff', staffNumber: staffNumberOf('sato') }] })
    expect((await asCommand.ask(sample.settleTown, { isSample: true })).isSettled.now).toBe(false)
    expect(await asCommand.ask(sample.showSampleProgress, {})).toMatchObject({ isSample: true, isWhole: true })
  }),
)

test(
  'a real town names no people to try, and nobody but the command line settles a town',
  inTown(async ({ asCommand, as, asGuest, sql }) => {
    const personas = [{ persona: 'staff' as const, staffNumber: staffNumberOf('sato') }]
    await expect(asCommand.ask(sample.namePersonas, { personas })).rejects.toThrow('not_the_sample')
    await sql('update installation set is_sample = true')
    const nobody = [{ persona: 'staff' as const, staffNumber: '99999999' }]
    await expect(asCommand.ask(sample.namePersonas, { personas: nobody })).rejects.toThrow('no_such_persona')
    for (const person of ['sato', 'tanaka', 'hayashi', 'ito', 'kato'] as const) {
      await expect(as(person).ask(sample.settleTown, { isSample: true })).rejects.toThrow('forbidden')
      await expect(as(person).ask(sample.showSampleProgress, {})).rejects.toThrow('forbidden')
      await expect(as(person).ask(sample.namePersonas, { personas })).rejects.toThrow('forbidden')
    }
    await expect(asGuest.ask(sample.settleTown, { isSample: true })).rejects.toThrow('sign_in_needed')
  }),
)

test(
  'before the first start has decided, nothing is told of the sample',
  inTown(async ({ asCommand, sql }) => {
    await sql('delete from installation')
    await expect(asCommand.ask(sample.showSampleProgress, {})).rejects.toThrow('not_settled')
  }),
)
