import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { policy } from './contract.ts'
import { standingOfReviews, wordsOfReviews } from './noticed.service.ts'

const hoshino = readFileSync(new URL('../../policy/examples/hoshino.yaml', import.meta.url), 'utf8')

test(
  'HR is reminded in time of the day by which the policy is to be reviewed, until another edition names another day',
  inTown(async (town) => {
    const { asCommand, hayashi, sato } = town
    const on = (today: string, things?: readonly number[]) =>
      within(town, (ctx) => standingOfReviews(ctx, { policyReview: 60 }, things), { today })
    // The policy of this town names no day.
    expect(await on('2027-12-01')).toEqual([])
    const loaded = await asCommand.ask(policy.loadPolicy, { text: hoshino, publishFrom: '2026-12-01' })
    const thing = loaded.policyEditionId
    const standing = {
      kind: 'policyReviewDue',
      receiver: hayashi,
      thing,
      fact: 'review 2027-09-30',
      dueOn: '2027-09-30',
    }
    expect([await on('2027-07-31'), await on('2027-08-01')]).toEqual([[], [standing]])
    expect([await on('2028-01-01', [thing]), await on('2028-01-01', [thing + 1])]).toEqual([[standing], []])
    const words = (receiver: number) =>
      within(town, (ctx) => wordsOfReviews(ctx, receiver, [standing, { ...standing, thing: 1 }]), {
        today: '2027-08-01',
      })
    expect(await words(hayashi)).toEqual([
      { values: { date: '令和9年9月30日', by: '(見直すのは、人材育成推進会議)' }, to: '/admin/policy/drafts' },
      undefined,
    ])
    expect(await words(sato)).toEqual([undefined, undefined])
    const later = hoshino.replace('令和8年度版', '令和9年度版').replace('令和9年9月30日', '令和11年9月30日')
    await asCommand.ask(policy.loadPolicy, { text: later, publishFrom: '2027-09-01' })
    expect(await on('2027-09-02')).toEqual([])
  }),
)
