import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '../..')

/** Between a place that asks and the driver: these are not who asks. */
const BETWEEN =
  /\/node_modules\/(pg|pg-pool|kysely)\/|\/testing\/statements\/[^/]+$|\/platform\/db\/database\.ts$|^node:/

/**
 * The place in our sources (`path:line`) that asks the database in this moment; undefined where another package asks, or nobody is
 * left on the stack. Called as often as statements are made, so a place is looked up in the source map only the first time.
 */
export function callerOf(): string | undefined {
  const [format, limit] = [Error.prepareStackTrace, Error.stackTraceLimit]
  let sites: NodeJS.CallSite[] = []
  let error: Error
  try {
    Error.stackTraceLimit = 40
    Error.prepareStackTrace = (_, found) => {
      sites = found
      return ''
    }
    error = new Error('who asks')
    void error.stack
  } finally {
    Error.prepareStackTrace = format
    Error.stackTraceLimit = limit
  }
  const site = sites.find((one) => {
    const file = fileOf(one)
    return file !== '' && !BETWEEN.test(file)
  })
  const file = site ? fileOf(site) : ''
  if (!site || !file.startsWith(`${root}/`) || file.includes('/node_modules/')) return undefined
  const raw = `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`
  const known = places.get(raw)
  if (known) return known
  const place = inSource(error, site, file) ?? raw
  places.set(raw, place)
  return place
}

const places = new Map<string, string>()

function fileOf(site: NodeJS.CallSite): string {
  const name = site.getFileName() ?? ''
  return name.startsWith('file://') ? fileURLToPath(name) : name.split('?')[0]!
}

/** Whoever runs transformed sources says in its stack traces where they come from. */
function inSource(error: Error, site: NodeJS.CallSite, file: string): string | undefined {
  const text = Error.prepareStackTrace
    ? String(Error.prepareStackTrace(error, [site]))
    : `${file}:${site.getLineNumber()}:0`
  const line = /:(\d+):\d+\)?\s*$/.exec(text)?.[1]
  return line && `${relative(root, file)}:${line}`
}
