import { version } from '#app/system/machine.service.ts'
import type { Command } from '#platform/command/command.ts'

/** As every program answers it; no database is opened. */
export const versionCommand: Command = {
  words: ['--version'],
  usage: '',
  summary: { ja: 'この製品の版を表示します', en: 'Prints the version of this product' },
  names: [0, 0],
  async run(_asked, shell) {
    shell.print({ version }, `hagukumi ${version}`)
  },
}
