import { expect, test } from 'vitest'
import { statement } from '#testing/studied.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { evidenceAccess } from './access.ts'
import { Statement } from './studies.contract.ts'

test(
  'HR asks the records and alone is given rows; executives read what they answered (INV-S1)',
  inTown(async (town) => {
    const may = whoMay(town, evidenceAccess)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    const readers = { ...hr, executive: ['kato', 'suzuki'], command: ['command'] }
    const asked = Statement.parse(statement)
    expect(await may('listStudies', {})).toEqual(readers)
    expect(await may('showStudy', { studyId: 1 })).toEqual(readers)
    expect(await may('showStudyForm', {})).toEqual(hr)
    expect(await may('previewStudy', asked)).toEqual(hr)
    expect(await may('stateStudy', asked)).toEqual({ ...hr, command: ['command'] })
    expect(await may('runStudy', { studyId: 1 })).toEqual({ ...hr, command: ['command'] })
    expect(await may('exportStudyRows', { studyId: 1 })).toEqual({ ...hr, command: ['command'] })
    const ends = { fromNode: 'ict-training-held', toNode: 'ict-floor' }
    expect(await may('listArrows', {})).toEqual({
      ...{ ...hr, command: ['command'] },
      staff: staffOfToday.filter((name) => name !== 'hayashi'),
    })
    expect(await may('showArrow', ends)).toEqual({ ...hr, executive: ['kato', 'suzuki'] })
    expect(await may('compareArrows', {})).toEqual({ ...hr, job: ['job'], command: ['command'] })
    const source = { citation: '文献', population: '職員', people: 100, finding: '差', level: 'controlled' as const }
    expect(await may('addArrowSource', { ...ends, ...source })).toEqual(hr)
    expect(await may('withdrawArrowSource', { arrowSourceId: 1 })).toEqual(hr)
    expect(await may('listContradictions', { fiscalYear: 2025 })).toEqual(readers)
    expect(await may('answerContradiction', { ...ends, fiscalYear: 2025, follows: 'watch', answer: '見直す' })).toEqual(
      hr,
    )
  }),
)
