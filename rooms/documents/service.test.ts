import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { passes } from '#testing/floor.ts'
import { confirmPolicy } from '#testing/own-town.ts'
import { readPdf } from '#testing/pdf.ts'
import { movedAgainst } from '#testing/studied.ts'
import { inTown, type Town } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { documentsCommands } from './commands.ts'
import { documents } from './contract.ts'

const year = { fiscalYear: 2025 }

const enter = ({ as, hayashi }: Town, kpiId: string, numerator: number, denominator: number) =>
  as(hayashi).ask(kpi.recordKpiActual, { kpiId, numerator, denominator, asOf: '2025-10-01' })

/** Everybody but 上田 has passed nothing; two values come from surveys on paper; one decision was made. */
async function closed(town: Town): Promise<void> {
  const { as, hayashi, mori } = town
  await passes(town, town.ueda, '2026-02-10')
  await enter(town, 'kpi-pride', 642, 1000)
  await enter(town, 'kpi-at-ease', 2, 1000)
  await movedAgainst(town)
  await closesYear({ as }, 2025, '夕方の回を増やした。')
  const decides = (subject: string, decision: 'improve' | 'continue', cause: string, changes = '') =>
    as(hayashi).ask(pdca.decide, { ...year, subject, decision, cause, changes, owner: mori, dueOn: '2027-03-31' })
  await decides('ict-training', 'improve', '窓口の職員が日程を選べない')
  await decides('kpi-ict-floor', 'continue', '夜の回で学んだ人が多い', '早朝の回も設ける')
  await decides('ict-training-held', 'improve', '会場が足りない', '区民の集会所でも開く')
}

/** What was frozen, past every service of ours. */
function frozenIn({ sql }: Pick<Town, 'sql'>) {
  return sql<{ id: string; numerator: number | null; denominator: number | null; name: string; unit: string }>(
    `select kpi as id, numerator::float, denominator::float, contract ->> 'name' as name, contract ->> 'unit' as unit
     from kpi_frozen where fiscal_year = 2025 order by kpi`,
  )
}

type Ask = ReturnType<Town['as']>['ask']
const fileOf = async (
  ask: Ask,
  kind: 'sheet' | 'model' | 'council' | 'public',
  format: 'pdf' | 'html' | 'xlsx' | 'csv',
  number?: number,
) => {
  const file = await ask(documents.showDocumentFile, { ...year, kind, format, ...(number ? { number } : {}) })
  return { ...file, bytes: Buffer.from(file.base64, 'base64') }
}
const kindOf = async (ask: Ask, kind: string) =>
  (await ask(documents.listDocuments, year)).kinds.find((one) => one.kind === kind)!

