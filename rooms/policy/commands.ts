import { basename } from 'node:path'
import {
  BadValue,
  type Command,
  mustBeWritable,
  oneOf,
  optionDate,
  optionText,
  readGiven,
  requiredText,
  type Shell,
  writeGiven,
} from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { policyCommandMessages } from './command.messages.ts'
import { policy } from './contract.ts'
import { checkPolicy, toldIn } from './file.rules.ts'

const check: Command = {
  words: ['policy', 'check'],
  usage: 'FILE',
  summary: { ja: '方針のファイルを確かめます(行・列・理由)', en: 'Validates a policy file (line, column, reason)' },
  names: [1, 1],
  async run({ names }, shell) {
    const { problems, warnings } = checkPolicy(await readGiven(names[0]!), describeMeasures())
    const said = { problems: toldIn(shell.language, problems), warnings: toldIn(shell.language, warnings) }
    const good = translate(policyCommandMessages, shell.language, 'good')
    shell.print(
      said,
      problems.length > 0
        ? headed(shell, names[0]!, said)
        : [headed(shell, names[0]!, said), good].filter(Boolean).join('\n'),
    )
    if (problems.length > 0) throw new Refusal('faulty_policy', { count: problems.length })
  },
}

const load: Command = {
  words: ['policy', 'load'],
  usage: 'FILE [--publish-from DATE [--replace]]',
  summary: {
    ja: '方針を下書きの版として読み込みます。--publish-from でその日から公開します。--replace は同じ日に始まる版を置き換えます',
    en: 'Loads a policy as a draft edition, or publishes it from a date on; --replace takes the place of one that begins on the same day',
  },
  options: { 'publish-from': { type: 'string' }, replace: { type: 'boolean' } },
  places: { publishFrom: '--publish-from', replace: '--replace', text: 'FILE' },
  names: [1, 1],
  async run(asked, shell) {
    const publishFrom = optionDate(asked, 'publish-from')
    const bytes = await readGiven(asked.names[0]!)
    const { problems } = checkPolicy(bytes, describeMeasures())
    if (problems.length > 0) {
      const fields = problems.map(({ line, column, path, reason, reasonEn }) => ({
        path: `${line}:${column} ${path}`,
        reason: shell.language === 'ja' ? reason : reasonEn,
      }))
      throw new Refusal('faulty_policy', { count: problems.length }, fields)
    }
    const answer = await shell.ask(policy.loadPolicy, {
      text: bytes.toString('utf8'),
      ...(publishFrom ? { publishFrom } : {}),
      ...(asked.options.replace ? { replace: true } : {}),
    })
    const warned = headed(shell, asked.names[0]!, { problems: [], warnings: answer.warnings })
    const loaded = translate(policyCommandMessages, shell.language, 'loaded', { id: answer.policyEditionId })
    shell.print(answer, [...(warned ? [warned] : []), loaded].join('\n'))
  },
}

const list: Command = {
  words: ['policy', 'list'],
  usage: '',
  summary: { ja: '方針の版と下書きを示します', en: 'Editions and drafts of the policy' },
  names: [0, 0],
  async run(_, shell) {
    const editions = await shell.ask(policy.listPolicyEditions, {})
    const words = policyCommandMessages[shell.language]
    shell.print(
      editions.map(({ policyEditionId: id, title, edition, validFrom: from, validTo: to, state }) => ({
        ...{ id, title, edition, from, to, state },
      })),
      editions
        .map((one) => [one.policyEditionId, words[`state.${one.state}`], one.validFrom ?? '—', one.title, one.edition])
        .map((cells) => cells.join('\t'))
        .join('\n'),
    )
  },
}

const exportFile: Command = {
  words: ['policy', 'export'],
  usage: '[EDITION] [--out FILE]',
  summary: {
    ja: '方針の版(指定がなければいまの版)を、読み込んだときのままのファイルで書き出します',
    en: 'Writes an edition of the policy, or the one in force, as the very file that was loaded',
  },
  options: { out: { type: 'string' } },
  places: { policyEditionId: 'EDITION' },
  names: [0, 1],
  async run(asked, shell) {
    const [given] = asked.names
    const out = optionText(asked, 'out')
    if (out !== undefined) await mustBeWritable(out)
    const asId = editionGiven('EDITION', given).policyEditionId
    const policyEditionId = asId ?? (await shell.ask(policy.showPolicy, {})).policyEditionId
    const file = await shell.ask(policy.showPolicyFile, { policyEditionId })
    // What is printed ends with a line end of its own.
    if (out === undefined) return shell.print(file, file.text.replace(/\n$/, ''))
    await writeGiven(out, file.text)
    const { text: _, ...written } = file
    const says = translate(policyCommandMessages, shell.language, 'written', { id: policyEditionId, out })
    shell.print({ ...written, path: out }, says)
  },
}

