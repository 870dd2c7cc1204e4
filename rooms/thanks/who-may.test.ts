import { expect, test } from 'vitest'
import { pleased, thanked } from '#testing/thanks.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { thanksAccess } from './access.ts'
import { thanks } from './contract.ts'

test(
  'who may write, read, report and judge thank-yous, and in which role (INV-S1)',
  inTown(async (town) => {
    const may = whoMay(town, thanksAccess)
    const all = { staff: staffOfToday }
    expect(await may('showThanksForm', {})).toEqual(all)
    expect(await may('writeThanks', { ...pleased, staffMemberId: town.ueda })).toEqual(all)
    expect(await may('listThanks', { list: 'town', pageSize: 20 })).toEqual(all)
    const toOne = { thankYouId: await thanked(town, 'hayashi', 'ueda') }
    const toHead = { thankYouId: await thanked(town, 'sato', 'ueda', { isShownToHead: true }) }
    const toAll = { thankYouId: await thanked(town, 'sato', 'ueda', { isPublic: true }) }
    const words = { words: 'ありがとう' }
    expect(await may('correctThanks', { ...toOne, ...words })).toEqual({ author: ['hayashi'] })
    expect(await may('takeBackThanks', toAll)).toEqual({ author: ['sato'] })
    expect(await may('hideThanks', { ...toAll, isHidden: true })).toEqual({ self: ['ueda'] })
    const reason = 'からかい'
    expect(await may('reportThanks', { ...toOne, reason })).toEqual({ reader: ['ueda'] })
    expect(await may('reportThanks', { ...toHead, reason })).toEqual({ reader: ['tanaka', 'ueda'] })
    expect(await may('reportThanks', { ...toAll, reason })).toEqual({
      reader: staffOfToday.filter((name) => name !== 'sato'),
    })
    const hr = { hr: ['hayashi', 'hrAccount'] }
    expect(await may('listReportedThanks', {})).toEqual(hr)
    expect(await may('removeThanks', { ...toAll, reason })).toEqual(hr)
    // Nobody judges what they wrote.
    expect(await may('removeThanks', { ...toOne, reason })).toEqual({ hr: ['hrAccount'] })
    expect(await may('keepThanks', { ...toOne, reason })).toEqual({ hr: ['hrAccount'] })
    expect(await may('showThanksTotals', {})).toEqual({ executive: ['kato', 'suzuki'], ...hr })
    expect(await may('importThanks', { rows: [] })).toEqual({ command: ['command'] })
    await town.as('ueda').ask(thanks.hideThanks, { ...toAll, isHidden: true })
    expect(await may('reportThanks', { ...toAll, reason })).toEqual({ reader: ['ueda'] })
  }),
)
