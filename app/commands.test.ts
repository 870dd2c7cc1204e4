/** The verbs as whoever types them meets them: what they print, and how they end. */
import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCommand } from '#platform/command/run.ts'
import { freshDatabase, type TestDatabase } from '#testing/database.ts'
import { somewhere, sql } from '#testing/embedded.ts'
import { databaseUrl, type Ended, serverProcess, verb } from '#testing/server.ts'
import { typed, typedWhole } from '#testing/verb.ts'
import { drill } from './command/drill.ts'
import { commands } from './commands.ts'
import { root } from './server.ts'

vi.setConfig({ testTimeout: 240_000 })

const shinagawa = join(root, 'policy/shinagawa.yaml')
const SECTIONS =
  '所属コード,所属名,種別,上位所属コード,適用開始日\n10,区民生活部,部,,2020-04-01\n1010,戸籍住民課,課,10,2020-04-01\n'
const STAFF =
  '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日\n00000004,佐藤 はるか,サトウ ハルカ,常勤,事務,2020-04-01\n'
const ASSIGNMENTS =
  '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日\n00000004,1010,1級職,係員,主務,0,2020-04-01\n'

let database: TestDatabase
let folder: string
async function prepare() {
  database = await freshDatabase()
  onTestFinished(database.drop)
  folder = somewhere()
}

/** A verb on this test's database. */
function hagukumi(...args: string[]): Promise<Ended> {
  return typedWhole({ DATABASE_URL: databaseUrl(database.owner) }, ...args)
}

/** With --json: one value on standard output and nothing else. */
async function json(...args: string[]): Promise<{ code: number | null; value: unknown; err: string }> {
  const { code, out, err } = await hagukumi(...args, '--json')
  expect(out.trim().split('\n'), err).toHaveLength(1)
  return { code, value: JSON.parse(out), err }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Rows of every table that the verbs write. */
async function counts() {
  const tables = [
    'policy_edition',
    'staff_member',
    'section_period',
    'assignment',
    'account',
    'role_grant',
    'journal_line',
  ]
  const columns = tables.map((table) => `(select count(*)::int from town.${table}) as ${table}`)
  return (await sql(database.owner, `select ${columns.join(', ')}`))[0]
}

test('the version is told without a database', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(await typedWhole({}, '--version')).toEqual({ code: 0, out: `hagukumi ${version}\n`, err: '' })
  expect(await typedWhole({}, '--version', '--json')).toEqual({ code: 0, out: `{"version":"${version}"}\n`, err: '' })
})

const verbs = commands.map((command) => ({ name: command.words.join(' '), command }))

test('every verb that is promised is there', () => {
  const promised = ['start', 'policy check', 'policy load', 'import', 'sample', 'admin create', 'grant', 'revoke']
  const names = verbs.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...promised, 'journal verify', 'backup', 'restore', 'export']))
  expect(new Set(names).size).toBe(names.length)
})

test.each(verbs)(
  '$name: --help explains it and ends with 0; wrong usage ends with 2 and the usage; neither opens anything',
  async ({ name, command }) => {
    const typed = async (...args: string[]) => {
      const out: string[] = []
      const err: string[] = []
      const openShell = () => expect.unreachable()
      const code = await runCommand([...command.words, ...args], {
        commands,
        language: 'ja',
        say: (line) => void err.push(line),
        print: (line) => void out.push(line),
        sentenceFor: () => '',
        openShell,
      })
      return { code, out: out.join('\n'), err: err.join('\n') }
    }
    const usage = `使い方: hagukumi ${name} ${command.usage}`.trim()
    expect(await typed('--help')).toEqual({ code: 0, err: '', out: `${usage}\n${command.summary.ja}` })
    const tooMany = Array.from({ length: command.names[1] + 1 }, () => 'x')
    for (const args of [['--nonsense'], tooMany]) {
      const wrong = await typed(...args)
      expect(wrong).toMatchObject({ code: 2, out: '' })
      expect(wrong.err).toContain(usage)
    }
    if (command.names[0] > 0) expect((await typed()).code).toBe(2)
  },
)