test(
  'the sheet, the model and the council’s paper hold the frozen numbers in every format, whatever the records say by now (INV-F4, L8)',
  inTown(async (town) => {
    await closed(town)
    await passes(town, town.mori, '2026-03-01')
    const { ask } = town.as('kato')
    const frozen = await frozenIn(town)
    const shares = frozen.filter(({ numerator, denominator }) => numerator !== null && denominator)
    expect(shares.filter(({ numerator }) => numerator !== 0).map(({ id, numerator }) => [id, numerator])).toEqual([
      ['kpi-at-ease', 2],
      ['kpi-ict-floor', 1],
      ['kpi-pride', 642],
    ])
    for (const kind of ['sheet', 'model', 'council'] as const) {
      const pdf = await readPdf((await fileOf(ask, kind, 'pdf')).bytes)
      const html = (await fileOf(ask, kind, 'html')).bytes.toString()
      expect([pdf.isUniversal, pdf.language]).toEqual([true, 'ja-JP'])
      expect([pdf.text.includes('発行前の案'), pdf.text.includes('サンプル値')]).toEqual([true, true])
      for (const { name, numerator, denominator } of shares) {
        const counts = `(${numerator!.toLocaleString('ja')} / ${denominator!.toLocaleString('ja')})`
        expect(pdf.text, `${kind} ${name}`).toContain(counts.replaceAll(' ', ''))
        expect(pdf.text).toContain(name.replace(/\s/g, ''))
        expect(html, `${kind} ${name}`).toContain(counts)
      }
      const book = (await fileOf(ask, kind, 'xlsx')).bytes
      const [header, ...rows] = (await readSheet(book, 'データ')) as (string | number | null)[][]
      const csv = parse((await fileOf(ask, kind, 'csv')).bytes, { bom: true }) as string[][]
      expect(csv[0]).toEqual(header)
      const at = (name: string) => header!.indexOf(name)
      const told = rows.map((row) => ({
        id: row[at('指標ID')],
        numerator: row[at('分子')],
        denominator: row[at('分母')],
      }))
      expect(told.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))).toEqual(
        frozen.map(({ id, numerator, denominator }) => ({ id, numerator, denominator })),
      )
      expect(csv.slice(1).map((row) => row[at('分子')])).toEqual(rows.map((row) => String(row[at('分子')] ?? '')))
    }
    const sheet = await readPdf((await fileOf(ask, 'sheet', 'pdf')).bytes)
    for (const said of ['夕方の回を増やした。', '窓口の職員が日程を選べない', '改善', '窓口係'])
      expect(sheet.text).toContain(said)
    expect(sheet.text).not.toContain('森千夏')
    // Why there is no value, and what is answered to an arrow that had moved the other way; both for the council too.
    for (const text of [sheet.text, (await readPdf((await fileOf(ask, 'council', 'pdf')).bytes)).text])
      for (const said of ['この年度は測っていない', '様子を見る', 'もう一年見る']) expect(text).toContain(said)
    // As in the national sheets cause and direction stand with the indicator: with what was decided about it, or about what it measures.
    const columns = ['目標', '実績', '達成度', '要因', '今後の方向性']
    const inBook = async (name: string, first: string) => {
      const [header, ...rows] = (await readSheet((await fileOf(ask, 'sheet', 'xlsx')).bytes, name)) as string[][]
      const row = rows.find(([cell]) => cell === first)
      return columns.map((column) => row?.[header!.indexOf(column)])
    }
    const ofFloor = ['夜の回で学んだ人が多い', '継続: 早朝の回も設ける']
    const ofTraining = ['会場が足りない', '改善: 区民の集会所でも開く']
    expect(await inBook('成果指標', 'ICTの一定水準に達した職員の割合')).toEqual([60, 8.3, '—', ...ofFloor])
    expect((await inBook('活動指標', '研修を受けた職員の数')).slice(-2)).toEqual(ofTraining)
    const html = (await fileOf(ask, 'sheet', 'html')).bytes.toString()
    for (const [cause, direction] of [ofFloor, ofTraining])
      expect(html).toContain(`<td>${cause}</td><td>${direction}</td></tr>`)
    for (const said of [...ofFloor, ...ofTraining]) expect(sheet.text).toContain(said.replace(/\s/g, ''))
    // The mark is the year's: what is compared later changes no document of it.
    const crosses = async () =>
      (await fileOf(ask, 'model', 'html')).bytes.toString().split('stroke="#b00020"').length - 1
    expect(await crosses()).toBe(2)
    await town.sql('delete from arrow_comparison')
    expect(await crosses()).toBe(2)
    const model = await readPdf((await fileOf(ask, 'model', 'pdf')).bytes)
    expect(model).toMatchObject({ pages: 1, size: [420, 297] })
  }),
)

test(
  'a document holds the values of its own year alone, also where the year before was closed',
  inTown(async (town) => {
    await closesYear(town, 2024)
    await closesYear(town, 2025)
    const { bytes } = await fileOf(town.as('hayashi').ask, 'sheet', 'csv')
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
    expect(new Set(rows.map((row) => row.年度))).toEqual(new Set(['2025']))
    expect(rows.length).toBe((await frozenIn(town)).length)
  }),
)

