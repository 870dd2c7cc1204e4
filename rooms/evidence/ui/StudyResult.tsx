import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Card, KeyValues, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { namedCell, PlainTable } from '#platform/ui/table/PlainTable.tsx'
import { columnsInWords } from '../columns.rules.ts'
import type { evidence } from '../contract.ts'
import { hasComparison } from '../statement.rules.ts'
import { LevelTag } from './LevelTag.tsx'
import { pageMessages, type Say } from './messages.ts'

type Study = Output<typeof evidence.showStudy>
type Result = Study['results'][number]

/** What the records answered: the difference in a sentence, what it assumes, why it earned its level, what would overturn it. */
export function StudyResult({ study, result }: { study: Study; result: Result }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const ran = { date: formatDate(result.ranOn, language) }
  return (
    <>
      <Card>
        <p className="flex flex-wrap items-center gap-3 text-dns-14N-130 text-solid-gray-700">
          {result.ranBy ? t('result.ran_by', { ...ran, name: result.ranBy }) : t('result.ran_on', ran)}
          {result.restsOnSample && <SampleTag />}
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-3">
          {t('result.earned')} <LevelTag level={result.level} />
          <Tag tone={result.finding === 'with' ? 'green' : result.finding === 'against' ? 'yellow' : 'plain'}>
            {t(`finding.${result.finding}`)}
          </Tag>
        </p>
        <Sentence {...{ study, result }} />
        {result.nearTo.length > 0 && (
          <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
            {t('result.near', { studies: result.nearTo.map(String) })}
          </p>
        )}
      </Card>
      <Section level={3} title={t('why.title')}>
        <ul className="list-disc pl-6">
          {result.shortfalls.length === 0 && <li>{t('why.earned')}</li>}
          {result.shortfalls.map((one) => (
            <li key={one}>{t(`why.${one}`)}</li>
          ))}
        </ul>
      </Section>
      <Section level={3} title={t('overturn.title')}>
        <Overturned result={result} />
      </Section>
      <Section level={3} title={t('assumes.title')} lead={t('assumes.lead')}>
        <ul className="list-disc pl-6">
          {[...result.warnings, ...result.notes].map((words) => (
            <li key={words.ja}>{columnsInWords(words[language], language)}</li>
          ))}
        </ul>
      </Section>
      {result.balance.length > 0 && (
        <Section level={3} title={t('balance.title')} lead={t('balance.lead')}>
          <Balance result={result} />
        </Section>
      )}
    </>
  )
}

function Sentence({ study: { statement, names }, result }: { study: Study; result: Result }) {
  const t = useMessages(pageMessages)
  const { main, isShare, means, treated, comparison, left } = result
  const isCompared = hasComparison(statement.design)
  const unit = (value: number) =>
    isShare ? t('result.points', { n: figure(value * 100) }) : t('result.units', { n: figure(value) })
  const mean = (value: number) => (isShare ? `${figure(value * 100)}%` : figure(value))
  const [low, high] = main.interval95 ?? [Number.NaN, Number.NaN]
  const outcome = t(`statement.outcome.${statement.outcome.kind}`, {
    ...{ name: names.outcome, months: statement.months },
    level: statement.outcome.kind === 'atLeast' ? statement.outcome.level : '',
  })
  const said = {
    ...{ treated: t('result.treated'), comparison: t('result.comparison'), outcome, n: treated + comparison },
    ...{ size: unit(Math.abs(main.estimate)), more: t(main.estimate >= 0 ? 'more.+' : 'more.-') },
    ...{ low: unit(low), high: unit(high) },
  }
  return (
    <>
      <p className="my-3 text-std-20B-150">{t(isCompared ? 'result.with' : 'result.with_before', said)}</p>
      <p className="mb-3">
        {result.finding === 'none'
          ? t('result.no_difference')
          : t('result.not_effect', { level: t(`level.${result.level}`) })}
      </p>
      <KeyValues
        items={[
          ...(isCompared ? [{ label: t('result.sizes'), value: t('result.sizes_are', { treated, comparison }) }] : []),
          {
            label: t('result.left'),
            value: t('result.sizes_are', { treated: few(left.treated, t), comparison: few(left.comparison, t) }),
          },
          ...(means
            ? [
                {
                  label: t('result.means'),
                  value: t(isCompared ? 'result.means_are' : 'result.before_after_are', {
                    ...{ treated: mean(means.treated), comparison: mean(means.comparison) },
                  }),
                },
              ]
            : []),
          { label: t('result.uses'), value: `${main.estimator} / ${main.intervalUses ?? '—'}` },
          { label: t('result.p'), value: probability(main.pValue) },
        ]}
      />
    </>
  )
}

