import { useEffect, useRef } from 'react'
import type { home } from '#app/home/contract.ts'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'

type Result = Output<typeof home.previewPolicy>
type Problem = Result['problems'][number]
type Summary = NonNullable<Result['summary']>

/** What is wrong, by line; or what the file says beside what is in force. */
export function CheckResult({ result }: { result: Result }) {
  const t = useMessages(policyPageMessages)
  const { problems, warnings, summary, inForce } = result
  const said = useRef<HTMLParagraphElement>(null)
  // The answer may stand below the edge of the window: whoever asked is brought to it.
  useEffect(() => {
    if (result) said.current?.focus()
  }, [result])
  return (
    <div className="mt-4 grid gap-4">
      <p ref={said} role="status" tabIndex={-1} className="text-std-16B-170">
        {problems.length > 0 ? t('result.faulty', { n: problems.length }) : t('result.good')}
      </p>
      {problems.length > 0 && <ProblemTable name="problems" caption={t('problems.caption')} problems={problems} />}
      {summary && <SummaryTable summary={summary} inForce={inForce} />}
      {warnings.length > 0 && (
        <details className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
          <summary className="cursor-pointer text-std-20B-150">{t('warnings.title', { n: warnings.length })}</summary>
          <p className="my-3 text-solid-gray-700">{t('warnings.lead')}</p>
          <ProblemTable name="warnings" caption={t('warnings.title', { n: warnings.length })} problems={warnings} />
        </details>
      )}
    </div>
  )
}

function ProblemTable({ name, caption, problems }: { name: string; caption: string; problems: readonly Problem[] }) {
  const t = useMessages(policyPageMessages)
  const columns: Column<Problem>[] = [
    { id: 'line', header: t('problem.line'), cell: ({ line }) => line, value: ({ line }) => line, align: 'end' },
    { id: 'column', header: t('problem.column'), cell: ({ column }) => column, align: 'end' },
    {
      id: 'path',
      header: t('problem.path'),
      cell: ({ path }) => <code className="break-all">{path}</code>,
      value: ({ path }) => path,
    },
    {
      id: 'message',
      header: t('problem.reason'),
      isRowHeader: true,
      cell: ({ message }) => message,
      value: ({ message }) => message,
    },
  ]
  return (
    <DataTable
      name={name}
      caption={caption}
      columns={columns}
      rows={problems}
      rowKey={({ line, column, path, message }) => `${line}:${column} ${path} ${message}`}
    />
  )
}

function SummaryTable({ summary, inForce }: { summary: Summary; inForce: Summary | null }) {
  const t = useMessages(policyPageMessages)
  const rows = useRows()
  const before = inForce && rows(inForce)
  return (
    <Card title={t('summary.title')}>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{t('summary.caption')}</caption>
        <thead className="max-sm:sr-only">
          <tr className="border-solid-gray-420 border-b text-dns-14B-130">
            <th scope="col" className="py-2 pr-4">
              {t('summary.item')}
            </th>
            {before && (
              <th scope="col" className="py-2 pr-4">
                {t('summary.before')}
              </th>
            )}
            <th scope="col" className="py-2">
              {t('summary.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows(summary).map(({ label, says }, index) => {
            const former = before?.[index]?.says
            return (
              <tr key={label} className="border-solid-gray-200 border-b align-top max-sm:block max-sm:py-2">
                <th scope="row" className="py-2 pr-4 text-solid-gray-700 max-sm:block max-sm:py-0 sm:w-48">
                  {label}
                </th>
                {former !== undefined && (
                  <td className="py-2 pr-4 max-sm:block max-sm:py-0">
                    <span className="text-dns-14N-130 text-solid-gray-700 sm:hidden">{t('summary.before')}: </span>
                    {former}
                  </td>
                )}
                <td
                  className={`py-2 max-sm:block max-sm:py-0 ${former !== undefined && former !== says ? 'font-bold' : ''}`}
                >
                  <span className="text-dns-14N-130 text-solid-gray-700 sm:hidden">{t('summary.after')}: </span>
                  {says}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}

function levelsOf({ directOutcomes, intermediateOutcomes, finalOutcomes, ...rest }: NonNullable<Summary['model']>) {
  return { ...rest, direct: directOutcomes, intermediate: intermediateOutcomes, final: finalOutcomes }
}

function useRows() {
  const t = useMessages(policyPageMessages)
  const { language } = useLanguage()
  const list = new Intl.ListFormat(language, { type: 'unit' })
  return (summary: Summary) => {
    const none = t('summary.none')
    return [
      { label: t('summary.title_row'), says: `${summary.town} ${summary.title}` },
      { label: t('summary.edition'), says: summary.edition },
      {
        label: t('summary.statements'),
        says: summary.statements ? t('summary.count', { n: summary.statements }) : none,
      },
      { label: t('summary.grades'), says: list.format(summary.grades) || none },
      {
        label: t('summary.tiers'),
        says:
          list.format(summary.tiers.map(({ name, skills, weight }) => t('summary.tier', { name, skills, weight }))) ||
          none,
      },
      { label: t('summary.floor'), says: list.format(summary.floorSkills) || none },
      { label: t('summary.model'), says: summary.model ? t('summary.model_says', levelsOf(summary.model)) : none },
      {
        label: t('summary.kpis'),
        says: summary.values
          ? t('summary.kpis_say', {
              kpis: summary.values.kpis,
              without: summary.values.kpisWithoutTarget,
              indicators: summary.values.indicators,
            })
          : none,
      },
      { label: t('summary.samples'), says: t('summary.count', { n: summary.samples }) },
    ]
  }
}
