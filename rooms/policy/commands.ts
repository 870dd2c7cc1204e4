import { type Command, optionDate, readGiven } from '#platform/command/command.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { policy } from './contract.ts'
import { checkPolicy } from './file.rules.ts'

const check: Command = {
  words: ['policy', 'check'],
  usage: 'FILE',
  summary: { ja: '方針のファイルを確かめます(行・列・理由)', en: 'Validates a policy file (line, column, reason)' },
  names: [1, 1],
  async run({ names }, shell) {
    const { problems, warnings } = checkPolicy(await readGiven(names[0]!), describeMeasures())
    const lines = [...problems, ...warnings].map(({ line, column, path, reason, reasonEn }) => ({
      line,
      column,
      path,
      reason: shell.language === 'ja' ? reason : reasonEn,
    }))
    shell.print(
      { problems: lines.slice(0, problems.length), warnings: lines.slice(problems.length) },
      lines.map(({ line, column, path, reason }) => `${names[0]}:${line}:${column} ${path} ${reason}`).join('\n'),
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
    shell.print(
      answer,
      shell.language === 'ja'
        ? `版 ${answer.policyEditionId} として読み込みました。`
        : `Loaded as edition ${answer.policyEditionId}.`,
    )
  },
}

export const policyCommands: readonly Command[] = [check, load]
