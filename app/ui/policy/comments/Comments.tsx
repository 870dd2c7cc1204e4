import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { commentsPageMessages } from '#app/editions/comments-page.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { showPath } from '#rooms/policy/findings.rules.ts'
import type { Place } from '#rooms/policy/working-drafts/change.rules.ts'
import { timeOf } from '../timeOf.ts'
import { type Comment, type Placed, useAnchorWords, useTalk } from './talk.tsx'

/** What is said of a place and of all below it, and a form to say something; nothing where nobody may. */
export function CommentsAt({ place }: { place: Place }) {
  const t = useMessages(commentsPageMessages)
  const talk = useTalk()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const words = useAnchorWords()
  if (!talk) return null
  const here = talk.comments.filter((one) => one.place && startsWith(one.place, place))
  const open = here.filter(({ isClosed }) => !isClosed).length
  const about = words(talk.anchorOf(place))
  return (
    <div data-print="no">
      <Button look="text" size="small" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {open > 0 ? t('title.n', { n: open }) : t('write')}
        <span className="sr-only">: {about}</span>
      </Button>
      <div id={id} hidden={!isOpen} className="mt-2 grid gap-3 border-solid-gray-300 border-l-4 pl-4">
        {isOpen && (
          <>
            <Threads comments={here} />
            <Write place={place} about={about} onDone={() => setOpen(here.length > 0)} />
          </>
        )}
      </div>
    </div>
  )
}

const startsWith = (path: Place, start: Place) => start.every((step, i) => step === path[i])

/** Open ones first; those that are closed on demand. */
export function Threads({ comments }: { comments: readonly Placed[] }) {
  const t = useMessages(commentsPageMessages)
  const closed = comments.filter(({ isClosed }) => isClosed)
  return (
    <>
      <ul className="grid gap-3">
        {comments
          .filter(({ isClosed }) => !isClosed)
          .map((comment) => (
            <Thread key={comment.commentId} comment={comment} />
          ))}
      </ul>
      {closed.length > 0 && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2">{t('closed.n', { n: closed.length })}</summary>
          <ul className="grid gap-3">
            {closed.map((comment) => (
              <Thread key={comment.commentId} comment={comment} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** Everything that was said, in one place. */
export function AllComments() {
  const t = useMessages(commentsPageMessages)
  const talk = useTalk()
  if (!talk || talk.comments.length === 0) return null
  const open = talk.comments.filter(({ isClosed }) => !isClosed).length
  return (
    <details className="mt-4" data-print="no" open={open > 0 && location.hash.startsWith('#comment-')}>
      <summary className="min-h-11 cursor-pointer py-2 text-std-16B-170">{t('title.n', { n: open })}</summary>
      <Threads comments={talk.comments} />
    </details>
  )
}

function Thread({ comment }: { comment: Placed }) {
  const t = useMessages(commentsPageMessages)
  const words = useAnchorWords()
  const toast = useToast()
  const talk = useTalk()!
  const { commentId, isClosed, mayClose, answers, anchor, place } = comment
  const [isAnswering, setAnswering] = useState(false)
  async function close() {
    await talk.close(commentId, !isClosed)
    if (!isClosed) toast({ message: t('close.done'), undo: () => talk.close(commentId, false) })
  }
  return (
    <li id={`comment-${commentId}`} className="grid gap-2 rounded-8 border border-solid-gray-200 bg-white p-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dns-14N-130 text-solid-gray-700">
        {isClosed && <Tag tone="green">{t('closed')}</Tag>}
        <span className="min-w-0 [overflow-wrap:anywhere]">{words(anchor)}</span>
        {!place && <span>{t('gone')}</span>}
      </p>
      <One said={comment} />
      {answers.length > 0 && (
        <ul className="grid gap-2 border-solid-gray-200 border-l-4 pl-3">
          {answers.map((answer) => (
            <li key={answer.commentId}>
              <One said={answer} />
            </li>
          ))}
        </ul>
      )}
      {isAnswering ? (
        <Words
          name={`answer-${commentId}`}
          label={t('answer.words')}
          send={t('answer.send')}
          onCancel={() => setAnswering(false)}
          onSend={async (typed) => {
            await talk.answer(commentId, typed)
            setAnswering(false)
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" size="small" onClick={() => setAnswering(true)}>
            {t('answer')}
          </Button>
          {mayClose && (
            <Button look="text" size="small" onClick={close}>
              {t(isClosed ? 'open' : 'close')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function One({ said: { commentId, words, by, at, isMine } }: { said: Comment['answers'][number] }) {
  const t = useMessages(commentsPageMessages)
  const toast = useToast()
  const talk = useTalk()!
  async function takeBack() {
    await talk.takeBack(commentId, true)
    toast({ message: t('take_back.done'), undo: () => talk.takeBack(commentId, false) })
  }
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 text-dns-14N-130 text-solid-gray-700">
        {t('by', { by: by ?? t('nobody'), time: timeOf(at) })}
        {isMine && words !== null && (
          <Button look="text" size="small" onClick={takeBack}>
            {t('take_back')}
          </Button>
        )}
      </p>
      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{words ?? t('taken_back')}</p>
    </>
  )
}

function Write({ place, about, onDone }: { place: Place; about: string; onDone: () => void }) {
  const t = useMessages(commentsPageMessages)
  const talk = useTalk()!
  return (
    <Words
      name={`comment-${showPath(place)}`}
      label={t('write.about', { place: about })}
      support={t('words.support')}
      send={t('send')}
      onSend={async (typed) => {
        await talk.write(place, typed)
        onDone()
      }}
    />
  )
}

interface WordsProps {
  name: string
  label: string
  support?: string
  send: string
  onSend: (words: string) => Promise<void>
  onCancel?: () => void
}

/** What was typed stays where it was not sent. */
function Words({ name, label, support, send, onSend, onCancel }: WordsProps) {
  const t = useMessages(commentsPageMessages)
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  const sending = useMutation({ mutationFn: onSend, onSuccess: () => setWords('') })
  const error = isMissing && words.trim() === '' ? t('words.missing') : undefined
  function submit() {
    const isEmpty = words.trim() === ''
    setMissing(isEmpty)
    if (!(isEmpty || sending.isPending)) sending.mutate(words.trim())
  }
  return (
    <>
      <Form
        onSubmit={submit}
        errors={error ? [{ name, message: error }] : []}
        actions={
          <>
            <Button type="submit" look="secondary" size="small" busy={sending.isPending}>
              {send}
            </Button>
            {onCancel && (
              <Button look="text" size="small" onClick={onCancel}>
                {t('cancel')}
              </Button>
            )}
          </>
        }
      >
        <TextArea
          {...{ name, label, rows: 2, value: words, onChange: setWords, required: true }}
          {...(support ? { support } : {})}
          {...(error ? { error } : {})}
        />
      </Form>
      {sending.error && <Trouble error={sending.error} />}
    </>
  )
}
