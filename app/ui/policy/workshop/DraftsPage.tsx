import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { api } from '../../api.ts'
import { draftAt, useAim } from './aim.ts'
import { BeginDraft } from './BeginDraft.tsx'
import { workshopMessages } from './workshop.messages.ts'

type Draft = Output<typeof workingDrafts.listWorkingDrafts>[number]

/** 方針づくり: the drafts, and how one is begun. */
export function DraftsPage() {
  const t = useMessages(workshopMessages)
  const file = useMessages(policyPageMessages)
  const { data, error, refetch } = useQuery(api.workingDrafts.listWorkingDrafts.queryOptions({ input: {} }))
  const there = data?.filter(({ isRemoved }) => !isRemoved) ?? []
  const removed = data?.filter(({ isRemoved }) => isRemoved) ?? []
  const aim = useAim()
  const navigate = useNavigate()
  const open = there.filter(({ publishedEditionId }) => publishedEditionId === null)
  const only = aim && open.length === 1 ? open[0]!.workingDraftId : undefined
  // Where there is no choice to be made, what a decision changes is opened at once.
  useEffect(() => {
    if (only !== undefined) void navigate({ ...draftAt(only, aim), replace: true })
  }, [only, aim, navigate])
  return (
    <>
      <Breadcrumbs crumbs={[{ label: file('title'), to: '/admin/policy' }, { label: t('title') }]} />
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {aim && <p className="mb-4 rounded-12 border border-solid-gray-300 bg-white p-4">{t('aim')}</p>}
      <Section title={t('list.title')}>
        {error ? (
          <Trouble error={error} retry={refetch} />
        ) : !data ? (
          <Waiting shape="list" rows={2} />
        ) : there.length === 0 ? (
          <Empty>{t('list.none')}</Empty>
        ) : (
          <Drafts drafts={there} />
        )}
        {removed.length > 0 && (
          <details className="mt-4">
            <summary className="min-h-11 cursor-pointer py-2">{t('removed.title', { n: removed.length })}</summary>
            <Drafts drafts={removed} />
          </details>
        )}
      </Section>
      <Section title={t('begin.title')}>
        <BeginDraft />
      </Section>
    </>
  )
}

function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  return (
    <ul className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
      {drafts.map((draft) => (
        <li
          key={draft.workingDraftId}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-solid-gray-200 border-t py-4 first:border-t-0"
        >
          <OneDraft draft={draft} />
        </li>
      ))}
    </ul>
  )
}

function OneDraft({ draft }: { draft: Draft }) {
  const t = useMessages(workshopMessages)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const toast = useToast()
  const aim = useAim()
  const { workingDraftId, title, base, begunBy, begunAt, changedBy, changedAt, publishedEditionId, isRemoved } = draft
  const [name, setName] = useState<string>()
  const [isRemoving, setRemoving] = useState(false)
  const remove = useMutation(api.workingDrafts.removeWorkingDraft.mutationOptions())
  const rename = useMutation(api.workingDrafts.renameWorkingDraft.mutationOptions())
  const again = () => queries.invalidateQueries({ queryKey: api.workingDrafts.key() })
  const day = (instant: string) => formatDate(todayInTokyo({ epochMilliseconds: Date.parse(instant) }), language)

  async function put(away: boolean) {
    await remove.mutateAsync({ workingDraftId, isRemoved: away })
    setRemoving(false)
    if (away) toast({ message: t('put_away.done', { title }), undo: () => put(false) })
    await again()
  }

  const told = [
    base && t('base', { edition: base.edition }),
    changedBy && changedAt
      ? t('changed', { by: changedBy, date: day(changedAt) })
      : t('begun', { by: begunBy, date: day(begunAt) }),
  ]
  return (
    <>
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link {...draftAt(workingDraftId, aim)} className="text-std-16B-170">
            {title}
          </Link>
          {publishedEditionId !== null && <Tag tone="blue">{t('published')}</Tag>}
        </p>
        <p className="text-dns-14N-130 text-solid-gray-700">{told.filter(Boolean).join(' · ')}</p>
      </div>
      {isRemoved ? (
        <Button look="secondary" size="small" onClick={() => put(false)}>
          {t('put_back')}
          <span className="sr-only">({title})</span>
        </Button>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button look="text" size="small" onClick={() => setName(title)}>
            {t('rename')}
            <span className="sr-only">({title})</span>
          </Button>
          <Button look="text" size="small" onClick={() => setRemoving(true)}>
            {t('put_away')}
            <span className="sr-only">({title})</span>
          </Button>
        </div>
      )}
      <ConfirmDialog
        title={t('rename.title')}
        open={name !== undefined}
        onClose={() => setName(undefined)}
        confirmLabel={t('rename')}
        danger={false}
        onConfirm={async () => {
          if (!name?.trim()) return
          await rename.mutateAsync({ workingDraftId, title: name })
          setName(undefined)
          await again()
        }}
      >
        <TextField
          name="title"
          label={t('begin.name')}
          required
          value={name ?? ''}
          onChange={setName}
          {...(name?.trim() === '' ? { error: t('begin.name.missing') } : {})}
        />
        {rename.error && <Trouble error={rename.error} />}
      </ConfirmDialog>
      <ConfirmDialog
        title={t('put_away.title')}
        open={isRemoving}
        onClose={() => setRemoving(false)}
        confirmLabel={t('put_away')}
        onConfirm={() => put(true)}
      >
        <p>{t('put_away.says', { title })}</p>
        {remove.error && <Trouble error={remove.error} />}
      </ConfirmDialog>
    </>
  )
}

/** The way from the pages beside. */
export function WorkshopLink() {
  const t = useMessages(workshopMessages)
  return (
    <Section title={t('title')} lead={t('open.lead')}>
      <LinkButton to="/admin/policy/drafts">{t('open')}</LinkButton>
    </Section>
  )
}
