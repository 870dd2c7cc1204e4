import { useEffect } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { type Change, isText } from '#rooms/policy/working-drafts/change.rules.ts'
import { timeOf } from '../timeOf.ts'
import { inWords, usePlaceWords } from './Clashes.tsx'
import type { ToldChange } from './useWorkshop.ts'
import { useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** Who changed what, the latest first; each can be taken back while its place holds what it said. */
export function Changes() {
  const t = useMessages(workshopMessages)
  const { draft, editing, refresh } = useWork()
  const { version } = editing
  // What was stored by oneself is not yet among what was told.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each version, and never because the page was drawn.
  useEffect(() => {
    if (version !== draft.version) void refresh()
  }, [version])
  if (draft.changes.length === 0) return <Empty>{t('changes.none')}</Empty>
  return (
    <ol className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
      {draft.changes.map((one) => (
        <li key={one.version} className="grid gap-2 border-solid-gray-200 border-t py-4 first:border-t-0">
          <OneChange one={one} />
        </li>
      ))}
    </ol>
  )
}

function OneChange({ one }: { one: ToldChange }) {
  const t = useMessages(workshopMessages)
  const toast = useToast()
  const placeOf = usePlaceWords()
  const { takeBack, isClosed } = useWork()
  const change = one.change as Change
  const { before, after } = isText(change) ? { before: undefined, after: undefined } : change
  const what = isText(change) ? 'text' : before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const place = placeOf(change)
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <span className="text-std-16B-170">{place}</span>{' '}
          {one.takesBack === null ? t(`changes.${what}`) : t('changes.took_back')}
        </p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          {t('changes.by', { by: one.changedBy, time: timeOf(one.changedAt) })}
        </p>
      </div>
      {what === 'changed' ? (
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">
          <span className="sr-only">{t('changes.before')}: </span>
          <del className="text-solid-gray-700">{shorten(inWords(before))}</del>
          {' → '}
          <span className="sr-only">{t('changes.after')}: </span>
          <ins className="no-underline">{shorten(inWords(after))}</ins>
        </p>
      ) : what === 'text' ? null : (
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">{shorten(inWords(after ?? before))}</p>
      )}
      {!isClosed && (
        <div>
          <Button
            look="text"
            size="small"
            onClick={async () => {
              const isDone = await takeBack(one)
              toast({ message: t(isDone ? 'changes.taken_back' : 'changes.too_late') })
            }}
          >
            {t('changes.take_back')}
            <span className="sr-only">({place})</span>
          </Button>
        </div>
      )}
    </>
  )
}

const shorten = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
