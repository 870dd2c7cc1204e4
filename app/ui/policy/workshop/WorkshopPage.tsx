import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { commentsPageMessages } from '#app/editions/comments-page.messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { saveFile } from '#platform/ui/files.ts'
import { useFocusOnChange } from '#platform/ui/focus.ts'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { laidDownMessages } from '#rooms/policy/laid-down.messages.ts'
import { client } from '../../api.ts'
import { CommentsAt, Threads } from '../comments/Comments.tsx'
import { keysOf, TalkProvider, useTalk } from '../comments/talk.tsx'
import { usePlace } from './aim.ts'
import { Changes } from './Changes.tsx'
import { Clashes } from './Clashes.tsx'
import { GroupPart, Items } from './Fields.tsx'
import { PopulationToday, useValueToday } from './Figures.tsx'
import { LeavingSkills } from './Leaving.tsx'
import { Matrix } from './Matrix.tsx'
import { Model } from './Model.tsx'
import { Outline } from './Outline.tsx'
import { Publishing } from './Publishing.tsx'
import { isThere, type Part, partOf } from './parts.ts'
import { groups, lists } from './shapes.ts'
import { TextEditor } from './TextEditor.tsx'
import { useWorkshop, type Workshop } from './useWorkshop.ts'
import { useWork, WorkProvider } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** 方針づくり: one draft, part after part, by several people at once. */
export function WorkshopPage() {
  const t = useMessages(workshopMessages)
  const workingDraftId = Number((useParams({ strict: false }) as { draftId?: string }).draftId)
  const { workshop, error, retry } = useWorkshop(workingDraftId)
  const title = workshop?.draft.title ?? t('title')
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), to: '/admin/policy/drafts' }, { label: title }]} />
      {workshop ? (
        <WorkProvider value={workshop}>
          <PageHeading aside={<Saving workshop={workshop} />} actions={<Actions workshop={workshop} />}>
            {title}
          </PageHeading>
          <TalkProvider of={{ workingDraftId }} data={workshop.editing.data}>
            <Open />
          </TalkProvider>
        </WorkProvider>
      ) : (
        <>
          <PageHeading>{title}</PageHeading>
          {error ? <Trouble error={error} retry={retry} /> : <Waiting shape="page" />}
        </>
      )}
    </>
  )
}

/** Whether what was typed is stored; its place is kept, so that nothing moves. */
function Saving({ workshop: { state, editing } }: { workshop: Workshop }) {
  const t = useMessages(workshopMessages)
  const shown = editing.clashes.length > 0 ? 'clash' : state
  return (
    <p role="status" className="min-w-20 text-solid-gray-700">
      {t(`state.${shown}`)}
    </p>
  )
}

function Actions({ workshop }: { workshop: Workshop }) {
  const t = useMessages(workshopMessages)
  const [isPublishing, setPublishing] = useState(false)
  const { draft, findings, isClosed, saveNow } = workshop
  async function download() {
    await saveNow()
    const { text, title } = await client.workingDrafts.showWorkingDraft({ workingDraftId: draft.workingDraftId })
    saveFile(new Blob([text], { type: 'application/yaml' }), `${title}.yaml`)
  }
  return (
    <>
      <LinkButton look="secondary" to={`/policy/drafts/${draft.workingDraftId}`}>
        {t('read')}
      </LinkButton>
      <Button look="secondary" onClick={download}>
        {t('download')}
      </Button>
      {!isClosed && <Button onClick={() => setPublishing(true)}>{t('publish')}</Button>}
      <Publishing open={isPublishing} findings={findings} onClose={() => setPublishing(false)} />
    </>
  )
}

function Open() {
  const t = useMessages(workshopMessages)
  const { draft, editing, state, error, isClosed } = useWork()
  const [place, go] = usePlace()
  const isReadable = editing.data !== undefined
  const shown = isReadable || place === 'changes' || place === 'comments' ? place : 'text'
  const part = useFocusOnChange<HTMLDivElement>(shown)
  return (
    <>
      {isClosed ? (
        <p className="mb-4 rounded-12 border border-solid-gray-300 bg-white p-4">{t('closed')}</p>
      ) : (
        <Since />
      )}
      {draft.isRemoved && <p className="mb-4 rounded-12 border-2 border-yellow-700 bg-white p-4">{t('is_put_away')}</p>}
      {state === 'refused' && (
        <div className="mb-4">
          <Trouble error={error} />
        </div>
      )}
      <Clashes />
      {!isReadable && (
        <p role="alert" className="mb-4 rounded-12 border-2 border-error-1 bg-white p-4">
          {t('unreadable')}
        </p>
      )}
      <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Outline chosen={shown} onChoose={go} />
        <div ref={part} tabIndex={-1} data-print="filled" className="min-w-0 outline-none">
          <Section key={shown} title={t(`part.${shown}`)}>
            {shown === 'changes' ? (
              <Changes />
            ) : shown === 'comments' ? (
              <Comments />
            ) : shown === 'text' ? (
              <TextEditor part={null} />
            ) : (
              <PartEditor key={shown} part={shown} />
            )}
          </Section>
        </div>
      </div>
    </>
  )
}

