import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { somewhere } from '#testing/embedded.ts'
import { mustBeWritable, readGiven, writeGiven } from './command.ts'
import { isTaken, makeGivenFolder, writeAllGiven } from './write.ts'

async function* failing() {
  yield 'half'
  throw new Error('the content failed')
}

test('a file appears whole, with the rights it had; what fails on the way leaves everything as it was', async () => {
  const folder = somewhere()
  const path = join(folder, '住民.csv')
  await writeGiven(path, 'one')
  chmodSync(path, 0o640)
  await writeGiven(path, Buffer.from('two'))
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['two', 0o640])
  await expect(writeGiven(path, failing())).rejects.toThrow('the content failed')
  await expect(writeGiven(path, failing())).rejects.not.toHaveProperty('path')
  expect(readFileSync(path, 'utf8')).toBe('two')
  await writeGiven(join(folder, 'secret'), 'x', { mode: 0o600 })
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  const long = join(folder, `${'長'.repeat(84)}x`)
  await writeGiven(long, ['a', 'b'])
  expect(readFileSync(long, 'utf8')).toBe('ab')
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
})

test('a new file never takes the place of one that is there', async () => {
  const folder = somewhere()
  const path = join(folder, 'own.json')
  expect(await isTaken(path)).toBe(false)
  await writeGiven(path, 'one', { isNew: true })
  expect(await isTaken(path)).toBe(true)
  await expect(writeGiven(path, 'two', { isNew: true })).rejects.toMatchObject({ code: 'EEXIST', path })
  const meanwhile = join(folder, 'meanwhile')
  async function* slow() {
    yield 'mine'
    writeFileSync(meanwhile, 'theirs')
  }
  await expect(writeGiven(meanwhile, slow(), { isNew: true })).rejects.toMatchObject({ code: 'EEXIST' })
  expect([readFileSync(path, 'utf8'), readFileSync(meanwhile, 'utf8')]).toEqual(['one', 'theirs'])
  expect(readdirSync(folder).sort()).toEqual(['meanwhile', 'own.json'])
})

test('a link stays a link, and the file behind it is written, there or not', async () => {
  const folder = somewhere()
  mkdirSync(join(folder, 'far'))
  const link = join(folder, 'link')
  symlinkSync('far/end', link)
  await writeGiven(link, 'one')
  await writeGiven(link, 'two')
  expect([lstatSync(link).isSymbolicLink(), readFileSync(join(folder, 'far/end'), 'utf8')]).toEqual([true, 'two'])
  symlinkSync('round', join(folder, 'round'))
  await expect(writeGiven(join(folder, 'round'), 'x')).rejects.toMatchObject({ code: 'ELOOP' })
})

test('pipes and devices are written into and stay what they are', async () => {
  const folder = somewhere()
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] })
  let heard = ''
  reader.stdout.on('data', (data: Buffer) => {
    heard += data
  })
  const ended = new Promise((resolve) => reader.once('close', resolve))
  await writeGiven(pipe, ['through ', 'the pipe'], { isNew: true })
  await ended
  expect([heard, lstatSync(pipe).isFIFO()]).toEqual(['through the pipe', true])
  await expect(writeGiven('/dev/full', 'x')).rejects.toMatchObject({
    code: 'ENOSPC',
    path: '/dev/full',
    syscall: 'write',
  })
  const link = join(folder, 'full')
  symlinkSync('/dev/full', link)
  await expect(writeGiven(link, 'x')).rejects.toMatchObject({ code: 'ENOSPC', path: link })
  expect([lstatSync('/dev/full').isCharacterDevice(), lstatSync(link).isSymbolicLink()]).toEqual([true, true])
})

test('what goes to standard output is not mixed with a file', async () => {
  const path = join(somewhere(), 'heard')
  const program = `
    import { writeGiven } from '${join(import.meta.dirname, 'write.ts')}'
    await writeGiven('/dev/null', 'x')
    for (const path of ['/dev/stdout', '/proc/self/fd/1', '${path}'])
      await writeGiven(path, 'x').catch(({ code }) => console.log(code))`
  const run = (stdout: 'pipe' | number) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', stdout, 'inherit'] })
  expect(String(run('pipe'))).toBe('IS_STDOUT\nIS_STDOUT\n')
  rmSync(path)
  const file = openSync(path, 'w')
  run(file)
  closeSync(file)
  expect(readFileSync(path, 'utf8')).toBe('IS_STDOUT\nIS_STDOUT\nIS_STDOUT\n')
})

