import { useState } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { AnswerSheet } from '#rooms/surveys/ui/AnswerSheet.tsx'
import { useSession } from '../session.ts'
import type { Fed } from './sight.ts'

/** So many lines are read at a look; the others at one press. */
const FIRST = 10

/** What my records fed this year, by day: what I did, and which KPIs count it. Compared with nobody's. */
export function FedRecords({ fed }: { fed: Fed }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const [isAll, setAll] = useState(false)
  const shown = isAll ? fed.records : fed.records.slice(0, FIRST)
  return (
    <Section title={t('fed.title')} lead={t('fed.lead', { from: formatDate(fed.from, language) })}>
      {fed.records.length === 0 ? (
        <Empty>{t('fed.nothing')}</Empty>
      ) : (
        <>
          <ol className="grid gap-2">
            {shown.map((record) => (
              <li key={record.id} className="rounded-8 border border-solid-gray-200 bg-white px-4 py-2">
                <p className="flex flex-wrap gap-x-4">
                  <span className="figures text-solid-gray-700">{formatDate(record.day, language)}</span>
                  <Link to={record.path}>{record.what}</Link>
                </p>
                <Counts record={record} />
              </li>
            ))}
          </ol>
          {shown.length < fed.records.length && (
            <p className="mt-3" data-print="no">
              <Button look="secondary" size="small" onClick={() => setAll(true)}>
                {t('fed.all', { n: fed.records.length })}
              </Button>
            </p>
          )}
          {fed.isCut && <p className="mt-2 text-dns-14N-130 text-solid-gray-700">{t('fed.cut')}</p>}
        </>
      )}
    </Section>
  )
}

function Counts({ record: { kpis, measures } }: { record: Fed['records'][number] }) {
  const t = useMessages(homeMessages)
  if (kpis.length === 0 && measures.length === 0) return null
  if (kpis.length === 0)
    return <p className="text-dns-14N-130 text-solid-gray-700">{t('fed.no_kpi', { measures: measures.join('、') })}</p>
  return (
    <ul aria-label={t('fed.into')} className="text-dns-14N-130">
      {kpis.map(({ id, name, nodeName }) => (
        <li key={id}>
          <span aria-hidden="true">→ </span>
          <Link to={`/kpi/${id}`}>{name}</Link>{' '}
          {nodeName !== null && <span className="text-solid-gray-700">({nodeName})</span>}
        </li>
      ))}
    </ul>
  )
}

/** Whether one feels it oneself: asked where the line is seen, answered as a survey is, with a ballot that leads back to nobody. */
export function Feeling({ question }: { question: NonNullable<Fed['question']> }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { signedIn } = useSession()
  const [isOpen, setOpen] = useState(false)
  const { title, wording, kpi, roundId, on } = question
  const person = signedIn?.staffMemberId ?? null
  const date = on === null ? '' : formatDate(on, language)
  return (
    <Section title={t('feeling.title')}>
      <Card>
        <p className="text-std-20B-150">{wording}</p>
        <p className="mt-1 text-dns-14N-130 text-solid-gray-700">
          {t('feeling.counted')} <Link to={`/kpi/${kpi.id}`}>{kpi.name}</Link>
        </p>
        {roundId === null || person === null ? (
          <p className="mt-3">{t(on === null ? 'feeling.not_yet' : 'feeling.later', { title, date })}</p>
        ) : isOpen ? (
          <div className="mt-4">
            <AnswerSheet isPart {...{ person, roundId }} />
          </div>
        ) : (
          <div className="mt-3 flex flex-wrap items-center gap-4">
            <Button onClick={() => setOpen(true)}>{t('feeling.answer')}</Button>
            <span>{t('feeling.open', { title, date })}</span>
          </div>
        )}
      </Card>
    </Section>
  )
}
