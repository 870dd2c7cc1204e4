import { useEffect, useMemo, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import { checkPolicy, toldIn } from '#rooms/policy/file.rules.ts'
import { partsIn, partText, written } from '#rooms/policy/working-drafts/written.rules.ts'
import type { Part } from './parts.ts'
import { useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** Faults are looked for after a pause of so many milliseconds. */
const PAUSE = 600

/** The text of one part of the file, or of all of it, with its faults by line. */
export function TextEditor({ part }: { part: Part | null }) {
  const { editing, refresh, saveNow } = useWork()
  const { text } = editing
  const isStored = editing.unsent.length === 0
  // The file is asked for again once what was typed elsewhere is stored in it.
  useEffect(() => {
    if (!isStored) void saveNow()
    else if (text === undefined) void refresh()
  }, [isStored, text, saveNow, refresh])
  if (text === undefined) return <Waiting shape="text" />
  return <Editor text={text} part={part} isStored={isStored} />
}

function Editor({ text, part, isStored }: { text: string; part: Part | null; isStored: boolean }) {
  const t = useMessages(workshopMessages)
  const { draft, make, saveNow, isClosed } = useWork()
  const is = part === null ? text : partText(text, part)
  const name = `text.${part ?? 'file'}`
  // What was typed outlives another part and a reload; where nothing was, the field follows the file.
  const [kept, keep, drop] = useDraft<{ began: string; typed: string } | null>(
    `policy-workshop-${draft.workingDraftId}-${name}`,
    null,
  )
  const { began, typed } = kept ?? { began: is, typed: is }
  const change = useMemo(() => ({ part, text: { before: is, after: typed } }), [part, is, typed])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      {began !== is && <p role="alert">{t('text.theirs')}</p>}
      <div className="[&_textarea]:max-h-[60dvh]">
        <TextArea
          name={name}
          label={t('text.field')}
          rows={12}
          value={typed}
          onChange={(text) => !isClosed && (text === is ? drop() : keep({ began, typed: text }))}
        />
      </div>
      <Faults text={text} change={change} />
      {!isClosed && (
        <div className="flex flex-wrap items-center gap-4">
          <Button
            disabled={!isStored || typed === is}
            onClick={async () => {
              make([change])
              drop()
              await saveNow()
            }}
          >
            {t('text.use')}
          </Button>
          {!isStored && <p>{t('text.busy')}</p>}
        </div>
      )}
    </div>
  )
}

/** What is wrong in the part, by its own lines. */
function Faults({
  text,
  change,
}: {
  text: string
  change: { part: Part | null; text: { before: string; after: string } }
}) {
  const t = useMessages(workshopMessages)
  const { language } = useLanguage()
  const { draft } = useWork()
  const [told, setTold] = useState<readonly { line: number; message: string }[]>()
  const { measures } = draft
  useEffect(() => {
    const timer = setTimeout(() => {
      const result = written(text, change.text.before === change.text.after ? [] : [change])
      if (!('text' in result)) return
      const { problems } = checkPolicy(result.text, measures as Parameters<typeof checkPolicy>[1])
      const place = partsIn(result.text).find(({ name }) => name === change.part)
      const first = place ? result.text.slice(0, place.from).split('\n').length : 1
      const last = place ? result.text.slice(0, place.to).split('\n').length : Number.POSITIVE_INFINITY
      const own = toldIn(language, problems).filter(({ line }) => line >= first && line <= last)
      setTold(own.map(({ line, message }) => ({ line: line - first + 1, message })))
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [text, change, language, measures])
  return (
    <div role="status">
      {told && <p>{told.length === 0 ? t('text.good') : t('text.faults', { n: told.length })}</p>}
      {told && told.length > 0 && (
        <ul className="mt-2 grid gap-1 text-error-2">
          {told.map(({ line, message }) => (
            <li key={`${line} ${message}`}>{t('text.line', { line, message })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
