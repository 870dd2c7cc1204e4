/**
 * Three more engines beside axe look at what stands in a window: IBM's Equal Access, HTML_CodeSniffer and html-validate. Each finds what the
 * others pass over. The first two run in the page, the third reads its markup. What one of them reports wrongly is named in `falseAlarms`, with
 * the reason; an alarm that is never raised any more is to go from there.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { falseAlarms } from './false-alarms.ts'

/** Breaches that are none of the false alarms, one line each: `ibm aria_id_unique: … (path)`. */
export async function breachesOf(page: Page): Promise<string[]> {
  const found = [...(await ibm(page)), ...(await codeSniffer(page)), ...(await validated(page))]
  return found.filter((line) => {
    const known = falseAlarms.find(({ alarm }) => alarm.test(line))
    if (known) raised.add(known)
    return !known
  })
}

/** False alarms that no page has raised in this run so far. */
export function unraised(): string[] {
  return falseAlarms.filter((known) => !raised.has(known)).map(({ alarm }) => String(alarm))
}

const raised = new Set<(typeof falseAlarms)[number]>()

const sourceOf = (file: string) => readFileSync(createRequire(import.meta.url).resolve(file), 'utf8')
const aceSource = sourceOf('accessibility-checker-engine/ace.js')
const snifferSource = sourceOf('html_codesniffer/build/HTMLCS.js')

interface Ace {
  Checker: new () => {
    check(
      document: Document,
      policies: string[],
    ): Promise<{ results: { ruleId: string; value: [string, string]; message: string; path: { dom: string } }[] }>
  }
}

async function ibm(page: Page): Promise<string[]> {
  await inject(page, 'ace', `${aceSource}; window.ace = ace`)
  return page.evaluate(async () => {
    const { ace } = window as unknown as { ace: Ace }
    // A list that is searched keeps its lines in a template while it is closed (React Aria), where nobody meets them; this engine loses its way there.
    const kept = [...document.querySelectorAll('template')].map(
      (template) => [template.content, [...template.content.childNodes]] as const,
    )
    for (const [content] of kept) content.replaceChildren()
    const { results } = await new ace.Checker()
      .check(document, ['WCAG_2_2'])
      .finally(() => kept.forEach(([content, lines]) => void content.replaceChildren(...lines)))
    return results
      .filter(({ value: [level, outcome] }) => level === 'VIOLATION' && outcome === 'FAIL')
      .map(({ ruleId, message, path }) => `ibm ${ruleId}: ${message} (${path.dom})`)
  })
}

interface Sniffer {
  process(standard: string, document: Document, done: () => void): void
  getMessages(): { type: number; code: string; msg: string; element: Element }[]
}

async function codeSniffer(page: Page): Promise<string[]> {
  await inject(page, 'HTMLCS', snifferSource)
  return page.evaluate(async () => {
    const { HTMLCS } = window as unknown as { HTMLCS: Sniffer }
    await new Promise<void>((done) => HTMLCS.process('WCAG2AA', document, done))
    return HTMLCS.getMessages()
      .filter(({ type }) => type === 1)
      .map(({ code, msg, element }) => `htmlcs ${code}: ${msg} (${element.outerHTML?.slice(0, 160) ?? 'document'})`)
  })
}

const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })

async function validated(page: Page): Promise<string[]> {
  const { results } = await validator.validateString(await page.content())
  return results.flatMap(({ messages, source }) =>
    messages.map(
      ({ ruleId, message, offset }) =>
        `html-validate ${ruleId}: ${message} (${(source ?? '').slice(offset - 1, offset + 160)})`,
    ),
  )
}

/** Read once a page. */
async function inject(page: Page, name: string, source: string) {
  if (!(await page.evaluate((known) => known in window, name))) await page.evaluate(source)
}
