import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import { PlainTable } from '#platform/ui/table/PlainTable.tsx'
import { adminMessages } from './admin.messages.ts'
import { SheetItems } from './SheetItems.tsx'
import { useTestsApi } from './useTests.ts'

/** The sheet that is printed and filled in; nothing of what is right is on it. */
export function PaperPage() {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const code = String(useParams({ strict: false }).code)
  const { data, error, refetch } = useQuery(api.attempts.showPaper.queryOptions({ input: { code } }))
  if (error) return <PageTrouble title={t('papers.code', { code })} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const blank = 'inline-block w-48 border-solid-gray-800 border-b'
  return (
    <div data-pages="numbered">
      <Trail {...data} />
      <PageHeading lead={t('sheet.head', { code, minutes: data.minutes })} actions={<Print />}>
        {t('sheet.title', { title: data.title })}
      </PageHeading>
      <p className="mb-6 flex flex-wrap gap-6">
        {(['number', 'name', 'day'] as const).map((part) => (
          <span key={part}>
            {t(`sheet.${part}`)} <span aria-hidden="true" className={blank} />
          </span>
        ))}
      </p>
      {data.note && <p className="mb-6 whitespace-pre-line">{data.note}</p>}
      <SheetItems items={data.items} hasPlaces />
    </div>
  )
}

/** What is right, on a sheet of its own. */
export function PaperKeyPage() {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const code = String(useParams({ strict: false }).code)
  const { data, error, refetch } = useQuery(api.attempts.showPaperKey.queryOptions({ input: { code } }))
  if (error) return <PageTrouble title={t('papers.code', { code })} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const cell = 'border-solid-gray-300 border-b px-3 py-2 text-left align-top'
  return (
    <div data-pages="numbered">
      <Trail {...data} />
      <PageHeading lead={`${t('papers.code', { code })} · ${t('key.lead')}`} actions={<Print />}>
        {t('key.title', { title: data.title })}
      </PageHeading>
      <PlainTable caption={t('papers.key')} className="w-full">
        <thead>
          <tr>
            <th scope="col" className={cell}>
              {t('key.place')}
            </th>
            <th scope="col" className={cell}>
              {t('key.right')}
            </th>
            <th scope="col" className={cell}>
              {t('key.why')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.answers.map(({ place, right, explanation }) => (
            <tr key={place}>
              <th scope="row" className={`figures ${cell}`}>
                {place}
              </th>
              <td className={cell}>{right}</td>
              <td className={`${cell} whitespace-pre-line`}>{explanation}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  )
}

function Trail({ testId, title, code }: { testId: number; title: string; code: string }) {
  const t = useMessages(adminMessages)
  return (
    <Breadcrumbs
      crumbs={[
        { label: t('tests'), to: '/admin/tests' },
        { label: title, to: `/admin/tests/${testId}` },
        { label: t('papers.code', { code }) },
      ]}
    />
  )
}

function Print() {
  const t = useMessages(adminMessages)
  return <Button onClick={() => window.print()}>{t('sheet.print')}</Button>
}