test('policy check names file, line and column; a faulty policy is not loaded; a good one is loaded once', async () => {
  await prepare()
  const text = readFileSync(shinagawa, 'utf8')
  const line = text.split('\n').findIndex((one) => one.startsWith('  title:')) + 1
  const faulty = file('faulty.yaml', text.replace(/^ {2}title:.*$/m, '  titel: 方針'))
  const [check, checkJson, load, good] = await Promise.all([
    hagukumi('policy', 'check', faulty),
    json('policy', 'check', faulty),
    json('policy', 'load', faulty, '--publish-from', '2026-04-01'),
    json('policy', 'check', shinagawa),
  ])
  expect(check.code).toBe(1)
  expect(check.out).toMatch(new RegExp(`^${faulty}:${line}:\\d+ `, 'm'))
  expect(check.err).toMatch(/[。]/)
  expect(checkJson).toMatchObject({
    code: 1,
    value: { problems: expect.arrayContaining([expect.objectContaining({ line })]) },
  })
  expect(load).toMatchObject({ code: 1, value: { code: 'faulty_policy' } })
  expect(good).toMatchObject({ code: 0, value: { problems: [] } })
  expect(await counts()).toMatchObject({ policy_edition: 0, journal_line: 0 })

  expect(await json('policy', 'load', shinagawa)).toMatchObject({ code: 0, value: { policyEditionId: 1 } })
  const before = await counts()
  expect(await json('policy', 'load', shinagawa)).toMatchObject({ code: 1, value: { code: 'same_edition' } })
  expect(await counts()).toEqual(before)
  const whole = await hagukumi('policy', 'check', join(root, 'policy/examples/mori.yaml'))
  expect(whole).toMatchObject({ code: 0, out: '直すところはありません。\n' })
  const missing = await hagukumi('policy', 'check', join(folder, 'none.yaml'))
  expect(missing).toMatchObject({
    code: 1,
    out: '',
    err: `ファイル ${join(folder, 'none.yaml')} を読めません: 見つかりません。\n`,
  })
})

test('a policy comes back as the very file; what it counts is printed with numerator and denominator, and sections of few people together', async () => {
  await prepare()
  expect(await json('policy', 'export')).toMatchObject({ code: 1, value: { code: 'no_policy' } })
  const noted = file('noted.yaml', `\uFEFF# 覚え書き\r\n${readFileSync(shinagawa, 'utf8').trimEnd()}`)
  const loaded = await hagukumi('policy', 'load', noted, '--publish-from', '2026-04-01')
  expect(loaded.out).toMatch(/^確かめたいところ\([1-9]\d* 件\)\n/)
  const again = file('again.yaml', 'formatVersion: 1\n')
  const told = await json('policy', 'check', again)
  expect(told).toMatchObject({
    code: 1,
    value: {
      problems: expect.arrayContaining([
        { line: 1, column: 1, path: 'policy', code: 'missing', message: '「policy」がありません。' },
      ]),
    },
  })
  await hagukumi('policy', 'load', shinagawa)
  const [listed, out] = [await json('policy', 'list'), join(folder, 'out.yaml')]
  expect(listed.value).toMatchObject([
    { id: 2, from: null, state: 'draft' },
    { id: 1, from: '2026-04-01', to: null, state: 'inForce' },
  ])
  expect(await hagukumi('policy', 'export', '--out', out)).toMatchObject({ code: 0, err: '' })
  expect(readFileSync(out)).toEqual(readFileSync(noted))
  expect((await hagukumi('policy', 'export', '2')).out).toBe(readFileSync(shinagawa, 'utf8'))
  expect(await json('policy', 'export', '3')).toMatchObject({ code: 1, value: { code: 'no_such_edition' } })
  expect(await hagukumi('policy', 'export', '0')).toMatchObject({ code: 2 })
  const [table, package_] = [join(folder, 'framework.csv'), join(folder, 'framework.json')]
  await hagukumi('policy', 'framework', 'export', '--format', 'csv', '--out', table)
  expect(readFileSync(table, 'utf8')).toMatch(/^\ufeff階層ID,階層,/)
  const taken = await json('policy', 'framework', 'export', '--format', 'case', '--edition', '1', '--out', package_)
  expect(taken).toMatchObject({ code: 0, value: { policyEditionId: 1, skills: 14, out: package_ } })
  expect(JSON.parse(readFileSync(package_, 'utf8'))).toMatchObject({ CFDocument: { caseVersion: '1.1' } })
  const brought = await json('policy', 'framework', 'load', package_, '--edition', '第2版')
  expect(brought).toMatchObject({ code: 0, value: { policyEditionId: 3, added: [], changed: [], unchanged: 14 } })
  expect(await json('policy', 'framework', 'load', shinagawa)).toMatchObject({
    ...{ code: 1, value: { code: 'faulty_framework' } },
  })
  expect(await hagukumi('policy', 'framework', 'export', '--format', 'xml', '--out', table)).toMatchObject({ code: 2 })

  const files = { '--sections': SECTIONS, '--staff': STAFF, '--assignments': ASSIGNMENTS }
  await hagukumi('import', ...Object.entries(files).flatMap(([name, text]) => [name, file(`${name}.csv`, text)]))
  const [map, values] = [await json('skills', 'map'), await json('kpi', 'values')]
  const { skills, whole, rows } = map.value as Record<string, { people: number; cells: { unassessed: number }[] }> & {
    skills: unknown[]
    rows: unknown[]
  }
  expect([whole?.people, whole?.cells.length, whole?.cells[0]?.unassessed]).toEqual([1, skills.length, 1])
  expect(rows).toEqual([])
  const floor = (values.value as { id: string }[]).find(({ id }) => id === 'kpi-ict-floor')
  expect(floor).toMatchObject({ measure: 'literacy.shareAtFloor', numerator: null, unit: '%' })
  expect((await hagukumi('kpi', 'values')).out).toContain(
    'kpi-ict-floor\tICTの一定水準に達した職員の割合\t—\t60%\t今年度の値なし\n',
  )
  expect((await hagukumi('skills', 'map', '--as-of', '2099-01-01')).err).toMatch(/。/)
})