/** A draft that lay while another edition was published would take back what that one changed: whoever goes on with it is told. */
function Since() {
  const t = useMessages(workshopMessages)
  const { language } = useLanguage()
  const { base, since } = useWork().draft
  return since.map(({ policyEditionId, edition, validFrom }) => (
    <p key={policyEditionId} className="mb-4 rounded-12 border-2 border-yellow-700 bg-white p-4">
      {t('since', { edition, date: formatDate(validFrom, language) })}{' '}
      <Link to={`/admin/policy/compare?${base ? `from=${base.policyEditionId}&` : ''}to=${policyEditionId}`}>
        {t('since.compare')}
      </Link>
    </p>
  ))
}

/** The editor of a part; before it is there, what it would bring. */
function PartEditor({ part }: { part: Part }) {
  const t = useMessages(workshopMessages)
  const { editing, isClosed } = useWork()
  const [begun, setBegun] = useState(false)
  const brings = useBrings(part)
  if (!(isThere(editing.data, part) || begun)) {
    return (
      <Empty action={!isClosed && <Button onClick={() => setBegun(true)}>{t('missing.begin')}</Button>}>{brings}</Empty>
    )
  }
  if (part === 'matrix') {
    return (
      <>
        <Matrix />
        <MatrixComments />
      </>
    )
  }
  const list = part in lists ? lists[part as keyof typeof lists] : undefined
  const group = part in groups ? groups[part as keyof typeof groups] : undefined
  return (
    <>
      {(part === 'kpis' || part === 'indicators') && (
        <p className="mb-4">
          <Link to="/kpi/measures">{t('measures')}</Link>
        </p>
      )}
      {part === 'kpis' || part === 'indicators' ? (
        <Counted part={part} />
      ) : (
        list && <Items shape={list} path={[part]} />
      )}
      {part === 'pyramid' && <LeavingSkills />}
      {part === 'literacy' && <PopulationToday />}
      {part === 'model' && <Model />}
      {group && <GroupPart specs={group} path={[part]} />}
      <CommentsAt place={[part]} />
      <AlsoAsText part={part} />
    </>
  )
}

/** KPIs and indicators with their values of today beside them. */
function Counted({ part }: { part: 'kpis' | 'indicators' }) {
  return <Items shape={lists[part]} path={[part]} beside={useValueToday()} />
}

/** What is said of expectations stands with each skill; here all of it. */
function MatrixComments() {
  const { comments } = useTalk()!
  const here = comments.filter((one) => partOf(keysOf(one)) === 'matrix')
  return (
    <div className="mt-6">
      <Threads comments={here} />
    </div>
  )
}

function Comments() {
  const t = useMessages(commentsPageMessages)
  const { comments } = useTalk()!
  return comments.length > 0 ? <Threads comments={comments} /> : <Empty>{t('none')}</Empty>
}

function AlsoAsText({ part }: { part: Part }) {
  const t = useMessages(workshopMessages)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="mt-6" data-print="no" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer py-2">{t('also_text')}</summary>
      {isOpen && <TextEditor part={part} />}
    </details>
  )
}

const ownWords = ['statements', 'pyramid', 'literacy', 'model', 'kpis', 'organisation'] as const
type Own = (typeof ownWords)[number]

/** What it would bring to add a part, in the words that pages use where it is absent. */
function useBrings(part: Part): string {
  const t = useMessages(workshopMessages)
  const laid = useMessages(laidDownMessages)
  if (part === 'policy') return ''
  if (part === 'matrix') return laid('brings.pyramid')
  return (ownWords as readonly string[]).includes(part)
    ? laid(`brings.${part as Own}`)
    : t(`brings.${part as Exclude<Part, Own | 'policy' | 'matrix'>}`)
}
