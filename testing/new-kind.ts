/**
 * Run in a copy of the house that knows one more kind of evidence (rooms/skills/new-kind.test.ts): it is recorded, imported,
 * counted and shown by the same doors as every other kind. Prints what came of it.
 */
import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { openTown } from '#app/server.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { policyJsonSchema } from '#rooms/policy/document.rules.ts'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import { skills } from '#rooms/skills/contract.ts'

interface Input {
  app: pg.ClientConfig
  town: string
  kind: string
  person: { staffMemberId: number; staffNumber: string; token: string }
  hr: { token: string }
}

const { app, town, kind, person, hr } = JSON.parse(process.env.INPUT!) as Input
const clock = () => Temporal.Instant.from('2026-11-22T10:00:00+09:00')
const gate = openTown({ app, town, clock })
const command = { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'test command' }
// The types of this program end before the new kind does.
const asKind = kind as 'test'

const text = readFileSync('policy/shinagawa.yaml', 'utf8')
  .replace('levelFrom: [test, ', `levelFrom: [${kind}, test, `)
  .replaceAll('evidence: [test, ', `evidence: [${kind}, test, `)
await gate.ask(policy.loadPolicy, { text, publishFrom: '2026-11-01' }, { actor: command })
const result = { kind: asKind, skill: 'ict-tools', asOf: '2026-11-20', source: '窓口での一週間' }
await gate.ask(
  skills.importEvidence,
  { rows: [{ ...result, staffNumber: person.staffNumber, level: 1, asOf: '2026-10-01' }] },
  { actor: command },
)
await gate.ask(skills.recordResult, { ...result, staffMemberId: person.staffMemberId, level: 3 }, hr)
const { pyramid, levels, history } = await gate.ask(skills.showMySkills, {}, person)
const floor = await gate.ask(literacy.showMyFloor, {}, person)
await gate.close()
process.stdout.write(
  JSON.stringify({
    skill: levels.skills.find(({ skill }) => skill === 'ict-tools'),
    score: pyramid.score,
    areas: pyramid.evidence.map((one) => [one.kind, one.level, one.area]),
    history: history.evidence.map((one) => [one.kind, one.level, one.source]),
    floor: floor.skills.find(({ skill }) => skill === 'ict-tools'),
    words: [evidenceMessages.ja[`kind.${asKind}`], evidenceMessages.en[`kind.${asKind}`]],
    isInSchema: JSON.stringify(policyJsonSchema()).includes(`"${kind}"`),
  }),
)
