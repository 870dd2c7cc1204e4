import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Empty, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { NotLaidDown } from '#rooms/policy/ui/NotLaidDown.tsx'
import type { kpi } from '../contract.ts'
import { calendarMessages } from './calendar.messages.ts'
import type { Calendar, CalendarItem } from './item.ts'
import { NameOwner } from './NameOwner.tsx'

/** /kpi/calendar: which values are known, due, missing or stale, by the month; first what is one's own. */
export function CalendarPage() {
  const t = useMessages(calendarMessages)
  const api = useApi<{ kpi: typeof kpi }>()
  const { data, error, refetch } = useQuery(api.kpi.showKpiCalendar.queryOptions({ input: {} }))
  if (error) return <PageTrouble title={t('title')} lead={t('lead')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const mine = data.items.filter(({ isMine }) => isMine)
  return (
    <>
      <PageHeading
        lead={t('lead')}
        actions={
          <>
            <Link to="/model">{t('open')}</Link>
            <Link to="/kpi/measures">{t('measures')}</Link>
          </>
        }
      >
        {t('title')}
      </PageHeading>
      {mine.length > 0 && (
        <Section title={t('mine')}>
          {mine.some(isOwed) ? <Items calendar={data} items={mine.filter(isOwed)} /> : <Empty>{t('mine.none')}</Empty>}
        </Section>
      )}
      <Section title={t('all')}>
        {data.items.length > 0 ? <Items calendar={data} items={data.items} /> : <NotLaidDown part="kpis" />}
      </Section>
    </>
  )
}

function isOwed({ periods, isStale }: CalendarItem): boolean {
  return isStale || periods.some(({ state }) => state === 'missing' || state === 'soon')
}

function Items({ calendar, items }: { calendar: Calendar; items: readonly CalendarItem[] }) {
  return (
    <ul className="grid gap-3">
      {items.map((item) => (
        <li key={item.id} className="rounded-12 border border-solid-gray-200 bg-white p-4">
          <Row calendar={calendar} item={item} />
        </li>
      ))}
    </ul>
  )
}

const tones = { known: 'green', missing: 'yellow', soon: 'blue', ahead: 'plain' } as const

function Row({ calendar, item }: { calendar: Calendar; item: CalendarItem }) {
  const t = useMessages(calendarMessages)
  const { language } = useLanguage()
  const { id, name, isByHand, section, owner, lastOn, isStale, periods, hasTarget, path } = item
  const day = (date: string) => formatDate(date, language)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Link to={`/kpi/${id}`} className="text-std-16B-170">
        {name}
      </Link>
      <p className="figures flex flex-wrap items-center gap-x-4 gap-y-1 text-dns-14N-130 text-solid-gray-700">
        {section && <span>{t('section', { name: section })}</span>}
        <span>{owner ? t('owner', { name: owner.name ?? '—' }) : t('owner.none')}</span>
        {isByHand ? (
          <span>{lastOn ? t('last', { date: day(lastOn) }) : t('never')}</span>
        ) : (
          <span>{t(lastOn ? 'counted' : 'counted.none')}</span>
        )}
        {isStale && <Tag tone="yellow">{t('stale')}</Tag>}
      </p>
      {item.isMine && isByHand && (
        <p data-print="no">
          <Link to={`/kpi/${id}`}>
            {t('enter')}
            <span className="sr-only"> {name}</span>
          </Link>
        </p>
      )}
      {hasTarget && <Path path={path} />}
      {periods.length > 0 && (
        <ul className="figures flex flex-wrap gap-x-4 gap-y-2">
          {periods.map(({ to, state }) => (
            <li key={to} className="flex flex-wrap items-center gap-2">
              <span>{t('due', { date: day(to) })}</span>
              <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
      {calendar.may.includes('nameKpiOwner') && <NameOwner item={item} />}
    </div>
  )
}

/** Whether today's pace leads to the target, as it was looked at last. */
function Path({ path }: { path: CalendarItem['path'] }) {
  const t = useMessages(calendarMessages)
  const { language } = useLanguage()
  if (!path || path.lookedOn === null) return <p className="text-dns-14N-130 text-solid-gray-700">{t('path.ahead')}</p>
  return (
    <p className="figures flex flex-wrap items-center gap-2 text-dns-14N-130 text-solid-gray-700">
      <Tag tone={path.outlook === 'offPath' ? 'yellow' : 'plain'}>{t(`path.${path.outlook}`)}</Tag>
      {t('path.looked', { date: formatDate(path.lookedOn, language) })}
    </p>
  )
}
