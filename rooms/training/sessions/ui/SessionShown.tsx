import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Card, KeyValues } from '#platform/ui/Page.tsx'
import { detailFields, fieldsIn } from '../../shape.rules.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { useSessionWords } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'
import { SessionForm, type ShownSession } from './SessionForm.tsx'

/** What whoever goes there wants to know beside day and hours, where something is said of it: the place. */
export function useSessionDetails() {
  const t = useMessages(pageMessages)
  return (session: Pick<ShownSession, keyof typeof detailFields>) =>
    fieldsIn(detailFields)
      .filter((name) => session[name] !== '')
      .map((name) => ({ label: t(`field.${name}`), value: session[name] }))
}

/** When and where, seats, and the last day to apply. */
export function SessionFacts({ session }: { session: ShownSession }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const when = useSessionWords()
  const details = useSessionDetails()
  return (
    <Card>
      <KeyValues
        items={[
          { label: t('application.when'), value: <span className="figures">{when(session)}</span> },
          ...details(session),
          {
            label: t('admin.seats'),
            value: <span className="figures">{`${session.seatsTaken}/${session.capacity}`}</span>,
          },
          { label: t('field.applyBy'), value: formatDate(session.applyBy, language) },
        ]}
      />
    </Card>
  )
}

export function EditSession({ courseId, session }: { courseId: number; session: ShownSession }) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('admin.edit_session')}
      </Button>
      <SidePanel title={t('admin.edit_session')} open={open} onClose={() => setOpen(false)}>
        <SessionForm courseId={courseId} session={session} onSaved={() => setOpen(false)} />
      </SidePanel>
    </>
  )
}

export function CancelSession({ courseSessionId }: { courseSessionId: number }) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const { act, error } = useAct<{ cancelled: number }>()
  const close = () => setOpen(false)
  return (
    <>
      <Button look="text" onClick={() => setOpen(true)}>
        {t('admin.cancel_session')}
      </Button>
      <ReasonDialog
        title={t('admin.cancel_title')}
        open={open}
        onClose={close}
        note={t('admin.cancel_note')}
        label={t('admin.cancel_reason')}
        verb={t('admin.cancel_session')}
        danger
        error={error}
        onConfirm={async (why) => {
          const done = await act(
            (client) => client.training.cancelSession({ courseSessionId, ...why }),
            ({ cancelled }) => t('admin.cancel_done', { n: cancelled }),
          )
          if (done) close()
        }}
      />
    </>
  )
}
