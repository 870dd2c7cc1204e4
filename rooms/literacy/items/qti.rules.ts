/**
 * Items as QTI 3.0 says them (1EdTech Question and Test Interoperability, ASI 3.0; content packages by IMS CP 1.1). Everything that
 * QTI has a place for stands there; field, level, skill and the mark of a sample are keywords in the metadata of the manifest.
 */
import { hasChoices, type Item, type ItemBody } from './rules.ts'

const letterOf = (number: number) => String.fromCharCode(64 + number)
export const KEYWORD = 'hagukumi:'

/** Files of the package by their paths. */
export function packageOf(items: readonly Item[]): { path: string; text: string }[] {
  const placed = items.map((item, index) => ({
    item,
    path: `items/${String(index + 1).padStart(4, '0')}-${item.code}.xml`,
  }))
  return [
    { path: 'imsmanifest.xml', text: manifestOf(placed) },
    ...placed.map(({ item, path }) => ({ path, text: itemXml(item) })),
  ]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

function manifestOf(placed: readonly { item: Item; path: string }[]): string {
  const resources = placed.map(
    ({ item, path }, index) => `    <resource identifier="R${index + 1}" type="imsqti_item_xmlv3p0" href="${path}">
      <metadata>
        <lom xmlns="http://ltsc.ieee.org/xsd/LOM">
          <general>
${keywordsOf(item)
  .map((word) => `            <keyword><string language="x-none">${escaped(KEYWORD + word)}</string></keyword>`)
  .join('\n')}
          </general>
        </lom>
      </metadata>
      <file href="${path}"/>
    </resource>`,
  )
  return `${HEAD}
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="hagukumi-items">
  <metadata>
    <schema>QTI Package</schema>
    <schemaversion>3.0.0</schemaversion>
  </metadata>
  <organizations/>
  <resources>
${resources.join('\n')}
  </resources>
</manifest>
`
}

function keywordsOf({ field, level, skill, isSample }: Item): string[] {
  return [`field=${field}`, `level=${level}`, ...(skill ? [`skill=${skill}`] : []), ...(isSample ? ['sample'] : [])]
}

function itemXml(item: Item): string {
  const { code, kind, stem, body, explanation } = item
  return `${HEAD}
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${escaped(code)}" title="${escaped(code)}" adaptive="false" time-dependent="false" xml:lang="ja">
${declared(item)}
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">
    <qti-default-value><qti-value>0</qti-value></qti-default-value>
  </qti-outcome-declaration>
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
  <qti-item-body>
    <div>
${paragraphs(stem, '      ')}
    </div>
${asked(item)}
  </qti-item-body>
  <qti-response-processing>
${scored(kind, body)}
    <qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">explanation</qti-base-value></qti-set-outcome-value>
  </qti-response-processing>
  <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="explanation" show-hide="show">
    <qti-content-body>
${paragraphs(explanation, '      ')}
    </qti-content-body>
  </qti-modal-feedback>
</qti-assessment-item>
`
}

function declared({ kind, body }: Item): string {
  const values =
    'choices' in body ? body.right.map(letterOf) : 'accepted' in body ? body.accepted.slice(0, 1) : [body.value]
  const cardinality = kind === 'multiple' ? 'multiple' : kind === 'ordering' ? 'ordered' : 'single'
  const type = 'choices' in body ? 'identifier' : 'accepted' in body ? 'string' : 'float'
  const correct = values.map((value) => `<qti-value>${escaped(value)}</qti-value>`).join('')
  return `  <qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="${type}">
    <qti-correct-response>${correct}</qti-correct-response>${mapped(body)}
  </qti-response-declaration>`
}

function mapped(body: ItemBody): string {
  if (!('accepted' in body)) return ''
  const entries = body.accepted.map(
    (form) => `      <qti-map-entry map-key="${escaped(form)}" mapped-value="1" case-sensitive="false"/>`,
  )
  return `
    <qti-mapping default-value="0">
${entries.join('\n')}
    </qti-mapping>`
}

function asked({ kind, body }: Item): string {
  if (!hasChoices(kind) || !('choices' in body)) {
    const unit = 'unit' in body && body.unit ? ` <span class="unit">${escaped(body.unit)}</span>` : ''
    return `    <p><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="20"/>${unit}</p>`
  }
  const name = kind === 'ordering' ? 'qti-order-interaction' : 'qti-choice-interaction'
  const most = kind === 'ordering' ? '' : ` max-choices="${kind === 'single' ? 1 : 0}"`
  const choices = body.choices.map(
    (choice, index) =>
      `      <qti-simple-choice identifier="${letterOf(index + 1)}">${escaped(choice)}</qti-simple-choice>`,
  )
  return `    <${name} response-identifier="RESPONSE" shuffle="true"${most}>
${choices.join('\n')}
    </${name}>`
}

function scored(kind: Item['kind'], body: ItemBody): string {
  if (kind === 'text')
    return '    <qti-set-outcome-value identifier="SCORE"><qti-map-response identifier="RESPONSE"/></qti-set-outcome-value>'
  const both = '<qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/>'
  const compared =
    'tolerance' in body
      ? `<qti-equal tolerance-mode="absolute" tolerance="${body.tolerance} ${body.tolerance}">${both}</qti-equal>`
      : `<qti-match>${both}</qti-match>`
  return `    <qti-response-condition>
      <qti-response-if>
        ${compared}
        <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
      </qti-response-if>
    </qti-response-condition>`
}

function paragraphs(text: string, indent: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${indent}<p>${escaped(line)}</p>`)
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
