/** The API for people to read: one static page made from the OpenAPI document, without any script. */
import { type Language, translate } from '#platform/i18n/messages.ts'
import { docsMessages } from './messages.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}
interface Parameter {
  name: string
  in: string
  required?: boolean
  schema?: Schema
}
interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>
}
export interface ApiDocument {
  info: { title: string; version: string; description?: string }
  paths?: Record<string, Record<string, Operation>>
}

export function docsPage(document: ApiDocument, language: Language): string {
  const t = (key: keyof (typeof docsMessages)['ja'], values = {}) =>
    html(translate(docsMessages, language, key, values))
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const groups = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))]
  const contents = groups.map((group) => `<li><a href="#${html(group)}">${html(group)}</a></li>`).join('')
  const sections = groups.map((group) => {
    const own = operations.filter(({ operation }) => operation.tags?.[0] === group)
    return `<section aria-labelledby="${html(group)}"><h2 id="${html(group)}">${html(group)}</h2>${own
      .map(({ path, method, operation }) => article(path, method, operation, t))
      .join('')}</section>`
  })
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('docs.title')}</title><link rel="stylesheet" href="/api/docs.css"></head>
<body><header><h1>${t('docs.title')}</h1><p>${t('docs.lead')}</p>
<p><a href="/api/openapi.json">${t('docs.document', { version: document.info.version, count: operations.length })}</a></p>
<nav aria-label="${t('docs.contents')}"><ul>${contents}</ul></nav></header><main>${sections.join('')}</main></body></html>`
}

function article(
  path: string,
  method: string,
  operation: Operation,
  t: (key: keyof (typeof docsMessages)['ja']) => string,
): string {
  const id = html(operation.operationId ?? `${method} ${path}`)
  const body = schemaOf(operation.requestBody?.content)
  const parameters = (operation.parameters ?? []).map(({ name, required, schema }) =>
    row(name, schema, required ?? false, t),
  )
  const input = [...parameters, ...(body ? rows(body, t) : [])]
  const refusals = Object.keys(operation.responses ?? {}).filter((status) => Number(status) >= 400)
  const answer = schemaOf(operation.responses?.['200']?.content)
  return `<article id="${id}"><h3><span class="method ${method.toLowerCase()}">${method}</span> <code>/api${html(path)}</code></h3>
<p>${html(operation.summary ?? '')}</p>
${table(id, t('docs.input'), input, t)}${answer ? table(id, t('docs.answer'), rows(answer, t), t) : ''}
${refusals.length > 0 ? `<p class="refusals">${t('docs.refusals')}: ${refusals.map((status) => `<code>${status}</code>`).join(' ')}</p>` : ''}</article>`
}

/** A region is told apart by its operation and its caption. */
function table(
  of: string,
  caption: string,
  body: readonly string[],
  t: (key: keyof (typeof docsMessages)['ja']) => string,
): string {
  if (body.length === 0) return ''
  return `<div class="scroll" tabindex="0" role="region" aria-label="${of} ${caption}"><table><caption>${caption}</caption><thead><tr><th scope="col">${t('docs.name')}</th><th scope="col">${t('docs.type')}</th><th scope="col">${t('docs.required')}</th></tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

function rows(schema: Schema, t: (key: keyof (typeof docsMessages)['ja']) => string): string[] {
  const whole = schema.type === 'array' && schema.items?.properties ? schema.items : schema
  return Object.entries(whole.properties ?? {}).map(([name, part]) =>
    row(name, part, whole.required?.includes(name) ?? false, t),
  )
}

function row(
  name: string,
  schema: Schema | undefined,
  required: boolean,
  t: (key: keyof (typeof docsMessages)['ja']) => string,
): string {
  return `<tr><th scope="row"><code>${html(name)}</code></th><td>${html(typeOf(schema))}${schema?.description ? `<br>${html(schema.description)}` : ''}</td><td>${required ? t('docs.yes') : t('docs.no')}</td></tr>`
}

function typeOf(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(typeOf).join(' | ')
  if (schema.type === 'array') return `[${typeOf(schema.items)}]`
  const type = [schema.type ?? ''].flat().join(' | ')
  return schema.format ? `${type} (${schema.format})` : type
}

function schemaOf(content: Record<string, { schema?: Schema }> | undefined): Schema | undefined {
  return Object.values(content ?? {})[0]?.schema
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}

export const docsCss = `
:root { color-scheme: light; font: 16px/1.7 'BIZ UDPGothic', system-ui, sans-serif; color: #1a1a1c; background: #fff }
body { margin: 0 auto; max-width: 1120px; padding: 24px 16px 64px }
h1 { font-size: 28px; line-height: 1.5; margin: 0 } h2 { font-size: 20px; border-bottom: 1px solid #999; margin: 48px 0 16px }
h3 { font-size: 16px; margin: 32px 0 4px; overflow-wrap: anywhere } p { margin: 4px 0 12px }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0 }
a { color: #0017c1; text-underline-offset: 3px } a:hover { text-decoration-thickness: 3px }
:focus-visible { outline: 4px solid #000; outline-offset: 2px; border-radius: 4px; box-shadow: 0 0 0 2px #ffd43d }
code { font-family: ui-monospace, monospace; font-size: 14px }
.method { display: inline-block; min-width: 64px; padding: 0 8px; border: 1px solid #333; border-radius: 4px; font-size: 14px; text-align: center }
.scroll { overflow-x: auto; margin: 0 0 12px } table { border-collapse: collapse; min-width: 320px; width: 100% }
caption { text-align: left; font-weight: 700; font-size: 14px; padding: 4px 0 } th, td { border: 1px solid #b3b3b3; padding: 4px 8px; text-align: left; vertical-align: top; font-weight: 400; font-size: 14px; overflow-wrap: anywhere }
thead th { background: #f2f2f2; font-weight: 700 }
@media print { nav { display: none } article { break-inside: avoid } }
`
