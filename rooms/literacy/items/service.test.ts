import { expect, test } from 'vitest'
import { packed } from '#platform/files/pack.ts'
import { inTown, type Town } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { itemsAccess } from './access.ts'
import { items } from './contract.ts'

const item = {
  ...{ code: 'sec-01', kind: 'single', field: 'security', skill: 'information-security', level: 1, isSample: false },
  ...{ stem: '離席するときは?', explanation: '人に見せないため。' },
  body: { choices: ['そのままにする', '画面をロックする', '電源を切る'], right: [2] },
} as const
const wanted = (change: object = {}) => ({ ...structuredClone(item), ...change }) as never

const base64 = (text: string | Uint8Array) => Buffer.from(text as string).toString('base64')
const HEAD = '番号,形式,領域,スキル,水準,問題文,選択肢A,選択肢B,選択肢C,正答,許容差,単位,解説'
const csvOf = (...rows: string[]) => ({ name: 'items.csv', base64: base64([HEAD, ...rows, ''].join('\n')) })
const bring = ({ as }: Town, file: { name: string; base64: string }, dryRun = false) =>
  as('hayashi').ask(items.importItems, { file, dryRun })

test(
  'HR writes an item, finds it however typed, gives it a new version from the one that was seen, and ends its use (INV-D5)',
  inTown(async (town) => {
    const { as, sql } = town
    const hr = as('hayashi')
    const { itemId } = await hr.ask(items.saveItem, { item: wanted() })
    const show = () => hr.ask(items.showItem, { itemId })
    const first = await show()
    expect(first.item).toEqual(item)
    const codes = async (input: object) => (await hr.ask(items.listItems, input)).items.map(({ code }) => code)
    expect(await codes({ q: 'ろっく' })).toEqual(['sec-01'])
    expect(await codes({ q: '？？' })).toEqual([])
    expect(await codes({ kind: 'text' })).toEqual([])
    expect(await codes({ field: 'security', level: 1 })).toEqual(['sec-01'])
    expect(await codes({ skill: 'information-security', origin: 'own' })).toEqual(['sec-01'])
    expect([await codes({ skill: 'data-use' }), await codes({ origin: 'sample' })]).toEqual([[], []])
    const changed = wanted({ explanation: '席を立つ間に、人が見たり操作したりするのを防ぐため。' })
    const save = (seen: string | undefined, said = changed) => hr.ask(items.saveItem, { itemId, item: said, seen })
    // Two at one moment from one version: one is stored.
    const both = await Promise.all(
      [first.version, first.version].map((seen, place) =>
        save(seen, wanted({ explanation: `理由${place}` })).then(
          () => 'done',
          ({ code }) => code,
        ),
      ),
    )
    expect(both.toSorted()).toEqual(['changed_meanwhile', 'done'])
    await expect(save(first.version)).rejects.toThrow('changed_meanwhile')
    expect(await save((await show()).version)).toEqual({ itemId, number: 3 })
    // The same words again are no new version.
    expect(await save((await show()).version)).toEqual({ itemId, number: 3 })
    const { versions } = await show()
    expect(versions.map(({ number, recordedBy }) => [number, recordedBy])).toEqual(
      [3, 2, 1].map((one) => [one, '林 由佳']),
    )
    expect(await sql('select count(*)::int as n from item_version')).toEqual([{ n: 3 }])
    const other = await hr.ask(items.saveItem, { item: wanted({ code: 'sec-02' }) })
    expect(await codes({ pageSize: 1 })).toEqual(['sec-01'])
    expect(await codes({ pageSize: 1, after: 'sec-01' })).toEqual(['sec-02'])
    await hr.ask(items.retireItem, { itemId: other.itemId, isRetired: true })
    expect([await codes({}), await codes({ state: 'retired' })]).toEqual([['sec-01'], ['sec-02']])
    await hr.ask(items.retireItem, { itemId: other.itemId, isRetired: false })
    expect(await codes({})).toEqual(['sec-01', 'sec-02'])
    const { version } = await hr.ask(items.showItem, { itemId: other.itemId })
    const renamed = { itemId: other.itemId, item: wanted({ code: 'sec-09' }), seen: version }
    expect(await hr.ask(items.saveItem, renamed)).toMatchObject({ itemId: other.itemId })
    expect(await codes({})).toEqual(['sec-01', 'sec-09'])
  }),
)