test('values of which one row is to be mended are not said to be entered', async () => {
  await prepare()
  await hagukumi('policy', 'load', join(root, 'policy/examples/hoshino.yaml'), '--publish-from', '2026-04-01')
  const rows = (of: string) =>
    file('values.csv', `指標ID,基準日,分子,分母,出どころ・備考\nkpi-overtime,2026-04-30,9,,残業簿\n${of}`)
  const faulty = await hagukumi('kpi', 'import', rows('kpi-applicants,2026-04-30,12,0,応募簿\n'))
  expect(faulty.code).toBe(1)
  expect(faulty.err).toContain('直すところが1か所あります。何も登録していません。')
  expect(faulty.out).toContain('分母が0では、割合になりません')
  expect(faulty.out).not.toContain('登録1件')
  const good = await hagukumi('kpi', 'import', rows('kpi-applicants,2026-04-30,12,80,応募簿\n'))
  expect(good).toMatchObject({ code: 0, out: expect.stringContaining('登録2件、訂正0件') })
})

test('import takes the files whole or not at all, and names the rows to mend', async () => {
  await prepare()
  const files = ['--sections', file('sections.csv', SECTIONS), '--staff', file('staff.csv', STAFF), '--assignments']
  const good = file('assignments.csv', ASSIGNMENTS)
  const bad = file('bad.csv', ASSIGNMENTS.replace('2020-04-01', '2020-02-30'))
  // One after another: an import refuses to run beside another one.
  const none = await hagukumi('import')
  const faulty = await hagukumi('import', ...files, bad)
  const faultyJson = await json('import', ...files, bad)
  const dry = await hagukumi('import', ...files, good, '--dry-run')
  expect(none).toMatchObject({ code: 2, out: '' })
  expect(faulty).toMatchObject({ code: 1, err: '直すところが 1 件あります。何も変えていません。\n' })
  expect(faulty.out).toMatch(new RegExp(`^${bad}:2  適用開始日「2020-02-30」  .+。`))
  expect(faultyJson).toMatchObject({ code: 1, value: { applied: false, problems: [{ file: 'assignments', line: 2 }] } })
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(dry.out).toContain('まだ何も変えていません')
  expect(await counts()).toMatchObject({ staff_member: 0, section_period: 0, assignment: 0 })

  expect(await json('import', ...files, good)).toMatchObject({ code: 0, value: { applied: true, problemCount: 0 } })
  expect(await counts()).toMatchObject({ staff_member: 1, section_period: 2, assignment: 1 })
  const again = await hagukumi('import', ...files, good)
  expect(again.out).toBe(`所属: 2 行(追加 0、変更 0、変更なし 2、終了 0)
職員: 1 行(追加 0、変更 0、変更なし 1、終了 0)
発令: 1 行(追加 0、変更 0、変更なし 1、終了 0)
取り込みました。
`)
})

