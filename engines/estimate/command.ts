import { aligned } from '#platform/command/aligned.ts'
import {
  type Asked,
  type Command,
  CommandTrouble,
  oneOf,
  optionText,
  optionWhole,
  readGiven,
  requiredText,
  type Shell,
  WrongUsage,
} from '#platform/command/command.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import { estimateApart, type Told } from './apart.ts'
import { Estimate, methods } from './contract.ts'
import { estimateMessages } from './messages.ts'
import type { Method, Wanted } from './result.ts'
import type { Parts } from './table.ts'

const text = { type: 'string' } as const

const estimate: Command = {
  words: ['estimate'],
  usage:
    'DATA.csv --outcome Y --treatment T [--covariates A,B] [--fixed-effects U,V] [--cluster C] [--weights W] [--unit U --time T --first-treated G] [--estimand att|ate] [--caliper N] [--seed N] [--method difference|ols|did|matching|ipw]',
  summary: {
    ja: '研修などの効果を記録から推定し、前提と、言えないことを添えて示します',
    en: 'Estimates an effect from records, with what it assumes and what it does not show',
  },
  options: {
    ...{ outcome: text, treatment: text, covariates: text, 'fixed-effects': text, cluster: text, weights: text },
    ...{ unit: text, time: text, 'first-treated': text, estimand: text, caliper: text, seed: text, method: text },
  },
  names: [1, 1],
  async run(asked, shell) {
    const parts = partsOf(asked, shell)
    const wanted = wantedOf(asked, shell, parts)
    const path = asked.names[0]!
    const bytes = new Uint8Array(await readGiven(path))
    const tell = (done: number, total: number) => shell.progress(done, total, words(shell, 'stage.bootstrap'))
    const answer = await estimateApart({ bytes, parts, wanted }, tell)
    if ('fault' in answer) {
      const place = answer.key === undefined ? `${path}: ` : ''
      throw new CommandTrouble(`${place}${answer.fault[shell.language]}`)
    }
    const told = Estimate.parse(toldOf(answer.told, shell))
    shell.print(told, textOf(told, shell))
  },
}

export const estimateCommands: readonly Command[] = [estimate]

type Key = keyof (typeof estimateMessages)['ja'] & string

const words = ({ language }: Pick<Shell, 'language'>, key: Key, values: MessageValues = {}) =>
  translate(estimateMessages, language, key, values)

function namesIn(asked: Asked, shell: Shell, option: string): string[] {
  const list =
    optionText(asked, option)
      ?.split(',')
      .map((name) => name.trim()) ?? []
  if (list.includes('')) throw new WrongUsage(words(shell, 'usage.empty_name', { name: option }))
  return list
}

function partsOf(asked: Asked, shell: Shell): Parts {
  const one = (option: string) => {
    const name = optionText(asked, option)?.trim()
    if (name === '') throw new WrongUsage(words(shell, 'usage.empty_name', { name: option }))
    return name
  }
  requiredText(asked, 'outcome')
  const parts = {
    outcome: one('outcome')!,
    covariates: namesIn(asked, shell, 'covariates'),
    fixedEffects: namesIn(asked, shell, 'fixed-effects'),
    ...given('treatment', one('treatment')),
    ...given('cluster', one('cluster')),
    ...given('weights', one('weights')),
    ...given('unit', one('unit')),
    ...given('time', one('time')),
    ...given('firstTreated', one('first-treated')),
  }
  // Clusters are often a fixed effect or the unit as well; a number that explains itself is a mistake.
  const used = [parts.outcome, parts.treatment ?? '', ...parts.covariates, parts.weights ?? ''].filter(Boolean)
  const twice = used.find((name, index) => used.indexOf(name) < index)
  if (twice !== undefined) throw new WrongUsage(words(shell, 'usage.twice', { name: twice }))
  return parts
}

function given<K extends string>(key: K, value: string | undefined): { [name in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]?: string })
}

function wantedOf(asked: Asked, shell: Shell, parts: Parts): Wanted {
  const named = optionText(asked, 'method')
  const method = named === undefined ? usualMethod(parts) : oneOf('--method', named, methods)
  refuseOdd(asked, shell, parts, method)
  const estimand = oneOf('--estimand', optionText(asked, 'estimand') ?? 'att', ['att', 'ate'])
  if (estimand === 'ate' && method !== 'matching' && method !== 'ipw') throw new WrongUsage(words(shell, 'usage.ate'))
  const caliper = caliperOf(asked, shell)
  return {
    ...{ method, estimand, seed: optionWhole(asked, 'seed', [0, 999_999_999]) ?? 1 },
    treatment: parts.treatment ?? parts.firstTreated!,
    ...given('time', parts.time),
    ...(caliper === undefined ? {} : { caliper }),
  }
}

