/** Every verb of the command line; each asks the gate. */

import { estimateCommands } from '#engines/estimate/command.ts'
import { protectCommands } from '#engines/protect/command.ts'
import { reliabilityCommands } from '#engines/reliability/command.ts'
import { scheduleCommands } from '#engines/schedule/command.ts'
import type { Command } from '#platform/command/command.ts'
import { documentsCommands } from '#rooms/documents/commands.ts'
import { evidenceCommands } from '#rooms/evidence/commands.ts'
import { kpiCommands } from '#rooms/kpi/commands.ts'
import { attemptsCommands } from '#rooms/literacy/attempts/commands.ts'
import { literacyCommands } from '#rooms/literacy/commands.ts'
import { itemsCommands } from '#rooms/literacy/items/commands.ts'
import { pdcaCommands } from '#rooms/pdca/commands.ts'
import { accountsCommands } from '#rooms/people/accounts/commands.ts'
import { peopleCommands } from '#rooms/people/commands.ts'
import { importCommands } from '#rooms/people/import/commands.ts'
import { journalCommands } from '#rooms/people/journal/commands.ts'
import { policyCommands } from '#rooms/policy/commands.ts'
import { skillsCommands } from '#rooms/skills/commands.ts'
import { surveyCommands } from '#rooms/surveys/commands.ts'
import { schedulingCommands } from '#rooms/training/scheduling/commands.ts'
import { sampleCommands } from '#sample/commands.ts'
import { backupCommands } from './backup/commands.ts'
import { drill } from './command/drill.ts'
import { start } from './command/start.ts'
import { versionCommand } from './command/version.ts'
import { disclosureCommands } from './disclosure/commands.ts'

export const commands: readonly Command[] = [
  start,
  ...sampleCommands,
  ...policyCommands,
  ...peopleCommands,
  ...importCommands,
  ...accountsCommands,
  ...journalCommands,
  ...skillsCommands,
  ...literacyCommands,
  ...itemsCommands,
  ...kpiCommands,
  ...pdcaCommands,
  ...documentsCommands,
  ...evidenceCommands,
  ...attemptsCommands,
  ...estimateCommands,
  ...reliabilityCommands,
  ...protectCommands,
  ...schedulingCommands,
  ...surveyCommands,
  ...scheduleCommands,
  ...backupCommands,
  drill,
  ...disclosureCommands,
  versionCommand,
]
