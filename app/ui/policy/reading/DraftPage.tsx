import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { commentsPageMessages } from '#app/editions/comments-page.messages.ts'
import type { editions } from '#app/editions/contract.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useList, useMessages } from '#platform/i18n/react.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { api } from '../../api.ts'
import { PolicyWords } from '../../home/MvvWords.tsx'
import { useSession } from '../../session.ts'
import { AllComments } from '../comments/Comments.tsx'
import { TalkProvider } from '../comments/talk.tsx'
import { ComparedArrows, ComparedLevels } from '../compare/ComparedTables.tsx'
import { useWords } from '../compare/useWords.ts'
import { Marked, MarkedProvider } from './marked.tsx'
import { Parts } from './Parts.tsx'

type Draft = NonNullable<Output<typeof editions.showDraftToRead>['draft']>

/** /policy/drafts/…: those who decide read a draft, with what it changes marked, and comment. */
export function DraftPage() {
  const t = useMessages(commentsPageMessages)
  const list = useList()
  const { fieldName } = useWords()
  const { signedIn } = useSession()
  const workingDraftId = Number((useParams({ strict: false }) as { draftId?: string }).draftId)
  const { data, error, refetch } = useQuery(api.editions.showDraftToRead.queryOptions({ input: { workingDraftId } }))
  const isHr = signedIn?.adminWays.includes('policy')
  const crumbs = [{ label: t('draft.crumb'), to: '/policy' }, { label: data?.title ?? t('drafts.title') }]
  if (!data) {
    return (
      <>
        <Breadcrumbs crumbs={crumbs} />
        <PageHeading>{t('drafts.title')}</PageHeading>
        {error ? <Trouble error={error} retry={refetch} /> : <Waiting shape="page" />}
      </>
    )
  }
  const { title, from, draft, halfWritten, faults, isPublished } = data
  return (
    <>
      <Breadcrumbs crumbs={crumbs} />
      <PageHeading
        lead={from === null ? t('draft.lead.first') : t('draft.lead', { from })}
        actions={
          isHr && (
            <LinkButton look="secondary" to={`/admin/policy/drafts/${workingDraftId}`}>
              {t('draft.workshop')}
            </LinkButton>
          )
        }
      >
        {title}
      </PageHeading>
      {isPublished && <p className="mb-4">{t('draft.published')}</p>}
      {halfWritten.length > 0 && (
        <p className="mb-4 rounded-12 border border-yellow-800 bg-white p-4">
          {t('draft.half_written', { parts: list(halfWritten.map(fieldName)) })}
        </p>
      )}
      {faults.length > 0 && (
        <div className="mb-4 rounded-12 border border-yellow-800 bg-white p-4">
          <p className="text-std-16B-170">{t('draft.faults', { n: faults.length })}</p>
          <ul className="mt-1 list-disc pl-6">
            {faults.map(({ part, path, message }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fault is its place in the list.
              <li key={at} data-path={path}>
                {fieldName(part)}: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {draft ? (
        <TalkProvider of={{ workingDraftId }} data={draft.document}>
          <MarkedProvider value={draft.differences}>
            <Whole draft={draft} />
          </MarkedProvider>
        </TalkProvider>
      ) : (
        <Empty>{t('draft.unreadable')}</Empty>
      )}
    </>
  )
}

function Whole({ draft: { document, words, differences, levels, arrows } }: { draft: Draft }) {
  const t = useMessages(commentsPageMessages)
  const { fieldName } = useWords()
  return (
    <>
      <p role="status" className="text-std-16B-170">
        {differences.length > 0 ? t('draft.changes', { n: differences.length }) : t('draft.same')}
      </p>
      <AllComments />
      <Section title={fieldName('policy')}>
        <p>
          {document.policy.title} ({document.policy.edition})
        </p>
        <Marked parts={['policy']} />
      </Section>
      <PolicyWords words={words}>
        <Marked parts={['statements', 'chapters', 'desiredStaffProfile']} />
      </PolicyWords>
      <Parts document={document} />
      {document.pyramid && (
        <Section title={fieldName('pyramid')}>
          <Marked parts={['pyramid', 'skills']} />
        </Section>
      )}
      <ComparedLevels levels={levels} />
      {document.literacy && (
        <Section title={fieldName('literacy')}>
          <p>{document.literacy.population.note}</p>
          <Marked parts={['literacy']} />
        </Section>
      )}
      <Kpis document={document} />
      {document.model && (
        <Section title={fieldName('model')}>
          <Marked parts={['model', 'nodes', 'arrows']} />
        </Section>
      )}
      <ComparedArrows arrows={arrows} />
    </>
  )
}

type Kpi = NonNullable<PolicyDocument['kpis']>[number]

function Kpis({ document }: { document: PolicyDocument }) {
  const t = useMessages(commentsPageMessages)
  const { kpis, indicators } = document
  if (!(kpis || indicators)) return null
  const names = new Map(modelNodes(document).map(({ id, name }) => [id, name]))
  const targets = ({ targets: stated, unit }: Kpi) =>
    stated.flatMap(({ value }) => (value === undefined ? [] : [`${value}${unit}`])).join(' → ')
  const columns = [
    { id: 'name', header: t('kpis.name'), isRowHeader: true, cell: ({ name }: Kpi) => name },
    {
      id: 'outcome',
      header: t('kpis.outcome'),
      cell: ({ outcome }: Kpi) => names.get(outcome) ?? (document.model ? outcome : '—'),
    },
    { id: 'definition', header: t('kpis.definition'), cell: ({ definition }: Kpi) => definition },
    { id: 'target', header: t('kpis.target'), cell: targets },
  ]
  return (
    <Section title={t('kpis.title')}>
      {kpis && (
        <DataTable
          name="kpis"
          caption={t('kpis.title')}
          columns={columns}
          rows={kpis}
          rowKey={({ id }) => id}
          filter={kpis.length > 12 ? undefined : false}
        />
      )}
      <Marked parts={['kpis', 'indicators']} />
    </Section>
  )
}
