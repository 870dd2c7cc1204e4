import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { useEdited } from '#platform/ui/form/edited.ts'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { MOST_WORDS } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useAct } from './useThanksApi.ts'

/** Words of today are put right, from the version that was shown. */
export function CorrectThanks({
  thankYouId,
  words,
  version,
  open,
  onClose,
}: {
  thankYouId: number
  words: string
  version: string
  open: boolean
  onClose: () => void
}) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct()
  const [fault, setFault] = useState('')
  const { typed, seen, now, type, takeOver, takeStored, drop } = useEdited(`thanks-${thankYouId}`, '', {
    is: words,
    version,
  })
  async function save() {
    const is = typed.trim()
    const wrong =
      is === '' ? t('words.missing') : [...is].length > MOST_WORDS ? t('words.too_long', { n: MOST_WORDS }) : ''
    setFault(wrong)
    if (wrong) return
    const said = { thankYouId, words: typed, seen }
    if ((await act((client) => client.thanks.correctThanks(said), t('correct.done'))) === undefined) return
    drop()
    onClose()
  }
  return (
    <ConfirmDialog
      title={t('correct')}
      {...{ open, onClose }}
      danger={false}
      confirmLabel={t('correct.save')}
      onConfirm={save}
    >
      {now !== undefined && (
        <ChangedMeanwhile
          rows={[{ name: 'words', label: t('words'), mine: typed, stored: now }]}
          onMine={takeOver}
          onStored={takeStored}
        />
      )}
      <TextArea
        name="correctedWords"
        label={t('words')}
        support={t('words.support', { n: MOST_WORDS })}
        required
        rows={4}
        value={typed}
        onChange={type}
        {...(fault ? { error: fault } : {})}
      />
      {error && <Trouble error={error} />}
    </ConfirmDialog>
  )
}