test(
  'an item that could not be asked, a code that is taken, an unknown skill and a level beyond the policy are refused; only HR may',
  inTown(async (town) => {
    const { as } = town
    const save = (change: object, itemId?: number) =>
      as('hayashi').ask(items.saveItem, { item: wanted(change), itemId })
    await save({})
    await expect(save({ body: { choices: ['あ', 'い'], right: [] }, code: 'x' })).rejects.toThrow('faulty_item')
    await expect(save({ skill: 'juggling', code: 'x' })).rejects.toThrow('unknown_skill')
    await expect(save({ level: 9, code: 'x' })).rejects.toThrow('level_too_high')
    await expect(save({})).rejects.toThrow('code_taken')
    await expect(save({ code: 'x' }, 4711)).rejects.toThrow('no_such_item')
    await expect(as('hayashi').ask(items.showItem, { itemId: 4711 })).rejects.toThrow('no_such_item')
    await expect(as('hayashi').ask(items.retireItem, { itemId: 4711, isRetired: true })).rejects.toThrow('no_such_item')
    const may = whoMay(town, itemsAccess)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    expect(await may('listItems', { state: 'drawn', pageSize: 50 })).toEqual(hr)
    expect(await may('showItem', { itemId: 1 })).toEqual(hr)
    expect(await may('saveItem', { item: wanted() })).toEqual(hr)
    expect(await may('retireItem', { itemId: 1, isRetired: true })).toEqual(hr)
    const both = { ...hr, command: ['command'] }
    expect(await may('importItems', { file: csvOf(), dryRun: true })).toEqual(both)
    expect(await may('exportItems', { format: 'csv' })).toEqual(both)
    await town.sql('update policy_edition set valid_from = null')
    await expect(save({ code: 'x' })).rejects.toThrow('no_policy')
    await expect(bring(town, csvOf('a,記述,,,1,問,,,,はい,,,')))
      .rejects.toThrow('invalid_input')
      .catch(() => undefined)
    await expect(bring(town, csvOf('a,短い記述,,,1,問,,,,はい,,,'))).rejects.toThrow('no_policy')
  }),
)

