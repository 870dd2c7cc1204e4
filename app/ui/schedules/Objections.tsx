import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { training } from '#rooms/training/contract.ts'
import { useAct } from '#rooms/training/ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

type Draft = Output<typeof training.listScheduleDrafts>['drafts'][number]
type Objection = Draft['objections'][number]

/** Until when heads may object to a draft, what they said, and HR's answers. */
export function Objections({ draft }: { draft: Draft }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [answering, setAnswering] = useState<Objection | null>(null)
  const { objectBy, objections } = draft
  return (
    <div className="grid min-w-0 basis-full gap-2">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="figures text-solid-gray-700">
          {objectBy === null
            ? t('heads.not_shown')
            : t('heads.until', { on: formatDate(objectBy, language, 'weekday') })}
        </span>
        <ShowToHeads draft={draft} />
      </div>
      {objections.map((objection) => {
        const { scheduleObjectionId: id, by, reason, answer, answerReason } = objection
        return (
          <div key={id} className="border-yellow-700 border-l-4 pl-3">
            <p>{t('drafts.objection', { by, reason })}</p>
            {answer === null ? (
              <Button look="secondary" size="small" onClick={() => setAnswering(objection)}>
                {t('heads.answer')}
                <span className="sr-only"> {by}</span>
              </Button>
            ) : (
              <p>{t(`heads.${answer}`, { reason: answerReason ?? '' })}</p>
            )}
          </div>
        )
      })}
      {answering && (
        <AnswerDialog key={answering.scheduleObjectionId} objection={answering} onClose={() => setAnswering(null)} />
      )}
    </div>
  )
}

function ShowToHeads({ draft }: { draft: Draft }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct<Output<typeof training.showToHeads>>()
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const { scheduleDraftId, objectBy } = draft
  async function show() {
    const day = parseDate(typed)
    setMissing(!day)
    if (!day) return
    const shown = await act(
      (client) => client.training.showToHeads({ scheduleDraftId, objectBy: day }),
      ({ heads }) => t('heads.shown', { n: heads }),
    )
    if (shown) setIsOpen(false)
  }
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setIsOpen(true)}>
        {t(objectBy === null ? 'heads.show' : 'heads.show_again')}
        <span className="sr-only"> {t('compare.draft', { id: scheduleDraftId })}</span>
      </Button>
      <ConfirmDialog
        title={t('heads.title', { id: scheduleDraftId })}
        open={isOpen}
        onClose={() => setIsOpen(false)}
        confirmLabel={t('heads.show')}
        danger={false}
        onConfirm={show}
      >
        <p className="mb-4">{t('heads.lead')}</p>
        <DateField
          name={`objectBy-${scheduleDraftId}`}
          label={t('heads.objectBy')}
          required
          value={typed}
          onChange={setTyped}
          {...(missing ? { error: t('search.date') } : {})}
        />
        {error && <Trouble error={error} />}
      </ConfirmDialog>
    </>
  )
}

function AnswerDialog({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  const [answer, setAnswer] = useState<'heard' | 'notFollowed'>('heard')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { scheduleObjectionId, by, reason: said } = objection
  async function send() {
    const isMissing = reason.trim() === ''
    setMissing(isMissing)
    if (isMissing) return
    const answered = { scheduleObjectionId, answer, reason }
    if (await act((client) => client.training.answerObjection(answered), t('heads.answered', { by }))) onClose()
  }
  return (
    <ConfirmDialog
      title={t('heads.answer_to', { by })}
      open
      onClose={onClose}
      confirmLabel={t('heads.answer')}
      danger={false}
      onConfirm={send}
    >
      <p className="mb-4">{said}</p>
      <RadioGroup
        name="objection-answer"
        label={t('heads.how')}
        value={answer}
        onChange={(value) => setAnswer(value === 'heard' ? 'heard' : 'notFollowed')}
        choices={(['heard', 'notFollowed'] as const).map((value) => ({ value, label: t(`heads.choice_${value}`) }))}
      />
      <TextArea
        name="objection-reason"
        label={t('heads.reason')}
        required
        rows={3}
        value={reason}
        onChange={setReason}
        {...(missing && reason.trim() === '' ? { error: t('heads.reason_missing') } : {})}
      />
      {error && <Trouble error={error} />}
    </ConfirmDialog>
  )
}