test(
  'of a year that is open there is no document, and of samples none for the public; nothing is written (INV-D1)',
  inTown(async (town) => {
    const folder = await mkdtemp(join(tmpdir(), 'hagukumi-documents-'))
    const write = (...args: string[]) =>
      typed(documentsCommands, ['document', 'review', ...args], 'ja', town.asCommand.ask as never)
    const asked = (kind: string, format: string) => [
      ...['--year', '2025', '--kind', kind, '--format', format, '--out', join(folder, `${kind}.${format}`)],
    ]
    try {
      for (const kind of ['sheet', 'public'])
        expect(await write(...asked(kind, 'pdf'))).toMatchObject({ code: 1, err: /year_open/ })
      await closed(town)
      for (const format of ['pdf', 'csv']) {
        expect(await write(...asked('public', format))).toMatchObject({
          code: 1,
          err: expect.stringContaining('sample_not_public'),
        })
      }
      const { as } = town
      const { kinds } = await as('hayashi').ask(documents.listDocuments, year)
      expect(kinds.map(({ kind, mayBeMade }) => [kind, mayBeMade])).toEqual([
        ['sheet', true],
        ['model', true],
        ['council', true],
        ['public', false],
      ])
      const seen = (await kindOf(as('hayashi').ask, 'public')).version
      await expect(as('hayashi').ask(documents.issueDocument, { ...year, kind: 'public', seen })).rejects.toThrow(
        'sample_not_public',
      )
      const open = { fiscalYear: 2026, kind: 'sheet' as const }
      await expect(as('hayashi').ask(documents.listDocuments, open as never)).rejects.toThrow()
      await expect(as('hayashi').ask(documents.listDocuments, { fiscalYear: 2026 })).rejects.toThrow('year_open')
      await expect(as('hayashi').ask(documents.issueDocument, open)).rejects.toThrow('year_open')
      await expect(as('hayashi').ask(documents.showDocumentFile, { ...open, format: 'pdf' })).rejects.toThrow(
        'year_open',
      )
      await expect(as('hayashi').ask(documents.writeDocument, { ...open, texts: [] })).rejects.toThrow('year_open')
      await expect(fileOf(as('hayashi').ask, 'sheet', 'pdf', 1)).rejects.toThrow('no_such_document')
      expect(await readdir(folder)).toEqual([])
      expect((await write(...asked('sheet', 'docx'))).code).toBe(2)
      expect((await write('--kind', 'sheet', '--format', 'pdf', '--out', join(folder, 'x'))).code).toBe(2)
      expect(await write(...asked('sheet', 'csv'))).toMatchObject({ code: 0 })
      expect((await readdir(folder)).toSorted()).toEqual(['sheet.csv', 'sheet.csv-metadata.json'])
      const { tableSchema } = JSON.parse(await readFile(join(folder, 'sheet.csv-metadata.json'), 'utf8'))
      const [header] = parse(await readFile(join(folder, 'sheet.csv')), { bom: true }) as string[][]
      expect(tableSchema.columns.map(({ titles }: { titles: string }) => titles)).toEqual(header)
      const typeOf = (title: string) =>
        tableSchema.columns.find(({ titles }: { titles: string }) => titles === title).datatype
      expect([typeOf('年度'), typeOf('秘匿')]).toEqual(['integer', { base: 'boolean', format: '1|0' }])
    } finally {
      await rm(folder, { recursive: true })
    }
  }),
)

test(
  'the public’s paper tells no value about one to four people, in no format, and everything else as it was frozen (INV-A2, A3)',
  inTown(async (town) => {
    await confirmPolicy(town)
    await closed(town)
    const { ask } = town.as('hayashi')
    const csv = parse((await fileOf(ask, 'public', 'csv')).bytes, { bom: true, columns: true }) as Record<
      string,
      string
    >[]
    const told = (id: string) => csv.filter((row) => row.指標ID === id && row.所属 === '全体')
    expect(told('kpi-pride')).toMatchObject([{ 分子: '642', 分母: '1000', 値: '64.2', 秘匿: '0', サンプル値: '0' }])
    for (const id of ['kpi-ict-floor', 'kpi-at-ease']) {
      expect(told(id)).toMatchObject([
        { 分子: '', 分母: '', 値: '', 達成度: '', 達成状況: '', 確定時の分子: '', 秘匿: '1' },
      ])
    }
    const pdf = await readPdf((await fileOf(ask, 'public', 'pdf')).bytes)
    const html = (await fileOf(ask, 'public', 'html')).bytes.toString()
    for (const text of [pdf.text, html.replace(/\s/g, '')]) {
      expect(text).toContain('64.2%(642/1,000)')
      expect(text).toContain('秘匿')
      expect(text).not.toMatch(/\(2\/1,000\)|\(1\/12\)|サンプル値を含/)
    }
    expect(html).toContain('値の分母。割合でない指標では空')
  }),
)

