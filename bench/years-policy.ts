/** The sample policy with one KPI or indicator for each measure of the house: what is of people and records is counted, all of it. */
import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { measureNamed, offeredMeasures } from '#platform/measure/measure.ts'
import type { PolicyFile } from '#rooms/policy/document.rules.ts'

const OF_SURVEYS = ['at-ease', 'pride', 'respect'].map((item) => `surveys.favourableShare(engagement/${item})`)

/** As a file, and how many KPIs and indicators it has. */
export function policyOfAllMeasures(): { text: string; many: number } {
  const file = parse(readFileSync(new URL('../policy/shinagawa.yaml', import.meta.url), 'utf8')) as PolicyFile
  const { model, kpis, indicators } = file
  const all = [...offeredMeasures(), ...OF_SURVEYS.map((name) => measureNamed(name)!)]
  const outcomes = [...model!.directOutcomes, ...model!.intermediateOutcomes]
  const like = kpis!.find(({ measure }) => measure?.startsWith('surveys.'))!
  const named = all.map(({ name, unit, words, isOutput }, place) => ({
    ...{ id: `measured-${place}`, name: `${words.ja.name} ${place}`, measure: name, unit, isOutput, isSample: true },
  }))
  file.kpis = named.flatMap(({ isOutput, ...one }, place) =>
    isOutput ? [] : [{ ...like, ...one, outcome: outcomes[place % outcomes.length]!.id }],
  )
  const outputs = model!.outputs
  file.indicators = named.flatMap(({ isOutput, ...one }, place) =>
    isOutput ? [{ ...indicators![0]!, ...one, output: outputs[place % outputs.length]!.id }] : [],
  )
  for (const output of outputs)
    output.indicators = file.indicators.filter((one) => one.output === output.id).map(({ id }) => id)
  return { text: stringify(file, { aliasDuplicateObjects: false }), many: all.length }
}
