import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { documentsAccess } from './access.ts'

test(
  'who may read the documents of a year, write in them and issue them, and in which role',
  inTown(async (town) => {
    const may = whoMay(town, documentsAccess)
    const hr = ['hayashi', 'hrAccount']
    const readers = { hr, executive: ['kato', 'suzuki'], command: ['command'] }
    const ofKind = { fiscalYear: 2025, kind: 'sheet' as const }
    expect(await may('listDocuments', { fiscalYear: 2025 })).toEqual(readers)
    expect(await may('showDocumentFile', { ...ofKind, format: 'pdf' })).toEqual(readers)
    expect(await may('writeDocument', { ...ofKind, texts: [] })).toEqual({ hr })
    expect(await may('issueDocument', ofKind)).toEqual({ hr })
  }),
)
