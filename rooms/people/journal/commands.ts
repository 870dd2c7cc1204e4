import type { Command } from '#platform/command/command.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { journal } from './contract.ts'

const verify: Command = {
  words: ['journal', 'verify'],
  usage: '',
  summary: {
    ja: '記録の改ざん・欠落・並べ替えがないかを確かめます',
    en: 'Names the first line of the journal that was altered, lost or reordered',
  },
  names: [0, 0],
  async run(_asked, shell) {
    await shell.ask(journal.sealJournal, {})
    const check = await shell.ask(journal.verifyJournal, {})
    const { sealedLines, seals, lastDigest, pruned } = check
    const day = pruned && todayInTokyo({ epochMilliseconds: Date.parse(pruned.until) })
    const text =
      shell.language === 'ja'
        ? `${pruned ? `${day} までの ${pruned.lines} 行は保存期間が過ぎて消しました。その後の ` : ''}${sealedLines} 行・封印 ${seals} 個を確かめました。最後の封印 ${lastDigest ?? '—'}`
        : `${pruned ? `${pruned.lines} lines until ${day} were removed after their time. ` : ''}Checked ${sealedLines} lines in ${seals} seals. Last seal ${lastDigest ?? '—'}`
    shell.print(check, text)
    if (check.fault)
      throw new Refusal(`journal_${check.fault.kind}`, { line: check.fault.lineId ?? check.fault.sealId ?? 0 })
  },
}

export const journalCommands: readonly Command[] = [verify]
