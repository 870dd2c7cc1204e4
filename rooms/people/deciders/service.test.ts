import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { within } from '#testing/within.ts'
import { decidersOf } from '../service.ts'
import { decidersAccess } from './access.ts'
import { deciders } from './contract.ts'

const mayor = { sectionCode: '20', postTitle: '総務部長', validFrom: '2026-11-22' }

test(
  'HR names a post for a part of the town or for all of it, from a day on; the one before ends then, and whoever holds it is who holds it that day',
  inTown(async (town) => {
    const { as, on, sql, suzuki } = town
    const posts = async () =>
      (await as('hayashi').ask(deciders.listDeciderPosts, {})).posts.map(
        ({ forSection, postTitle, validFrom, validTo, state, holders }) =>
          [forSection?.name ?? '全体', postTitle, validFrom, validTo, state, ...holders.map(({ name }) => name)].join(
            ' ',
          ),
      )
    expect(await posts()).toEqual([])
    const { deciderPostId } = await as('hayashi').ask(deciders.nameDeciderPost, mayor)
    const manager = { forSection: '1010', sectionCode: '2010', postTitle: '人事課長', validFrom: '2026-12-01' }
    await as('hayashi').ask(deciders.nameDeciderPost, manager)
    expect(await posts()).toEqual([
      '全体 総務部長 2026-11-22  held 鈴木 恵',
      '戸籍住民課 人事課長 2026-12-01  coming 井上 誠',
    ])
    await as('hayashi').ask(deciders.nameDeciderPost, {
      ...mayor,
      sectionCode: '10',
      postTitle: '区民生活部長',
      validFrom: '2027-04-01',
    })
    on('2027-04-01')
    expect(await posts()).toEqual([
      '全体 区民生活部長 2027-04-01  held 加藤 明',
      '戸籍住民課 人事課長 2026-12-01  held 井上 誠',
      '全体 総務部長 2026-11-22 2027-04-01 over 鈴木 恵',
    ])
    const [held] = (await as('hayashi').ask(deciders.listDeciderPosts, {})).posts
    await as('hayashi').ask(deciders.endDeciderPost, { deciderPostId: held!.deciderPostId, validTo: '2027-05-01' })
    await sql(`update assignment set valid_to = '2027-04-01' where staff_member_id = $1`, [suzuki])
    on('2027-05-01')
    expect((await posts()).at(-1)).toBe('全体 総務部長 2026-11-22 2027-04-01 over')
    // What has ended stays as it was.
    const end = as('hayashi').ask(deciders.endDeciderPost, { deciderPostId, validTo: '2027-06-01' })
    await expect(end).rejects.toThrow('no_such_decider_post')
  }),
)

test(
  'who holds the post twice, as their own and as a concurrent one, is one person: on the page, and where they decide (INV-O4)',
  inTown(async (town) => {
    const { as, sql, suzuki, tanaka } = town
    await as('hayashi').ask(deciders.nameDeciderPost, mayor)
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       select staff_member_id, staff_number, section_code, grade, post_title, 'concurrent', false, '2026-04-01'
       from assignment where staff_member_id = $1 and post_title = '総務部長'`,
      [suzuki],
    )
    const [post] = (await as('hayashi').ask(deciders.listDeciderPosts, {})).posts
    expect(post!.holders.map(({ name }) => name)).toEqual(['鈴木 恵'])
    await sql('update assignment set is_head = false')
    const who = await within(town, (ctx) => decidersOf(ctx, [tanaka]), { today: '2026-11-22' })
    expect(who(tanaka)).toMatchObject({ as: 'namedPost', who: [suzuki] })
  }),
)

test(
  'a section or post that is not there that day, a day that has passed, and one that begins later are told apart; only HR may',
  inTown(async (town) => {
    const { as } = town
    const name = (change: object) => as('hayashi').ask(deciders.nameDeciderPost, { ...mayor, ...change })
    await expect(name({ sectionCode: '99' })).rejects.toThrow('no_such_section')
    await expect(name({ forSection: '99' })).rejects.toThrow('no_such_section')
    await expect(name({ postTitle: '市長' })).rejects.toThrow('no_such_post')
    await expect(name({ validFrom: '2026-11-21' })).rejects.toThrow('day_has_passed')
    const { deciderPostId } = await name({ validFrom: '2026-12-01' })
    await expect(name({})).rejects.toThrow('named_for_later')
    const end = (validTo: string) => as('hayashi').ask(deciders.endDeciderPost, { deciderPostId, validTo })
    await expect(end('2026-11-21')).rejects.toThrow('day_has_passed')
    // Ended before its first day it never holds, and another may be named.
    await end('2026-11-22')
    // Taken back on its day, while no other was named for one of its days.
    const takeBack = (id: number) => as('hayashi').ask(deciders.takeBackDeciderPostEnd, { deciderPostId: id })
    await takeBack(deciderPostId)
    const [again] = (await as('hayashi').ask(deciders.listDeciderPosts, {})).posts
    expect(again).toMatchObject({ deciderPostId, state: 'coming', validTo: null })
    await expect(takeBack(deciderPostId)).rejects.toThrow('acted_on_meanwhile')
    await end('2026-11-22')
    await name({})
    await expect(takeBack(deciderPostId)).rejects.toThrow('acted_on_meanwhile')
    const may = whoMay(town, decidersAccess)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    expect(await may('listDeciderPosts', {})).toEqual(hr)
    expect(await may('nameDeciderPost', mayor)).toEqual(hr)
    expect(await may('endDeciderPost', { deciderPostId, validTo: '2026-12-01' })).toEqual(hr)
    expect(await may('takeBackDeciderPostEnd', { deciderPostId })).toEqual(hr)
  }),
)
