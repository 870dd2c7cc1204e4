import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { numberOf, usePlace } from '#platform/ui/table/address.ts'
import { PlacePager } from '#platform/ui/table/Pager.tsx'
import type { journal } from '../contract.ts'
import { journalMessages } from '../messages.ts'
import { Look, type LookLine } from './Look.tsx'
import { dayOf } from './moment.ts'

const pageSize = 50

/** わたしの記録を見た人 (INV-S4): day by day, the newest first. */
export function LooksAtMePage() {
  const t = useMessages(journalMessages)
  const api = useApi<{ journal: typeof journal }>()
  const place = usePlace()
  const before = numberOf(place)
  const { data, error, refetch } = useQuery(
    api.journal.listLooksAtMe.queryOptions({ input: { before, pageSize }, placeholderData: keepPreviousData }),
  )
  return (
    <>
      <PageHeading lead={t('mine.lead')}>{t('mine.title')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : !data ? <Waiting shape="list" rows={5} /> : null}
      {data?.lines.length === 0 && before === undefined && <NobodyYet />}
      {data && (
        <>
          <Days lines={data.lines} />
          <PlacePager place={place} next={data.hasOlder ? data.lines.at(-1)?.lineId : undefined} isByTime />
        </>
      )}
      <Section title={t('mine.who')}>
        <ul className="list-disc space-y-1 pl-6">
          <li>{t('mine.who.head')}</li>
          <li>{t('mine.who.hr')}</li>
          <li>{t('mine.who.others')}</li>
        </ul>
      </Section>
    </>
  )
}

function NobodyYet() {
  const t = useMessages(journalMessages)
  return (
    <Empty
      title={t('mine.empty.title')}
      action={
        <LinkButton to="/skills" look="secondary">
          {t('mine.empty.skills')}
        </LinkButton>
      }
    >
      {t('mine.empty')}
    </Empty>
  )
}

function Days({ lines }: { lines: readonly LookLine[] }) {
  const t = useMessages(journalMessages)
  const { language } = useLanguage()
  return Map.groupBy(lines, ({ at }) => dayOf(at))
    .entries()
    .toArray()
    .map(([day, looks]) => (
      <Section key={day} title={formatDate(day, language, 'weekday')}>
        <ul
          aria-label={t('mine.list', { date: formatDate(day, language) })}
          className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white"
        >
          {looks.map((line) => (
            <Look key={line.lineId} line={line} />
          ))}
        </ul>
      </Section>
    ))
}
