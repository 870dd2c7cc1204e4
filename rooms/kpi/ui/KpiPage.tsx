import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '#platform/client/react.tsx'
import { listOf } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Figure } from '#platform/ui/Figure.tsx'
import { Breadcrumbs, Card, KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { FrozenTag, RestatedValue, Tag } from '#platform/ui/Tags.tsx'
import type { kpi } from '../contract.ts'
import { kpiMessages } from '../messages.ts'
import { formatStated, formatWithCounts, shownFigure } from '../rules.ts'
import { AsOfForm } from './AsOfForm.tsx'
import { Entries } from './Entries.tsx'
import type { Item, Shown } from './item.ts'
import { MovementMark, StatusTag } from './KpiChip.tsx'
import { Lowest } from './Lowest.tsx'
import { madeOfItems } from './made-of.tsx'
import { Records } from './Records.tsx'
import { Sections } from './Sections.tsx'
import { Trend } from './Trend.tsx'
import { WhyChanged } from './WhyChanged.tsx'

/** /kpi/$kpiId: one number and everything that it is made of, within the reader's rights. */
export function KpiPage() {
  const t = useMessages(kpiMessages)
  const api = useApi<{ kpi: typeof kpi }>()
  const { kpiId = '' } = useParams({ strict: false }) as { kpiId?: string }
  const { asOf, within } = useSearch({ strict: false }) as { asOf?: string; within?: string | number }
  const { data, error, refetch } = useQuery({
    ...api.kpi.showKpi.queryOptions({
      input: { kpiId, asOf, ...(within === undefined ? {} : { within: String(within) }) },
    }),
    // The rest of the page stands while another section is looked into.
    placeholderData: (before) => (before?.item.id === kpiId ? before : undefined),
  })
  if (error) {
    return (
      <>
        <PageHeading>{t('kpi')}</PageHeading>
        <Trouble error={error} retry={refetch} />
      </>
    )
  }
  if (!data) return <Waiting shape="page" />
  const { item } = data
  return (
    <SampleScope onlyWhole isSample={item.isSample}>
      {(sample) => (
        <>
          <Breadcrumbs crumbs={[{ label: t('crumb.model'), to: '/model' }, { label: item.name }]} />
          <PageHeading
            aside={
              <span className="flex flex-wrap gap-2">
                <Tag tone={item.kind === 'kpi' ? 'blue' : 'plain'}>{t(item.kind)}</Tag>
                {sample}
              </span>
            }
            lead={item.kind === 'kpi' ? item.definition : t('indicator.note')}
          >
            {item.name}
          </PageHeading>
          <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="grid grid-cols-1 gap-6">
              <Now shown={data} />
              <Section title={t('trend')}>
                <Trend item={item} fiscalYear={data.fiscalYear} isToday={asOf === undefined} />
              </Section>
            </div>
            <Card title={t('made_of')}>
              <MadeOfItem shown={data} />
            </Card>
          </div>
          {data.may.askWhy && (
            <WhyChanged
              key={`${kpiId} ${data.asOf}`}
              kpiId={kpiId}
              asOf={data.asOf}
              within={data.may.openRecords && within !== undefined ? String(within) : undefined}
            />
          )}
          {(data.sections || data.ownSections) && <Sections shown={data} />}
          {data.sectionsAtMonthEnds && (
            <Section title={t('sections')}>
              <p>{t('sections.month_ends')}</p>
            </Section>
          )}
          {data.may.openRecords && <Records kpiId={kpiId} name={item.name} shown={data} />}
          {data.may.enterValue && <Entries shown={data} />}
        </>
      )}
    </SampleScope>
  )
}

function Now({ shown }: { shown: Shown }) {
  const { item, asOf, fiscalYear } = shown
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const { value, unit } = item
  const counts = value?.denominator != null && (formatWithCounts(value, unit, language) ?? '')
  const figure = shownFigure(value, unit)
  return (
    <Card isSample={item.isSample || value?.restsOnSample === true}>
      <Figure
        label={item.name}
        hideLabel
        size="large"
        value={figure}
        digits={figure === null || Number.isInteger(figure) ? 0 : 1}
        unit={unit}
        n={value?.denominator ?? null}
        asOf={value?.asOf ?? asOf}
        isSample={item.isSample || value?.restsOnSample === true}
        aside={item.frozen && <FrozenTag on={item.frozen.frozenOn} />}
      />
      {counts && <p className="figures mt-1">{counts}</p>}
      <Restated item={item} />
      {(item.kind === 'kpi' || item.target !== null) && (
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <span>
            {t('target.of_year', { year: formatFiscalYear(item.targetYear ?? fiscalYear, language) })}{' '}
            <strong className="figures">
              {item.target === null ? t('status.noTarget') : formatStated(item.target, unit, language)}
            </strong>
          </span>
          {item.target !== null && <StatusTag status={item.status} />}
          {item.left !== null && <span>{t('target.left', { left: formatStated(item.left, unit, language) })}</span>}
          {item.kind === 'kpi' && <MovementMark movement={item.movement} />}
        </div>
      )}
      {shown.lowest && <Lowest lowest={shown.lowest} unit={unit} name={item.name} />}
      {unit === '%' && <p className="mt-3 text-dns-14N-130 text-solid-gray-700">{t('rounding')}</p>}
      <AsOfForm asOf={asOf} />
    </Card>
  )
}

function Restated({ item }: { item: Item }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  const restated = item.frozen?.restated
  if (!restated) return null
  const words = (counted: typeof item.value | typeof restated.to) =>
    formatWithCounts(counted, item.unit, language) ?? t('none')
  return <RestatedValue before={words(item.value)} after={words(restated.to)} reason={restated.reason} />
}

function MadeOfItem({ shown }: { shown: Shown }) {
  const t = useMessages(kpiMessages)
  const { language } = useLanguage()
  return (
    <KeyValues
      items={madeOfItems(shown, {
        t,
        number: (count) => count.toLocaleString(language),
        stated: (value) => formatStated(value, shown.item.unit, language),
        day: (date) => formatDate(date, language),
        list: (words) => listOf(words, language),
      })}
    />
  )
}