test('administrators, roles, the journal, disclosure and backups: each verb does one thing, and a refused one nothing', async () => {
  await prepare()
  await hagukumi(
    'import',
    '--sections',
    file('s.csv', SECTIONS),
    '--staff',
    file('p.csv', STAFF),
    '--assignments',
    file('a.csv', ASSIGNMENTS),
  )
  const admin = await json('admin', 'create')
  expect(admin).toMatchObject({ code: 0, value: { loginName: 'admin', password: expect.stringMatching(/^\w{20}$/) } })
  const grant = ['grant', '00000004', 'hr', '--from', '2026-04-01']
  expect(await json(...grant)).toEqual({ code: 0, value: { granted: true, waitsUntil: null }, err: '' })

  const before = await counts()
  const refused = await Promise.all([
    json(...grant),
    json('revoke', '00000004', 'it', '--from', '2026-05-01'),
    json('export', '99999999'),
  ])
  expect(refused.map(({ code, value }) => [code, (value as { code: string }).code])).toEqual([
    [1, 'already_granted'],
    [1, 'not_granted'],
    [1, 'no_such_staff_member'],
  ])
  for (const { err } of refused) expect(err).toMatch(/。/)
  expect(await counts()).toEqual(before)

  expect(await json('revoke', '00000004', 'hr', '--from', '2026-05-01')).toMatchObject({ code: 0, value: { ended: 1 } })
  const own = join(folder, 'own.json')
  expect(await json('export', '00000004', '--out', own)).toMatchObject({ code: 0, value: { path: own } })
  expect(JSON.parse(readFileSync(own, 'utf8'))).toMatchObject({ staffNumber: '00000004' })
  expect((await hagukumi('export', '00000004', '--out', own)).err).toContain('すでにあります')
  // Nothing is sealed while other tests' transactions in the same cluster are older than it; sealed afterwards, it would be right.
  await vi.waitFor(async () => {
    const { code, value } = await json('journal', 'verify')
    expect([code, value]).toMatchObject([0, { fault: null }])
    expect((value as { sealedLines: number }).sealedLines).toBeGreaterThan(1)
  }, 100_000)

  const backup = join(folder, 'town.backup')
  expect(await json('backup', backup)).toMatchObject({ code: 0, value: { path: backup } })
  expect(await json('backup', backup)).toMatchObject({ code: 1, value: { code: 'file_exists' } })
  expect(await json('restore', backup)).toMatchObject({ code: 1, value: { code: 'town_not_empty' } })
  // A drill reads it into a place of its own, which is gone afterwards, and the town notes that it was good.
  const env = { DATABASE_URL: databaseUrl(database.owner) }
  const drilled = await typed([drill], ['drill', backup, '--json'], 'ja', undefined, env)
  expect([drilled.code, drilled.err]).toEqual([0, ''])
  const { sha256, ...found } = JSON.parse(drilled.out)
  expect(found).toMatchObject({ path: backup, journalLines: expect.any(Number) })
  expect(await sql(database.owner, `select kind, sha256 from town.backup_run order by backup_run_id`)).toEqual(
    ['backup', 'drill'].map((kind) => ({ kind, sha256 })),
  )
  expect(await sql(database.owner, `select nspname from pg_namespace where nspname like 'drill%'`)).toEqual([])
  const damaged = join(folder, 'damaged.backup')
  writeFileSync(damaged, readFileSync(backup).subarray(0, -20))
  expect(await json('drill', damaged)).toMatchObject({ code: 1, value: { code: 'half_a_backup' } })

  await sql(database.owner, 'alter table town.journal_line disable trigger all')
  // A step that was tried a second time leaves a number out.
  const [line] = await sql(
    database.owner,
    `update town.journal_line set reason = 'x'
      where line_id = (select line_id from town.journal_line order by line_id offset 1 limit 1) returning line_id`,
  )
  const altered = await hagukumi('journal', 'verify')
  expect(altered.code).toBe(1)
  expect(altered.err).toMatch(new RegExp(`${line!.line_id}.*。`))
})