function Overturned({ result: { placebo, pretrend, sensitivity, isShare } }: { result: Result }) {
  const t = useMessages(pageMessages)
  const shown = (value: number | undefined) => (value === undefined ? '—' : figure(isShare ? value * 100 : value))
  return (
    <KeyValues
      items={[
        ...(pretrend
          ? [
              {
                label: t('overturn.pretrend'),
                value: t('overturn.pretrend_is', { p: probability(pretrend.pValue) }),
              },
            ]
          : [
              {
                label: t('overturn.placebo'),
                value: placebo
                  ? t('overturn.placebo_is', {
                      ...{ n: shown(placebo.estimate), p: probability(placebo.pValue) },
                      ...{ low: shown(placebo.interval95?.[0]), high: shown(placebo.interval95?.[1]) },
                    })
                  : t('overturn.placebo_none'),
              },
            ]),
        {
          label: t('overturn.unseen'),
          value: sensitivity
            ? t('overturn.unseen_is', {
                ...{ estimate: sensitivity.estimate.toFixed(2), interval: sensitivity.interval.toFixed(2) },
              })
            : t('overturn.unseen_none'),
        },
      ]}
    />
  )
}

function Balance({ result: { balance, adjustedDifference, isShare } }: { result: Result }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const cell = 'block py-1 md:table-cell md:py-2 md:pr-4 print:table-cell'
  const shown = (value: number | null, isPart: boolean) =>
    value === null ? '—' : isPart ? `${formatNumber(value * 100, language, 1)}%` : figure(value)
  return (
    <>
      <PlainTable
        className="figures block w-full border-solid-gray-420 border-t md:table print:table"
        caption={t('balance.title')}
      >
        <thead className="max-md:sr-only md:table-header-group print:not-sr-only print:table-header-group">
          <tr className="text-left text-dns-14N-130 text-solid-gray-700">
            {(['balance.trait', 'preview.treated', 'preview.comparison', 'balance.difference'] as const).map((key) => (
              <th key={key} scope="col" className="py-1 pr-4 font-normal">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block md:table-row-group print:table-row-group">
          {balance.map((row) => {
            const isPart = row.level !== null || (row.trait === 'before' && isShare)
            return (
              <tr
                key={`${row.trait} ${row.level}`}
                className="block border-solid-gray-200 border-b py-2 md:table-row print:table-row"
              >
                <th scope="row" className={`${cell} text-left font-normal`}>
                  <span>{t(`trait.${row.trait}`)}</span> <span>{row.level}</span>
                </th>
                <td data-name={t('preview.treated')} className={`${cell} ${namedCell}`}>
                  {row.isHidden ? t('balance.hidden') : shown(row.treated, isPart)}
                </td>
                <td data-name={t('preview.comparison')} className={`${cell} ${namedCell}`}>
                  {row.isHidden ? '—' : shown(row.comparison, isPart)}
                </td>
                <td data-name={t('balance.difference')} className={`${cell} ${namedCell}`}>
                  {row.difference === null ? '—' : twoDigits(row.difference)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </PlainTable>
      {adjustedDifference !== null && (
        <p className="mt-3">{t('balance.adjusted', { n: twoDigits(adjustedDifference) })}</p>
      )}
    </>
  )
}

/** Three digits that say something. */
function figure(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '—'
}

/** Nothing has no sign. */
function twoDigits(value: number): string {
  return value.toFixed(2).replace(/^-(0\.00)$/, '$1')
}

function probability(p: number | null): string {
  return p === null ? '—' : p < 0.001 ? '< 0.001' : p.toFixed(3)
}

function few(people: number | null, t: Say): string {
  return people === null ? t('preview.few') : String(people)
}