test(
  'by section the public’s paper tells what counts people, and nothing that counts records, of which one person may have many (INV-A2)',
  inTown(async (town) => {
    await confirmPolicy(town)
    await closed(town)
    const sections = ['10', '20'].map((sectionCode) => ({ sectionCode, numerator: 40, denominator: 60 }))
    await town.sql('alter table kpi_frozen disable trigger user')
    await town.sql(
      `update kpi_frozen set numerator = 80, denominator = 120, composition = jsonb_set(composition, '{sections}', $1)
       where contract ->> 'measure' in ('literacy.shareAtFloor', 'training.approvalsWithCover')`,
      [JSON.stringify(sections)],
    )
    const { bytes } = await fileOf(town.as('hayashi').ask, 'public', 'csv')
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
    const told = rows.filter(({ 所属, 分母 }) => 所属 !== '全体' && 分母 !== '')
    expect(told.map((row) => [row.指標ID, row.所属, row.分子, row.分母])).toEqual([
      ['kpi-ict-floor', '区民生活部', '40', '60'],
      ['kpi-ict-floor', '総務部', '40', '60'],
    ])
    expect(rows.filter((row) => row.所属 === '全体' && row.分母 === '120').length).toBe(2)
  }),
)

test(
  'an issued document keeps its bytes and its digest; what is restated later shows on it, and stands in the next one (INV-F4)',
  inTown(async (town) => {
    const { as, sql, hayashi } = town
    await confirmPolicy(town)
    await closed(town)
    const { ask } = as(hayashi)
    const issue = async () =>
      await ask(documents.issueDocument, { ...year, kind: 'sheet', seen: (await kindOf(ask, 'sheet')).version })
    expect(await issue()).toEqual({ number: 1, issuedOn: '2026-11-22' })
    const all = async (number: number) =>
      await Promise.all((['pdf', 'html', 'xlsx', 'csv'] as const).map((format) => fileOf(ask, 'sheet', format, number)))
    const first = await all(1)
    expect(first.map(({ fileName }) => fileName)).toEqual(
      ['pdf', 'html', 'xlsx', 'csv'].map((format) => expect.stringContaining(`_評価シート_第1版.${format}`)),
    )
    expect((await fileOf(ask, 'sheet', 'csv')).fileName).toContain('_評価シート_案.csv')
    expect((await kindOf(ask, 'public')).mayBeMade).toBe(true)
    expect((await kindOf(ask, 'sheet')).issued[0]).toMatchObject({ number: 1, restatedSince: [] })
    await passes(town, town.mori, '2026-03-01')
    await ask(pdca.restate, { ...year, id: 'kpi-ict-floor', reason: '3月の合格者の登録もれ' })
    expect(await all(1)).toEqual(first)
    const [issued] = (await kindOf(ask, 'sheet')).issued
    expect(issued?.restatedSince).toEqual([
      {
        ...{ id: 'kpi-ict-floor', name: 'ICTの一定水準に達した職員の割合', unit: '%', on: '2026-11-22' },
        ...{ before: { numerator: 1, denominator: 12 }, after: { numerator: 2, denominator: 12 } },
        reason: '3月の合格者の登録もれ',
      },
    ])
    for (const { bytes, sha256, fileName } of first) {
      expect(createHash('sha256').update(bytes).digest('hex'), fileName).toBe(sha256)
    }
    const stored = await sql<{ sha256: string }>(
      `select encode(sha256(bytes), 'hex') as sha256 from document_file where format <> 'json' order by format`,
    )
    expect(issued?.files.map(({ sha256 }) => sha256)).toEqual(stored.map(({ sha256 }) => sha256))
    expect(await issue()).toMatchObject({ number: 2 })
    const second = await readPdf((await fileOf(ask, 'sheet', 'pdf', 2)).bytes)
    expect(second.text).toMatch(/8\.3%\(1\/12\).*16\.7%\(2\/12\)|16\.7%\(2\/12\)訂正あり/)
    expect(second.text).toContain('訂正あり')
    expect((await readPdf(first[0]!.bytes)).text).not.toContain('訂正あり')
    const listed = await kindOf(ask, 'sheet')
    expect(listed.issued.map(({ number, restatedSince }) => [number, restatedSince.length])).toEqual([
      [2, 0],
      [1, 1],
    ])
    await expect(sql(`update document_file set sha256 = ''`)).rejects.toThrow('read-only')
    await expect(sql(`delete from document_issue`)).rejects.toThrow('read-only')
    const { out, err } = await typed(
      documentsCommands,
      ['document', 'review', '--year', '2025', '--kind', 'sheet', '--format', 'html', '--out', '/dev/null', '--json'],
      'ja',
      town.asCommand.ask as never,
    )
    expect([JSON.parse(out).number, err]).toEqual([2, ''])
  }),
)