function usualMethod({ firstTreated, covariates, fixedEffects }: Parts): Method {
  if (firstTreated !== undefined) return 'did'
  return covariates.length > 0 || fixedEffects.length > 0 ? 'ols' : 'difference'
}

/** Options that a method does not look at are refused, so that nobody believes that they did something. */
function refuseOdd(asked: Asked, shell: Shell, parts: Parts, method: Method): void {
  const { treatment, covariates, fixedEffects, weights, cluster, unit, time, firstTreated } = parts
  const isDid = method === 'did'
  const byPropensity = method === 'matching' || method === 'ipw'
  const notWith = (name: string, isThere: boolean) => {
    if (isThere) throw new WrongUsage(words(shell, 'usage.not_with', { name, method }))
  }
  if (treatment === undefined && !(isDid && firstTreated !== undefined))
    throw new WrongUsage(words(shell, 'usage.treatment'))
  if (isDid && (time === undefined || (unit === undefined && treatment === undefined))) {
    throw new WrongUsage(words(shell, 'usage.did_needs'))
  }
  if (firstTreated !== undefined && unit === undefined) {
    throw new WrongUsage(words(shell, 'usage.together', { name: 'first-treated', with: 'unit' }))
  }
  notWith('first-treated', !isDid && firstTreated !== undefined)
  notWith('unit', !isDid && unit !== undefined)
  notWith('time', !isDid && time !== undefined)
  notWith('fixed-effects', (byPropensity || method === 'difference') && fixedEffects.length > 0)
  notWith('weights', byPropensity && weights !== undefined)
  notWith('cluster', byPropensity && cluster !== undefined)
  notWith('caliper', method !== 'matching' && asked.options.caliper !== undefined)
  if (byPropensity && covariates.length === 0) throw new WrongUsage(words(shell, 'usage.covariates_needed', { method }))
}

function caliperOf(asked: Asked, shell: Shell): number | undefined {
  const text = optionText(asked, 'caliper')
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^[\d.]+(e[+-]?\d+)?$/i.test(text) && Number.isFinite(number) && number > 0) return number
  throw new WrongUsage(words(shell, 'usage.caliper', { text }))
}

function toldOf({ warnings, notes, ...figures }: Told, { language }: Shell): Estimate {
  return {
    ...(figures as unknown as Omit<Estimate, 'warnings' | 'notes'>),
    warnings: warnings.map((one) => one[language]),
    notes: notes.map((one) => ({ ...one })),
  }
}

function textOf(told: Estimate, shell: Shell): string {
  const say = (key: Key) => words(shell, key)
  const figure = (value: number | null) => (value === null ? say('none') : short(value))
  const errors = Object.entries(told.standardErrors).filter(([, value]) => value !== null)
  const [low, high] = told.interval95 ?? []
  const interval = low === undefined ? say('none') : `${short(low)} – ${short(high!)}`
  return [
    told.estimator,
    '',
    ...aligned([
      [say('head.estimate'), short(told.estimate)],
      [say('head.interval'), interval],
      [say('head.p'), figure(told.pValue)],
      [say('head.uses'), told.intervalUses ?? say('none')],
      [say('head.n'), `${told.n}`],
      ...(told.treated === null ? [] : [[say('head.groups'), `${told.treated} / ${told.comparison}`]]),
      ...(told.pretrend ? [[say('head.pretrend'), `p ${short(told.pretrend.pValue)}`]] : []),
    ]),
    '',
    ...aligned([[say('head.errors'), ''], ...errors.map(([name, value]) => [name, figure(value)])]),
    ...(told.balance.length > 0 ? ['', ...balanceLines(told, say, figure)] : []),
    '',
    ...told.warnings,
    ...told.notes.map((note) => note[shell.language]),
  ].join('\n')
}

function balanceLines({ balance }: Estimate, say: (key: Key) => string, figure: (value: number | null) => string) {
  return aligned([
    [say('head.covariate'), say('head.treated'), say('head.comparison'), say('head.difference'), say('head.adjusted')],
    ...balance.map((one) => [
      one.covariate,
      figure(one.treatedMean),
      figure(one.comparisonMean),
      figure(one.standardizedDifference),
      figure(one.adjustedDifference),
    ]),
  ])
}

function short(value: number): string {
  return Number(value.toPrecision(5)).toString()
}
