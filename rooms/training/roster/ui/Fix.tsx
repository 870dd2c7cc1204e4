import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'
import type { Roster } from './words.ts'

/** 出席を確定する: what the marks come to becomes the attendance, once everyone is marked. */
export function Fix({ data: { session, people, attendedFrom }, unsent }: { data: Roster; unsent: number }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  const [asks, setAsks] = useState(false)
  const open = people.filter(({ isOpen }) => isOpen)
  const missing = open.filter(({ comesTo }) => comesTo === null).length
  const among = (name: Roster['people'][number]['comesTo']) => open.filter(({ comesTo }) => comesTo === name).length
  const { courseSessionId } = session
  return (
    <Section title={t('fix')} data-print="no">
      <p className="mb-3 max-w-[42em]">{t('fix.what', { share: attendedFrom })}</p>
      {missing > 0 ? (
        <p>{t('fix.missing', { n: missing })}</p>
      ) : (
        <Button disabled={unsent > 0} onClick={() => setAsks(true)}>
          {t('fix')}
        </Button>
      )}
      {error && <Trouble error={error} />}
      <ConfirmDialog
        title={t('fix.title')}
        open={asks}
        onClose={() => setAsks(false)}
        confirmLabel={t('fix')}
        onConfirm={async () => {
          await act((client) => client.training.fixAttendance({ courseSessionId }), t('fix.done'))
          setAsks(false)
        }}
      >
        <p className="figures">
          {t('fix.counts', {
            attended: among('attended'),
            partially: among('partially_attended'),
            absent: among('absent'),
          })}
        </p>
        <p className="mt-2">{t('fix.after')}</p>
      </ConfirmDialog>
    </Section>
  )
}