test('whatever was typed wrong is told by its name, before a database is opened, and nothing is done', async () => {
  folder = somewhere()
  const unopened = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }
  const login = ['admin', 'create', '--login']
  const wrong: [string, string[]][] = [
    ['--from', ['grant', '00000004', 'hr', '--from', '2026-02-30']],
    ['--to', ['grant', '00000004', 'hr', '--from', '2026-04-01', '--to', '令和8年']],
    ['--from', ['revoke', '00000004', 'hr', '--from', 'today']],
    ['ROLE に「king」', ['grant', '1', 'king', '--from', '2026-04-01']],
    ['STAFF', ['grant', '0'.repeat(41), 'hr', '--from', '2026-04-01']],
    ['--reason', ['grant', '1', 'hr', '--from', '2026-04-01', '--reason', 'あ'.repeat(501)]],
    ['--publish-from', ['policy', 'load', shinagawa, '--publish-from', '2026-4-1']],
    ['--role に「boss」', ['admin', 'create', '--role', 'boss']],
    ['--login', [...login, '']],
    ['--login', [...login, '  ']],
    ['--login', [...login, 'ad\nmin']],
    ['--login', [...login, 'ad\u0007min']],
    ['--login', [...login, 'ad\u202emin']],
    ['--staff に「0」', ['sample', '--staff', '0', '--out', join(folder, 'ward')]],
    ['--seed に「x」', ['sample', '--seed', 'x', '--out', join(folder, 'ward')]],
    ['--encoding に「latin1」', ['sample', '--encoding', 'latin1', '--out', join(folder, 'ward')]],
    ['--as-of に「9999-12-31」', ['sample', '--as-of', '9999-12-31', '--out', join(folder, 'ward')]],
    ['--as-of に「R8」', ['sample', '--as-of', 'R8', '--out', join(folder, 'ward')]],
    ['--sections / --staff', ['import']],
    ['空の引数', ['backup', '']],
  ]
  for (const [place, args] of wrong) {
    const { code, out, err } = await typedWhole(unopened, ...args)
    expect({ code, out }, err).toEqual({ code: 2, out: '' })
    expect(err).toMatch(new RegExp(`^引数が正しくありません: ${place}.*\n使い方: [^\n]+\n$`))
  }
  const short = await typedWhole({ ...unopened, HAGUKUMI_PASSWORD: 'short' }, 'admin', 'create')
  expect(short).toMatchObject({ code: 2, err: expect.stringContaining('HAGUKUMI_PASSWORD: ') })
  expect(readdirSync(folder)).toEqual([])
})

test('a grant that ends before it begins is refused in a sentence; a second administrator of the same name as well', async () => {
  await prepare()
  const admin = await json('admin', 'create')
  expect(admin).toMatchObject({ code: 0, value: { loginName: 'admin' } })
  const kept = await sql(database.owner, 'select * from town.account')
  const before = await counts()
  const again = await hagukumi('admin', 'create', '--role', 'hr')
  expect(again).toMatchObject({ code: 1, out: '' })
  expect(again.err).toMatch(
    /^ログイン名「admin」はすでにあります。何も変えていません。.*--login.*hagukumi grant.*。\n$/,
  )
  for (const to of ['2026-03-31', '2026-04-01']) {
    const backwards = await hagukumi('grant', 'admin', 'hr', '--from', '2026-04-01', '--to', to)
    expect(backwards).toEqual({ code: 1, out: '', err: '「いつまで」は「いつから」より後の日にしてください。\n' })
  }
  expect(await counts()).toEqual(before)
  expect(await sql(database.owner, 'select * from town.account')).toEqual(kept)
  expect((await hagukumi('admin', 'create', '--login', 'admin2')).code).toBe(0)
})