test(
  'a file comes in whole or not at all, each fault at its place; the same file again changes nothing',
  inTown(async (town) => {
    const good = [
      'a-1,単一選択,情報セキュリティ,,1,問,あ,い,う,B,,,解説',
      'a-2,複数選択,個人情報,,1,"問,い",あ,い,う,"A, C",,,',
      'a-3,並べ替え,表計算,,1,問,あ,い,う,C→A→B,,,',
      'a-4,数値,表計算,data-use,2,"1行目\\n2行目",,,,"1,250.50",0.50,件,',
      'a-5,短い記述,,,1,問,,,,はい|ハ\\|イ,,,',
    ]
    const preview = await bring(town, csvOf(...good), true)
    expect(preview).toMatchObject({ applied: false, items: 5, added: 5, problemCount: 0, format: 'csv' })
    expect(await bring(town, csvOf(...good))).toMatchObject({ applied: true, added: 5 })
    expect(await bring(town, csvOf(...good))).toMatchObject({ applied: true, added: 0, changed: 0, unchanged: 5 })
    const all = (await town.as('hayashi').ask(items.listItems, {})).items
    const bodies = await Promise.all(
      all.map(async ({ itemId }) => (await town.as('hayashi').ask(items.showItem, { itemId })).item),
    )
    expect(bodies.map(({ body }) => body)).toEqual([
      { choices: ['あ', 'い', 'う'], right: [2] },
      { choices: ['あ', 'い', 'う'], right: [1, 3] },
      { choices: ['あ', 'い', 'う'], right: [3, 1, 2] },
      { value: '1250.5', tolerance: '0.5', unit: '件' },
      { accepted: ['はい', 'ハ|イ'] },
    ])
    expect(bodies[3]!.stem).toBe('1行目\n2行目')
    const report = await bring(
      town,
      csvOf(
        'b-1,単一選択,情報セキュリティ,,1,問,あ,い,う,,,,',
        'b-2,単一選択,情報セキュリティ,,1,問,あ,い,う,D,,,',
        'b-1,単一選択,情報セキュリティ,juggling,9,問,あ,い,う,A,,,',
        'b-4,作文,,,1,問,,,,,,,',
      ),
    )
    expect(report).toMatchObject({ applied: false, problemCount: 6 })
    const told = report.problems.map(({ line, item: code, reason }) => `${line} ${code} ${reason}`)
    expect(told).toEqual([
      expect.stringContaining('5 null'),
      '2 b-1 正答がありません。',
      '3 b-2 正答が、選択肢にない記号を指しています。',
      '4 b-1 番号「b-1」がこのファイルに二度あります。',
      '4 b-1 「juggling」は今のスキルピラミッドにないスキルです。',
      '4 b-1 水準は0から4までです(9)。',
    ])
    expect((await town.as('hayashi').ask(items.listItems, {})).total).toBe(5)
  }),
)

const manifest = (
  type: string,
  ...files: string[]
) => `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
  ${files.map((file) => `<resource identifier="${file}" type="${type}" href="${file}"><file href="${file}"/></resource>`).join('')}
  <resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/></resources></manifest>`
const vendor = (identifier: string, declared: string, body: string, more = '') =>
  `<?xml version="1.0"?><!-- made elsewhere --><q:assessmentItem xmlns:q="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:m="http://www.w3.org/1998/Math/MathML"
    identifier="${identifier}" title="t" adaptive="false" timeDependent="false">${declared}<q:itemBody>${body}</q:itemBody>${more}</q:assessmentItem>`
const response = (cardinality: string, baseType: string, inner: string) =>
  `<q:responseDeclaration identifier="R1" cardinality="${cardinality}" baseType="${baseType}">${inner}</q:responseDeclaration>`
const correct = (...values: string[]) =>
  `<q:correctResponse>${values.map((value) => `<q:value>${value}</q:value>`).join('')}</q:correctResponse>`
const choice = (...ids: string[]) =>
  `<q:choiceInteraction responseIdentifier="R1" shuffle="true" maxChoices="0"><q:prompt>Which <b>one</b>?</q:prompt>${ids.map((id) => `<q:simpleChoice identifier="${id}">Choice ${id}<q:feedbackInline outcomeIdentifier="F" identifier="${id}" showHide="show">No.</q:feedbackInline></q:simpleChoice>`).join('')}</q:choiceInteraction>`

