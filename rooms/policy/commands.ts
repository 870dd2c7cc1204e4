import {
  BadValue,
  type Command,
  mustBeWritable,
  optionDate,
  optionText,
  readGiven,
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
    shell.print(said, headed(shell, names[0]!, said))
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
    if (given !== undefined && !/^[1-9]\d{0,8}$/.test(given)) throw new BadValue('EDITION', given, '1, 2, …')
    const policyEditionId = given ? Number(given) : (await shell.ask(policy.showPolicy, {})).policyEditionId
    const file = await shell.ask(policy.showPolicyFile, { policyEditionId })
    // What is printed ends with a line end of its own.
    if (out === undefined) return shell.print(file, file.text.replace(/\n$/, ''))
    await writeGiven(out, file.text)
    const { text: _, ...written } = file
    const says = translate(policyCommandMessages, shell.language, 'written', { id: policyEditionId, out })
    shell.print({ ...written, path: out }, says)
  },
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

export const policyCommands: readonly Command[] = [check, load, list, exportFile]