test('a file that cannot be read or written is named as it was given, and nothing is half written', async () => {
  await prepare()
  const good = file('sections.csv', SECTIONS)
  const people = ['--sections', good, '--staff', file('p.csv', STAFF), '--assignments', file('a.csv', ASSIGNMENTS)]
  expect((await hagukumi('import', ...people)).code).toBe(0)
  const before = await counts()
  const inNothing = join(folder, 'no', 'dir')
  const ward = join(folder, 'ward')
  mkdirSync(join(ward, 'leave.csv'), { recursive: true })
  const faults: [string, string[]][] = [
    [`${folder} を読めません: フォルダーです`, ['policy', 'check', folder]],
    [`${folder} を読めません: フォルダーです`, ['policy', 'load', folder]],
    [`${folder} を読めません: フォルダーです`, ['import', '--sections', good, '--staff', folder]],
    [`${folder} を読めません: フォルダーです`, ['restore', folder]],
    [`${inNothing} を読めません: 見つかりません`, ['restore', inNothing]],
    [`${inNothing} に書けません: 入れるフォルダーがありません`, ['backup', inNothing]],
    [`${inNothing} に書けません: 入れるフォルダーがありません`, ['export', '00000004', '--out', inNothing]],
    [`${folder} に書けません: フォルダーです`, ['backup', folder]],
    [`${folder} に書けません: フォルダーです`, ['export', '00000004', '--out', folder]],
    ['/dev/full に書けません: 空き容量がありません', ['backup', '/dev/full']],
    ['/dev/full に書けません: 空き容量がありません', ['export', '00000004', '--out', '/dev/full']],
    [`${good} に書けません: `, ['sample', '--staff', '40', '--out', good]],
    [`${ward}/leave.csv に書けません: フォルダーです`, ['sample', '--staff', '40', '--out', ward]],
  ]
  for (const [sentence, args] of faults) {
    const { code, out, err } = await hagukumi(...args)
    expect({ code, out }, err).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^[^\n]+。\n$/)
    expect(err).toContain(`ファイル ${sentence}`)
  }
  // That only the writing itself meets a full device was told to the journal as an export before, and what a person is given is told as a change too.
  expect(await counts()).toEqual({ ...before, journal_line: Number(before?.journal_line) + 2 })
  expect(readdirSync(ward)).toEqual(['leave.csv'])
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'p.csv', 'sections.csv', 'ward'])

  const link = join(folder, 'latest')
  symlinkSync('town.backup', link)
  expect(await hagukumi('backup', link)).toMatchObject({ code: 0, out: expect.stringMatching(`^${link} に`) })
  expect([lstatSync(link).isSymbolicLink(), statSync(join(folder, 'town.backup')).mode & 0o777]).toEqual([true, 0o600])
})

test('a process ends with the code of its verb; an answer that standard output cannot take is told; a reader who has read enough is no trouble', async () => {
  await prepare()
  const env = { ...process.env, DATABASE_URL: databaseUrl(database.owner) }
  const shell = (line: string) =>
    spawnSync('sh', ['-c', line, process.execPath, join(root, 'app/main.ts'), shinagawa], { env, encoding: 'utf8' })
  const full = shell('"$0" "$1" policy check "$2" --json >/dev/full')
  expect([full.status, full.stderr]).toEqual([1, '標準出力に書けません: 空き容量がありません。\n'])
  const closed = shell('"$0" "$1" policy check "$2" --json | true')
  expect([closed.status, closed.stderr]).toEqual([0, ''])
  expect(await verb(env, 'nothing-of-ours')).toMatchObject({ code: 2, out: '' })
})

test('a town that was started once with --empty takes a backup', async () => {
  await prepare()
  await hagukumi('admin', 'create')
  const path = join(folder, 'town.backup')
  expect((await hagukumi('backup', path)).code).toBe(0)
  const other = await freshDatabase()
  onTestFinished(other.drop)
  const env = { DATABASE_URL: databaseUrl(other.owner) }
  const server = await serverProcess(env, '--empty')
  expect(await verb(env, 'restore', path)).toMatchObject({ code: 0, err: '' })
  expect(await sql(other.owner, 'select login_name from town.account')).toEqual([{ login_name: 'admin' }])
  server.process.kill('SIGTERM')
  expect(await verb(env, 'journal', 'verify')).toMatchObject({ code: 0, err: '' })
  expect(await verb(env, 'restore', path)).toMatchObject({ code: 1, err: expect.stringContaining('すでにデータ') })
})

test('sample writes the same files for the same seed; HAGUKUMI_LANG=en speaks English', async () => {
  await prepare()
  const out = join(folder, 'ward')
  const written = await verb(
    { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
    'sample',
    '--staff',
    '40',
    '--out',
    out,
    '--json',
  )
  expect(JSON.parse(written.out)).toMatchObject({ sections: join(out, 'sections.csv') })
  const english = await verb(
    { HAGUKUMI_LANG: 'en', DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
    'journal',
    'verify',
  )
  expect(english).toMatchObject({ code: 1, out: '' })
  expect(english.err).toContain('The database cannot be reached')
})