const foreign: Readonly<Record<string, string>> = {
  'i/single.xml': vendor(
    'single',
    response('single', 'identifier', correct('ChoiceB')),
    `<p>Read  this
     &amp; that.</p>${choice('ChoiceA', 'ChoiceB')}`,
    '<q:modalFeedback outcomeIdentifier="F" identifier="x" showHide="show">Because.</q:modalFeedback>',
  ),
  'i/points.xml': vendor(
    'points',
    response(
      'multiple',
      'identifier',
      '<q:mapping defaultValue="0"><q:mapEntry mapKey="A" mappedValue="1"/><q:mapEntry mapKey="B" mappedValue="-1"/><q:mapEntry mapKey="C" mappedValue="0.5"/></q:mapping>',
    ),
    choice('A', 'B', 'C'),
  ),
  'i/order.xml': vendor(
    'order',
    response('ordered', 'identifier', correct('B', 'A')),
    '<q:orderInteraction responseIdentifier="R1"><q:prompt>In order</q:prompt><q:simpleChoice identifier="A">one</q:simpleChoice><q:simpleChoice identifier="B">two</q:simpleChoice></q:orderInteraction>',
  ),
  'i/gap.xml': vendor(
    'gap',
    response(
      'single',
      'string',
      `${correct('Tokyo')}<q:mapping><q:mapEntry mapKey="東京" mappedValue="1"/></q:mapping>`,
    ),
    '<p>The capital is <q:textEntryInteraction responseIdentifier="R1"/>.</p>',
  ),
  'i/number.xml': vendor(
    'number',
    response('single', 'float', correct('3.5')),
    '<p>How many?</p><p><q:textEntryInteraction responseIdentifier="R1"/></p>',
    '<q:responseProcessing><q:equal toleranceMode="absolute" tolerance="0.1 0.25"/></q:responseProcessing>',
  ),
  'i/match.xml': vendor(
    'match',
    response('multiple', 'directedPair', correct('A B')),
    '<q:matchInteraction responseIdentifier="R1" shuffle="true"/>',
  ),
  'i/picture.xml': vendor(
    'picture',
    response('single', 'identifier', correct('A')),
    `<img src="map.png" alt="map"/>${choice('A', 'B')}`,
  ),
  'i/formula.xml': vendor(
    'formula',
    response('single', 'identifier', correct('A')),
    `<m:math><m:mi>x</m:mi></m:math>${choice('A', 'B')}`,
  ),
  'i/two.xml': vendor('two', response('single', 'identifier', correct('A')), choice('A', 'B') + choice('A', 'B')),
  'i/adaptive.xml': vendor('adaptive', '', choice('A', 'B')).replace('adaptive="false"', 'adaptive="true"'),
  'i/template.xml': vendor('template', '<q:templateDeclaration identifier="n"/>', choice('A', 'B')),
  'i/nothing.xml': vendor('nothing', '', '<p>Read.</p>'),
  'i/name.xml': vendor('1 2', response('single', 'identifier', correct('A')), choice('A', 'B')),
  'i/test.xml': '<assessmentTest xmlns="x" identifier="test"/>',
  'i/essay.xml':
    '<q:qti-assessment-item xmlns:q="x" identifier="essay"><q:qti-item-body><q:qti-extended-text-interaction/></q:qti-item-body></q:qti-assessment-item>',
}
const zipOf = (files: Readonly<Record<string, string>>, listed = Object.keys(files)) => ({
  name: 'package.zip',
  base64: base64(
    packed([
      { path: 'imsmanifest.xml', text: manifest('imsqti_item_xmlv2p1', ...listed) },
      ...Object.entries(files).map(([path, text]) => ({ path, text })),
    ]),
  ),
})

test(
  'of another vendor’s package, QTI 2.1 with prefixes, what is offered comes in and everything else is named with its item',
  inTown(async (town) => {
    const report = await bring(town, zipOf(foreign))
    expect(report).toMatchObject({ applied: true, format: 'qti', items: 5, added: 5, problemCount: 0 })
    expect(report.skipped.map(({ item: code, type }) => `${code} ${type}`)).toEqual([
      'match matchInteraction',
      'picture img',
      'formula math',
      'two choiceInteraction × 2',
      'adaptive adaptive',
      'template template',
      'nothing itemBody',
      '1 2 identifier',
      'test assessmentTest',
      'essay qti-extended-text-interaction',
    ])
    const hr = town.as('hayashi')
    const all = (await hr.ask(items.listItems, {})).items
    const told = await Promise.all(all.map(async ({ itemId }) => (await hr.ask(items.showItem, { itemId })).item))
    expect(
      told.map(({ code, kind, stem, body, explanation, field }) => ({ code, kind, stem, body, explanation, field })),
    ).toEqual([
      {
        code: 'gap',
        kind: 'text',
        stem: 'The capital is ＿＿＿.',
        body: { accepted: ['Tokyo', '東京'] },
        explanation: '',
        field: 'unsorted',
      },
      {
        code: 'number',
        kind: 'numeric',
        stem: 'How many?',
        body: { value: '3.5', tolerance: '0.25', unit: '' },
        explanation: '',
        field: 'unsorted',
      },
      {
        code: 'order',
        kind: 'ordering',
        stem: 'In order',
        body: { choices: ['one', 'two'], right: [2, 1] },
        explanation: '',
        field: 'unsorted',
      },
      {
        code: 'points',
        kind: 'multiple',
        stem: 'Which one?',
        body: { choices: ['Choice A', 'Choice B', 'Choice C'], right: [1, 3] },
        explanation: '',
        field: 'unsorted',
      },
      {
        code: 'single',
        kind: 'single',
        stem: 'Read this & that.\nWhich one?',
        body: { choices: ['Choice ChoiceA', 'Choice ChoiceB'], right: [2] },
        explanation: 'Because.',
        field: 'unsorted',
      },
    ])
  }),
)

