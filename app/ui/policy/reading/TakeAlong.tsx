import { useMutation } from '@tanstack/react-query'
import { readingMessages } from '#app/editions/reading.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { saveFile, saveSent } from '#platform/ui/files.ts'
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
      const picture = new Blob([svg], { type: 'image/svg+xml' })
      saveFile(format === 'svg' ? picture : await asPng(picture), `${name}.${format}`)
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

/** Drawn in the browser, large enough for a sheet of A3. */
async function asPng(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg)
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