const booklet: Command = {
  words: ['policy', 'booklet'],
  usage: '[EDITION] --format pdf|html --out FILE',
  summary: {
    ja: '方針の版(指定がなければいまの版)を、読むための冊子(PDF か HTML)として書き出します',
    en: 'Writes an edition of the policy, or the one in force, as a booklet to read (PDF or HTML)',
  },
  options: { format: { type: 'string' }, out: { type: 'string' } },
  places: { policyEditionId: 'EDITION', format: '--format' },
  names: [0, 1],
  async run(asked, shell) {
    const format = oneOf('--format', requiredText(asked, 'format'), ['pdf', 'html'])
    const out = requiredText(asked, 'out')
    await mustBeWritable(out)
    const { base64, policyEditionId } = await shell.ask(policy.showPolicyBooklet, {
      ...{ format, ...editionGiven('EDITION', asked.names[0]) },
    })
    await writeGiven(out, Buffer.from(base64, 'base64'))
    const says = translate(policyCommandMessages, shell.language, 'written', { id: policyEditionId, out })
    shell.print({ policyEditionId, format, path: out }, says)
  },
}

const exportSkills: Command = {
  words: ['policy', 'framework', 'export'],
  usage: '--format csv|case --out FILE [--edition EDITION]',
  summary: {
    ja: '方針のスキル・水準・期待だけを、CSV か CASE 1.1 の JSON に書き出します',
    en: 'Writes the skills, levels and expectations of the policy alone, as CSV or as JSON of CASE 1.1',
  },
  options: { format: { type: 'string' }, out: { type: 'string' }, edition: { type: 'string' } },
  places: { policyEditionId: '--edition', format: '--format' },
  names: [0, 0],
  async run(asked, shell) {
    const out = requiredText(asked, 'out')
    const format = oneOf('--format', requiredText(asked, 'format'), ['csv', 'case'])
    const given = editionGiven('--edition', optionText(asked, 'edition'))
    await mustBeWritable(out)
    const { base64, ...answer } = await shell.ask(policy.exportFramework, { format, ...given })
    await writeGiven(out, Buffer.from(base64, 'base64'))
    const { policyEditionId: id, skills } = answer
    shell.print(
      { ...answer, out },
      translate(policyCommandMessages, shell.language, 'frameworkWritten', { id, skills, out }),
    )
  },
}

const loadSkills: Command = {
  words: ['policy', 'framework', 'load'],
  usage: 'FILE [--edition NAME]',
  summary: {
    ja: 'スキルの枠組み(CSV、.xlsx か CASE 1.1)を、いまの方針の草案に入れます。方針のほかの部分はそのままです',
    en: 'Puts a framework of skills (CSV, .xlsx or CASE 1.1) into a draft of the policy in force; all else of it stays',
  },
  options: { edition: { type: 'string' } },
  places: { file: 'FILE', edition: '--edition' },
  names: [1, 1],
  async run(asked, shell) {
    const [path] = asked.names
    const edition = optionText(asked, 'edition')
    const file = { name: basename(path!), base64: (await readGiven(path!)).toString('base64') }
    const answer = await shell.ask(policy.loadFramework, { file, ...(edition === undefined ? {} : { edition }) })
    const { policyEditionId: id, added, changed, removed, unchanged, warnings } = answer
    const counts = { id, added: added.length, changed: changed.length, removed: removed.length, unchanged }
    const loaded = translate(policyCommandMessages, shell.language, 'frameworkLoaded', counts)
    shell.print(answer, [...warnings.map(({ path: at, reason }) => `${at} ${reason}`), loaded].join('\n'))
  },
}

/** The number of an edition, as an operation takes it. */
function editionGiven(place: string, given: string | undefined): { policyEditionId?: number } {
  if (given !== undefined && !/^[1-9]\d{0,8}$/.test(given)) throw new BadValue(place, given, '1, 2, …')
  return given === undefined ? {} : { policyEditionId: Number(given) }
}

type Told = Readonly<Record<'problems' | 'warnings', ReturnType<typeof toldIn>>>

/** Problems and warnings under headings of their own, with how many they are; empty where there is neither. */
function headed({ language }: Shell, file: string, told: Told): string {
  const part = (heading: 'problems' | 'warnings', lines: Told['problems']) => [
    ...(lines.length > 0 ? [translate(policyCommandMessages, language, heading, { count: lines.length })] : []),
    ...lines.map(({ line, column, path, message }) => `${file}:${line}:${column} ${path} ${message}`),
  ]
  return [...part('problems', told.problems), ...part('warnings', told.warnings)].join('\n')
}

export const policyCommands: readonly Command[] = [check, load, list, exportFile, booklet, exportSkills, loadSkills]