test('trouble names the path as it was given; of several files none is written where one cannot be', async () => {
  const folder = somewhere()
  const nowhere = join(folder, 'no/../no/file')
  await expect(writeGiven(nowhere, 'x')).rejects.toMatchObject({
    code: 'ENOENT_FOLDER',
    path: nowhere,
    syscall: 'write',
  })
  await expect(writeGiven(folder, 'x')).rejects.toMatchObject({ code: 'EISDIR', path: folder, syscall: 'write' })
  await expect(readGiven(folder)).rejects.toMatchObject({ code: 'EISDIR', path: folder, syscall: 'read' })
  const one = join(folder, 'one')
  const through = join(one, 'through')
  await expect(
    writeAllGiven([
      { path: one, content: '1' },
      { path: folder, content: '2' },
    ]),
  ).rejects.toMatchObject({ code: 'EISDIR' })
  expect(existsSync(one)).toBe(false)
  writeFileSync(one, '1')
  await expect(writeGiven(through, 'x')).rejects.toMatchObject({ code: 'ENOTDIR', path: through })
  expect(readdirSync(folder)).toEqual(['one'])
})

test('no input is written over, by whatever name the output has', async () => {
  const folder = somewhere()
  const at = (name: string) => join(folder, name)
  writeFileSync(at('staff.csv'), '佐藤 はるか')
  symlinkSync('staff.csv', at('soft'))
  linkSync(at('staff.csv'), at('hard'))
  const writing = { inputs: [at('none.csv'), at('staff.csv')] }
  for (const path of [at('staff.csv'), at('soft'), at('hard'), join(at('x'), '../staff.csv')]) {
    await expect(mustBeWritable(path, writing)).rejects.toMatchObject({ code: 'IS_INPUT', path, syscall: 'write' })
    await expect(writeGiven(path, 'x', writing)).rejects.toMatchObject({ code: 'IS_INPUT', path })
  }
  expect(readFileSync(at('staff.csv'), 'utf8')).toBe('佐藤 はるか')
  await writeGiven('/dev/null', 'x', { inputs: ['/dev/null'] })
  await writeGiven(at('none.csv'), 'x', writing)
})

test('what cannot be written is told before the work as after it', async () => {
  const folder = somewhere()
  const at = (name: string) => join(folder, name)
  writeFileSync(at('file'), '')
  symlinkSync('nowhere/file', at('astray'))
  symlinkSync('round', at('round'))
  for (const [path, code] of [
    [at('no/such/folder'), 'ENOENT_FOLDER'],
    [at('astray'), 'ENOENT_FOLDER'],
    [at('file/below'), 'ENOTDIR'],
    [folder, 'EISDIR'],
    [at('new/'), 'EISDIR'],
    [at('x'.repeat(300)), 'ENAMETOOLONG'],
    [at('round'), 'ELOOP'],
  ] as const) {
    await expect(mustBeWritable(path), path).rejects.toMatchObject({ code, path, syscall: 'write' })
    await expect(writeGiven(path, 'x'), path).rejects.toMatchObject({ code, path, syscall: 'write' })
  }
  expect(readdirSync(folder).sort()).toEqual(['astray', 'file', 'round'])
})

test('a folder is made with those that it lies in, and a folder of the system that takes none says so', async () => {
  const folder = somewhere()
  await makeGivenFolder(join(folder, 'a/b/../c'))
  await makeGivenFolder(join(folder, 'a'))
  expect(readdirSync(join(folder, 'a'))).toEqual(['c'])
  await expect(makeGivenFolder('/proc/a/b')).rejects.toMatchObject({ path: '/proc/a/b', syscall: 'write' })
  writeFileSync(join(folder, 'file'), '')
  await expect(makeGivenFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
})

test('whoever is interrupted while writing leaves nothing half written', async () => {
  const folder = somewhere()
  const program = `
    import { writeGiven } from '${join(import.meta.dirname, 'write.ts')}'
    async function* endless() { for (;;) { yield 'x'; console.log('going'); await new Promise((next) => setTimeout(next, 20)) } }
    await writeGiven('${join(folder, 'out')}', endless())`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  expect(readdirSync(folder)).toHaveLength(1)
  const ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)))
  child.kill('SIGINT')
  expect(await ended).toBe('SIGINT')
  expect(readdirSync(folder)).toEqual([])
})
