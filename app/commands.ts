/** Every verb of the command line; each asks the gate. */
import type { Command } from '#platform/command/command.ts'
import { estimateCommands } from '#rooms/kpi/estimate/commands.ts'
import { reliabilityCommands } from '#rooms/kpi/reliability/commands.ts'
import { peopleCommands } from '#rooms/people/commands.ts'
import { importCommands } from '#rooms/people/import/commands.ts'
import { journalCommands } from '#rooms/people/journal/commands.ts'
import { policyCommands } from '#rooms/policy/commands.ts'
import { protectCommands } from '#rooms/surveys/protect/commands.ts'
import { scheduleCommands } from '#rooms/training/schedule/commands.ts'
import { backupCommands } from './backup/commands.ts'
import { start } from './command/start.ts'
import { sampleCommands } from './sample/commands.ts'

export const commands: readonly Command[] = [
  start,
  ...sampleCommands,
  ...policyCommands,
  ...peopleCommands,
  ...importCommands,
  ...journalCommands,
  ...estimateCommands,
  ...reliabilityCommands,
  ...protectCommands,
  ...scheduleCommands,
  ...backupCommands,
]
