import { drawingOf, type Line, PICTURE } from './geometry.ts'
import { type Block, type Diagram, type Paper, type Table, textOf } from './shape.ts'

/** A page that stands by itself: no script, nothing fetched, and printed on the sheet that the paper is for. */
export function htmlOf({ title, author, date, sheet, marks, foot, blocks }: Paper): string {
  const page = { a4: 'A4', a4Wide: 'A4 landscape', a3Wide: 'A3 landscape' }[sheet]
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escaped(author)}">
<meta name="dcterms.date" content="${escaped(date)}">
<title>${escaped(title)}</title>
<style>@page{size:${page};margin:14mm}${STYLE}</style>
</head>
<body>
<main>
<header>
${marks.length > 0 ? `<p class="marks">${marks.map((mark) => `<strong>${escaped(mark)}</strong>`).join(' ')}</p>\n` : ''}<h1>${escaped(title)}</h1>
</header>
${blocks.map(written).join('\n')}
</main>
<footer><p>${escaped(foot)}</p></footer>
</body>
</html>
`
}

const STYLE = `
body{margin:0 auto;padding:1.5rem;max-width:72rem;color:#1a1a1c;background:#fff;font-family:"BIZ UDPGothic","Noto Sans JP",sans-serif;line-height:1.7}
h1{font-size:1.6rem;line-height:1.4;margin:.25rem 0 1rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}p{margin:.5rem 0;max-width:48em}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}.small,footer{font-size:.85rem;color:#4d4d4f}.marks{text-align:right;max-width:none}.marks strong{border:1px solid;padding:.15rem .5rem;margin-left:.5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}dt{font-weight:bold}dd{margin:0}
.wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.5}
th,td{border:1px solid #949494;padding:.35rem .5rem;text-align:left;vertical-align:top;min-width:4em}thead th{background:#f1f1f4}tbody th{font-weight:normal}
svg{display:block;width:100%;height:auto;min-width:60rem}svg text{font-weight:bold}footer{border-top:1px solid #949494;margin-top:2rem}
@media screen{.fits{white-space:nowrap}}
@media print{body{padding:0;max-width:none;font-size:9.5pt}.wide{overflow:visible}svg{min-width:0;max-height:180mm}tr,svg{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}}
@media(max-width:40rem){body{padding:1rem}dl{grid-template-columns:1fr}dd{margin:0 0 .5rem}}
`

function written(block: Block): string {
  if (block.kind === 'heading') return `<h2>${escaped(block.text)}</h2>`
  if (block.kind === 'text')
    return block.text
      .split('\n\n')
      .map((one) => `<p${block.isSmall ? ' class="small"' : ''}>${lines(one)}</p>`)
      .join('\n')
  if (block.kind === 'facts')
    return `<dl>${block.rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${lines(value)}</dd>`).join('\n')}</dl>`
  return block.kind === 'table' ? tabled(block) : drawn(block)
}

/** What is wider than a phone is moved by itself, by the keyboard too; a number or a day is not parted for it. */
function tabled({ caption, columns, rows }: Table): string {
  const fits = (at: number) => (columns[at]?.fits ? ' class="fits"' : '')
  const head = columns.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join('')
  const body = rows.map(([name, ...cells]) => {
    const rest = cells.map((cell, at) => `<td${fits(at + 1)}>${lines(textOf(cell))}</td>`).join('')
    return `<tr><th scope="row">${lines(textOf(name ?? ''))}</th>${rest}</tr>`
  })
  return `<section class="wide" aria-label="${escaped(caption)}" tabindex="0"><table>
<caption class="unseen">${escaped(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></section>`
}

/** The picture for the eye, without the words in its boxes but the first; the same in lists, which say everything. */
function drawn(diagram: Diagram): string {
  const { width, inside, legend } = picturedIn(diagram)
  const columns = diagram.columns.map(({ title, nodes }) => {
    const items = nodes.map((node) => `<li>${[node.title, ...node.lines].map(escaped).join('<br>')}</li>`)
    return `<h2>${escaped(title)}</h2>\n<ul>${items.join('\n')}</ul>`
  })
  return `<div class="wide" aria-hidden="true"><svg viewBox="0 0 ${width} ${PICTURE[1]}" role="presentation">${inside}</svg>
<svg viewBox="0 0 ${width} ${LEGEND}" role="presentation">${legend}</svg></div>
${columns.join('\n')}`
}

/** The height of the legend, in millimetres. */
const LEGEND = 8

/** A picture that stands by itself, as another program opens it: arrows, boxes and what the arrows mean. Of many boxes it is as tall as they need. */
export function svgOf(title: string, diagram: Diagram): string {
  const most = Math.max(...diagram.columns.map(({ nodes }) => nodes.length), 1)
  const height = Math.max(PICTURE[1], most * LEAST)
  const { width, inside, legend } = picturedIn(diagram, height)
  const all = [width + 2 * MARGIN, height + LEGEND + 3 * MARGIN]
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${all.join(' ')}" width="${all[0]}mm" height="${all[1]}mm" role="img" font-family="'BIZ UDPGothic','Noto Sans JP','Yu Gothic',sans-serif" font-weight="bold">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<g transform="translate(${MARGIN} ${MARGIN})">${inside}</g>
<g transform="translate(${MARGIN} ${height + 2 * MARGIN})">${legend}</g>
</svg>
`
}
const MARGIN = 8
/** A box with two lines of words, and what is between it and the next. */
const LEAST = 14

function picturedIn(diagram: Diagram, tall: number = PICTURE[1]) {
  const { width, boxWidth, boxHeight, titles, boxes, lines: arrows } = drawingOf(diagram, [PICTURE[0], tall])
  const size = Math.min(4, boxHeight / 3.2)
  const letters = Math.floor((boxWidth - 4) / size)
  const most = Math.max(1, Math.floor((boxHeight - 2) / (size * 1.35)))
  const picture = boxes.map(({ node, x, y }) => {
    const words = [node.title, ...node.lines].flatMap((text) => broken(text, letters)).slice(0, most)
    const spans = words.map(
      (line, at) => `<tspan x="${x + 2}" dy="${at === 0 ? 0 : size * 1.35}">${escaped(line)}</tspan>`,
    )
    return `<rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="1" fill="#fff" stroke="#1a1a1c" stroke-width=".3"/><text x="${x + 2}" y="${y + size * 1.3}" font-size="${size}">${spans.join('')}</text>`
  })
  const heads = titles.map(
    ({ x, text }) => `<text x="${x + boxWidth / 2}" y="5" font-size="4.5" text-anchor="middle">${escaped(text)}</text>`,
  )
  const legend = diagram.legend.map(({ look, text }, at) => {
    const x = at * 62
    const sign =
      look === 'crossed' ? cross(x + 8, 4) : arrowed({ x1: x, y1: 4, x2: x + 16, y2: 4, look, isCrossed: false })
    return `${sign}<text x="${x + 19}" y="5.2" font-size="3.6">${escaped(text)}</text>`
  })
  return {
    width,
    inside: `${arrows.map(arrowed).join('')}${heads.join('')}${picture.join('')}`,
    legend: legend.join(''),
  }
}

const strokes = { dotted: '.5" stroke-dasharray="1 1', thin: '.4', solid: '.9', double: '1.6' }

function arrowed({ x1, y1, x2, y2, look, isCrossed }: Omit<Line, 'from' | 'to'>): string {
  const bend = (x2 - x1) / 2
  const way = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 1.5} ${y2}`
  const stroke = (paint: string, thickness: string) =>
    `<path d="${way}" fill="none" stroke="${paint}" stroke-width="${thickness}"/>`
  return `${stroke('#1a1a1c', strokes[look])}${look === 'double' ? stroke('#fff', '.6') : ''}<path d="M${x2 - 2} ${y2 - 1}L${x2} ${y2}L${x2 - 2} ${y2 + 1}z"/>${isCrossed ? cross((x1 + x2) / 2, (y1 + y2) / 2) : ''}`
}

function cross(x: number, y: number): string {
  return `<path d="M${x - 1.5} ${y - 1.5}L${x + 1.5} ${y + 1.5}M${x - 1.5} ${y + 1.5}L${x + 1.5} ${y - 1.5}" stroke="#b00020" stroke-width=".9"/>`
}

/** Into lines of so many full-width letters; what is half as wide counts half. */
function broken(text: string, most: number): string[] {
  const found = ['']
  let wide = 0
  for (const letter of text) {
    const its = /[\x20-\x7e｡-ﾟ]/u.test(letter) ? 0.6 : 1
    if (wide + its > most) {
      found.push('')
      wide = 0
    }
    found[found.length - 1] += letter
    wide += its
  }
  return found
}

const lines = (text: string) => escaped(text).replaceAll('\n', '<br>')

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)
