import { useMutation } from '@tanstack/react-query'
import { readingMessages } from '#app/editions/reading.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { base64Of, saveFile, saveSent } from '#platform/ui/files.ts'
import { Section } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { client } from '../../api.ts'
import { useWords } from '../compare/useWords.ts'
import { SaveButtons } from '../SaveButtons.tsx'

/** The policy as a booklet: to print, to send, to lay before the council. */
export function Booklet() {
  const t = useMessages(readingMessages)
  const save = useMutation({
    mutationFn: (format: 'pdf' | 'html') => client.policy.showPolicyBooklet({ format }),
    onSuccess: (file, format) => saveSent(file, format === 'pdf' ? 'application/pdf' : 'text/html'),
  })
  return (
    <div className="mt-4">
      <SaveButtons formats={['pdf', 'html']} save={save} label={(format) => t(`booklet.${format}`)} />
    </div>
  )
}

interface Row {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly hypothesis: string
  readonly sign: string
  readonly years: number
  readonly evidence: string
}

/** The model to take along: as a picture, and as a table with its own files. */
export function ModelToTake({ document }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const { plain } = useWords()
  const save = useMutation({
    mutationFn: async (format: 'svg' | 'png') => {
      const { name, svg } = await client.logicModel.showModelPicture({})
      saveFile(format === 'svg' ? pictureOf(svg) : await asPng(await withFonts(svg)), `${name}.${format}`)
    },
  })
  if (!document.model) return null
  const names = new Map(modelNodes(document).map(({ id, name }) => [id, name]))
  const rows = document.model.arrows.map(
    ({ from, to, hypothesis, sign, lagYears, evidence }): Row => ({
      ...{ key: `${from} ${to}`, hypothesis, years: lagYears },
      ...{ from: names.get(from) ?? from, to: names.get(to) ?? to },
      ...{ sign: plain(sign) ?? '', evidence: plain(evidence) ?? '' },
    }),
  )
  const columns = (['from', 'to', 'hypothesis', 'sign', 'years', 'evidence'] as const).map(
    (id): Column<Row> => ({
      ...{ id, header: t(`model.${id}`), cell: (row) => row[id], value: (row) => row[id], isRowHeader: id === 'from' },
      ...(id === 'years' ? { align: 'end' as const } : {}),
    }),
  )
  return (
    <Section title={t('model.title')} lead={t('model.lead')}>
      <div className="mb-3">
        <SaveButtons formats={['svg', 'png']} save={save} label={(format) => t(`model.${format}`)} />
      </div>
      <details>
        <summary className="min-h-11 cursor-pointer py-2">{t('model.table', { n: rows.length })}</summary>
        <DataTable
          name="model"
          caption={t('model.caption')}
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
          filter={rows.length > 12 ? undefined : false}
        />
      </details>
    </Section>
  )
}

const pictureOf = (svg: string) => new Blob([svg], { type: 'image/svg+xml' })

/** A picture that is drawn by itself knows no font of the page, and not every machine has one of Japanese: what its letters need goes into it. */
async function withFonts(svg: string): Promise<string> {
  const letters = [...new Set(svg)].map((letter) => letter.codePointAt(0)!)
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) =>
      rule instanceof CSSFontFaceRule && isNeeded(rule.style, letters) ? [embedded(rule, sheet.href)] : [],
    ),
  )
  const style = `<style>${(await Promise.all(faces)).join('')}</style>`
  return svg.replace(/<svg[^>]*>/, (opening) => `${opening}${style}`)
}

/** All words of the picture are bold. */
function isNeeded(style: CSSStyleDeclaration, letters: readonly number[]): boolean {
  if (style.getPropertyValue('font-weight') !== '700') return false
  const ranges = [...style.getPropertyValue('unicode-range').matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(
    ([, first, last = first]) => [Number.parseInt(first!, 16), Number.parseInt(last!, 16)] as const,
  )
  return letters.some((letter) => ranges.some(([first, last]) => first <= letter && letter <= last))
}

async function embedded({ style }: CSSFontFaceRule, base: string | null): Promise<string> {
  const [, address = ''] = style.getPropertyValue('src').match(/url\("([^"]+)"\)/) ?? []
  const font = await (await fetch(new URL(address, base ?? document.baseURI))).blob()
  const src = `url(data:font/woff2;base64,${await base64Of(font)}) format("woff2")`
  const said = ['font-family', 'font-weight', 'unicode-range'].map((name) => `${name}:${style.getPropertyValue(name)};`)
  return `@font-face{${said.join('')}src:${src}}`
}

/** Drawn in the browser, large enough for a sheet of A3. */
async function asPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(pictureOf(svg))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const scale = Math.min(3, MOST_PIXELS / Math.max(image.width, image.height))
    const canvas = Object.assign(document.createElement('canvas'), {
      width: Math.round(image.width * scale),
      height: Math.round(image.height * scale),
    })
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((png) => (png ? resolve(png) : reject(new Error('The picture is too large to draw'))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
/** Beyond it browsers draw nothing. */
const MOST_PIXELS = 12_000
