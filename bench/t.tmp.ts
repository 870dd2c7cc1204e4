import { readFileSync } from 'node:fs'
import { parseCsv } from '#platform/files/csv.ts'
import { decodeText } from '#platform/files/text.ts'
import { estimate } from '#rooms/kpi/estimate/rules.ts'
import { tableOf } from '#rooms/kpi/estimate/table/rules.ts'

const lap = (n: string) => {
  const now = performance.now()
  console.log(n, Math.round(now - t))
  t = now
}
let t = performance.now()
const bytes = readFileSync('/tmp/perf/big.csv')
const d = decodeText(bytes) as { text: string }
lap('decode')
const sheet = await parseCsv(d.text)
lap('csv')
if ('problem' in sheet) throw 0
const table = tableOf(sheet, {
  outcome: 'y',
  treatment: 't',
  covariates: Array.from({ length: 18 }, (_, i) => `x${i}`),
  fixedEffects: [],
  cluster: 'c',
})
lap('table')
estimate(table, { method: 'ols', estimand: 'att', treatment: 't', seed: 1 })
lap('estimate')