test(
  'the words of a document are HR’s until it is issued; of two who write or issue at once the second is told, and a letter that cannot be printed is named',
  inTown(async (town) => {
    await closed(town)
    const { ask } = town.as('hayashi')
    const { version, texts } = await kindOf(ask, 'sheet')
    expect(texts.map(({ part, text }) => [part, text])).toEqual([
      ['purpose', expect.stringContaining('。')],
      ['assessment', '夕方の回を増やした。'],
      ['direction', ''],
    ])
    const write = (text: string, seen: string, part = 'direction') =>
      ask(documents.writeDocument, { ...year, kind: 'sheet', seen, texts: [{ part, text }] })
    await expect(write('あ', version, 'value')).rejects.toThrow('no_such_part')
    const model = await kindOf(ask, 'model')
    const long = {
      ...year,
      kind: 'model' as const,
      seen: model.version,
      texts: [{ part: 'note', text: 'あ'.repeat(241) }],
    }
    await expect(ask(documents.writeDocument, long)).rejects.toThrow('too_long')
    const both = await Promise.allSettled([write('早朝の回も設ける。', version), write('外字\ue000を使う', version)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(write('見ていない', version)).rejects.toThrow('changed_meanwhile')
    const issue = (seen: string) => ask(documents.issueDocument, { ...year, kind: 'sheet', seen })
    await expect(issue(version)).rejects.toThrow('changed_meanwhile')
    const unprintable = await write('外字\ue000と😀を使う', (await kindOf(ask, 'sheet')).version)
    await expect(issue(unprintable.version)).rejects.toMatchObject({
      code: 'no_glyph',
      values: { characters: expect.stringContaining('😀(U+1F600)') },
    })
    await expect(fileOf(ask, 'sheet', 'pdf')).rejects.toThrow('no_glyph')
    expect((await fileOf(ask, 'sheet', 'html')).bytes.toString()).toContain('外字\ue000と😀を使う')
    expect(await town.sql('select from document_issue')).toEqual([])
    const last = await write('早朝の回も設ける。', unprintable.version)
    const issues = await Promise.allSettled([issue(last.version), issue(last.version)])
    expect(issues.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await readPdf((await fileOf(ask, 'sheet', 'pdf', 1)).bytes)).text).toContain('早朝の回も設ける。')
    // Both have printed and wait with what they have read: the second of them still learns of the first.
    await town.sql(`select pg_advisory_lock(hashtextextended('documents 2025 ' || current_schema(), 0))`)
    const waiting = () =>
      town.sql(`select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`)
    const again = Promise.allSettled([issue(last.version), issue(last.version)])
    while ((await waiting()).length < 2) await setTimeout(20)
    await town.sql('select pg_advisory_unlock_all()')
    const told = (await again).map((one) => (one.status === 'fulfilled' ? one.value.number : one.reason.code))
    expect(told.toSorted()).toEqual([2, 'changed_meanwhile'])
    // Executives read what is being written, and write nothing.
    const { kinds, may } = await town.as('kato').ask(documents.listDocuments, year)
    expect([kinds.length, may]).toEqual([4, []])
  }),
)
