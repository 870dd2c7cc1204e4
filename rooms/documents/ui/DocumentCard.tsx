import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { isStale } from '#platform/ui/form/edited.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { RestatedValue, Tag } from '#platform/ui/Tags.tsx'
import { formatWithCounts } from '#rooms/kpi/rules.ts'
import type { documents } from '../contract.ts'
import { documentsMessages } from '../messages.ts'
import { TextsForm } from './TextsForm.tsx'
import { useWork } from './useDocumentsApi.ts'

export type Listed = Output<typeof documents.listDocuments>
type One = Listed['kinds'][number]
type Issued = One['issued'][number]

const types = {
  pdf: 'application/pdf',
  html: 'text/html',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const
const formats = ['pdf', 'html', 'xlsx', 'csv'] as const

/** One kind of document: its draft, its words, and what was issued. */
export function DocumentCard({ fiscalYear, one, may }: { fiscalYear: number; one: One; may: Listed['may'] }) {
  const t = useMessages(documentsMessages)
  const { kind, mayBeMade, issued, texts } = one
  const [writes, setWrites] = useState(false)
  return (
    <li className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <h2 className="text-std-20B-150">{t(`kind.${kind}`)}</h2>
      <p className="mt-1 text-solid-gray-700">{t(`kind.${kind}.lead`)}</p>
      {mayBeMade ? (
        <div className="mt-4 grid gap-4">
          <Files fiscalYear={fiscalYear} kind={kind} />
          {may.includes('writeDocument') && texts.length > 0 && (
            <div>
              <Button look="secondary" size="small" aria-expanded={writes} onClick={() => setWrites(!writes)}>
                {t('write')}
              </Button>
            </div>
          )}
          {writes && <TextsForm fiscalYear={fiscalYear} one={one} onSaved={() => setWrites(false)} />}
          {may.includes('issueDocument') && <Issue fiscalYear={fiscalYear} one={one} />}
        </div>
      ) : (
        <p className="mt-4">
          <Tag tone="yellow">{t('refusal.sample_not_public')}</Tag>
        </p>
      )}
      <ul className="mt-4 grid gap-4">
        {issued.map((edition) => (
          <Edition key={edition.number} fiscalYear={fiscalYear} kind={kind} edition={edition} />
        ))}
      </ul>
      {issued.length === 0 && mayBeMade && <p className="mt-4 text-solid-gray-700">{t('issued.none')}</p>}
    </li>
  )
}

/** Each format as a file; of an issue, or of the draft. */
function Files({ fiscalYear, kind, number }: { fiscalYear: number; kind: One['kind']; number?: number }) {
  const t = useMessages(documentsMessages)
  const { work, error } = useWork()
  const state = number === undefined ? t('draft') : t('issued', { number })
  async function save(format: (typeof formats)[number]) {
    const input = { fiscalYear, kind, format, ...(number === undefined ? {} : { number }) }
    const file = await work((client) => client.documents.showDocumentFile(input))
    if (!file) return
    saveSent(file, types[format])
    if (file.columns) saveSent(file.columns, 'application/csvm+json')
  }
  return (
    <div>
      <p className="mb-2 text-std-16B-170">{state}</p>
      <div className="flex flex-wrap gap-2">
        {formats.map((format) => {
          const name = t(`format.${format}`)
          return (
            <Button
              key={format}
              look="secondary"
              size="small"
              aria-label={t('save.of', { kind: t(`kind.${kind}`), state, format: name })}
              onClick={() => save(format)}
            >
              {t('save', { format: name })}
            </Button>
          )
        })}
      </div>
      {error && (
        <div className="mt-3">
          <Trouble error={error} />
        </div>
      )}
    </div>
  )
}

function Issue({ fiscalYear, one: { kind, version } }: { fiscalYear: number; one: One }) {
  const t = useMessages(documentsMessages)
  const [asks, setAsks] = useState(false)
  const { work, error, isPending } = useWork()
  const name = t(`kind.${kind}`)
  const issue = () => {
    setAsks(false)
    return work(
      (client) => client.documents.issueDocument({ fiscalYear, kind, seen: version }),
      ({ number }) => t('issue.done', { kind: name, number }),
    )
  }
  return (
    <div>
      {error && (
        <div className="mb-3">
          {isStale(error) ? <p role="alert">{t('issue.stale')}</p> : <Trouble error={error} />}
        </div>
      )}
      <Button busy={isPending} aria-label={t('issue.of', { kind: name })} onClick={() => setAsks(true)}>
        {t('issue')}
      </Button>
      <ConfirmDialog
        title={t('issue.title', { kind: name })}
        open={asks}
        onClose={() => setAsks(false)}
        confirmLabel={t('issue')}
        danger={false}
        onConfirm={issue}
      >
        <p>{t('issue.text')}</p>
      </ConfirmDialog>
    </div>
  )
}

/** An issued document: its files as they were, their digests, and what was restated since. */
function Edition({ fiscalYear, kind, edition }: { fiscalYear: number; kind: One['kind']; edition: Issued }) {
  const t = useMessages(documentsMessages)
  const { language } = useLanguage()
  const { number, issuedOn, files, restatedSince } = edition
  const words = (counted: Issued['restatedSince'][number]['before'], unit: string) =>
    formatWithCounts(counted, unit, language) ?? t('none')
  return (
    <li className="border-solid-gray-300 border-t pt-4">
      <Files fiscalYear={fiscalYear} kind={kind} number={number} />
      <p className="mt-2 flex flex-wrap items-center gap-2 text-solid-gray-700">
        {t('issued.on', { date: formatDate(issuedOn, language) })}
        {restatedSince.length > 0 && <Tag tone="yellow">{t('issued.restated')}</Tag>}
      </p>
      {restatedSince.length > 0 && (
        <>
          <p className="mt-2">{t('issued.restated.lead')}</p>
          <ul className="mt-2 grid gap-2">
            {restatedSince.map(({ id, name, unit, before, after, reason, on }) => (
              <li key={`${id} ${on} ${reason}`}>
                <span className="block">{name}</span>
                <RestatedValue before={words(before, unit)} after={words(after, unit)} reason={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      <details className="mt-2">
        <summary className="min-h-11 cursor-pointer py-2 text-dns-14N-130">{t('issued.hash')}</summary>
        <dl className="grid gap-1 text-dns-14N-130">
          {files.map(({ format, sha256 }) => (
            <div key={format}>
              <dt className="inline">{t(`format.${format}`)} </dt>
              <dd className="figures inline break-all">{sha256}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}