test(
  'a package without a right answer, with a broken file or none at all is refused at its place, and nothing comes in',
  inTown(async (town) => {
    const keyless = vendor('keyless', response('single', 'identifier', ''), choice('A', 'B'))
    const report = await bring(
      town,
      zipOf({ 'i/keyless.xml': keyless, 'i/broken.xml': '<a><b></a>', 'i/fine.xml': foreign['i/single.xml']! }, [
        'i/keyless.xml',
        'i/broken.xml',
        'i/fine.xml',
        'i/absent.xml',
      ]),
    )
    expect(report).toMatchObject({ applied: false, problemCount: 3 })
    expect(report.problems.map(({ file, item: code, reason }) => `${file} ${code} ${reason}`)).toEqual([
      'i/broken.xml null XMLとして読めません。',
      'i/absent.xml null パッケージの中にこのファイルがありません。',
      'i/keyless.xml keyless 正答がありません。',
    ])
    const first = async (file: { name: string; base64: string }) => (await bring(town, file)).problems[0]?.reason
    const zip = (files: { path: string; text: string }[]) => ({ name: 'p.zip', base64: base64(packed(files)) })
    expect(await first(zip([{ path: 'a.txt', text: '' }]))).toContain('imsmanifest.xml がありません')
    expect(await first(zip([{ path: 'imsmanifest.xml', text: '<manifest>' }]))).toContain('XMLとして読めません')
    expect(await first(zip([{ path: 'imsmanifest.xml', text: '<manifest/>' }]))).toContain('一つもありません')
    const other = [{ path: 'imsmanifest.xml', text: manifest('imsqti_item_xmlv3p0') }]
    expect(await first(zip(other))).toContain('一つもありません')
    const many = manifest('imsqti_item_xmlv3p0', ...Array.from({ length: 3_001 }, (_, at) => `${at}.xml`))
    expect(await first(zip([{ path: 'imsmanifest.xml', text: many }]))).toContain('多すぎます')
    expect(
      await first({
        name: 'p.zip',
        base64: base64(Buffer.from(packed([{ path: 'imsmanifest.xml', text: many }])).subarray(0, 900)),
      }),
    ).toContain('壊れているか')
    const deep = vendor(
      'deep',
      response('single', 'identifier', correct('A')),
      `${'<div>'.repeat(500)}${choice('A', 'B')}${'</div>'.repeat(500)}`,
    )
    expect(await first(zipOf({ 'deep.xml': deep }))).toContain('XMLとして読めません')
    const large = vendor(
      'large',
      response('single', 'identifier', correct('A')),
      `<p>${'a'.repeat(600_000)}</p>${choice('A', 'B')}`,
    )
    expect(await first(zipOf({ 'large.xml': large }))).toContain('大きすぎます')
    expect((await town.as('hayashi').ask(items.listItems, {})).total).toBe(0)
  }),
)
