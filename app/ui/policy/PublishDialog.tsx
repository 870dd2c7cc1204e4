import { useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useSession } from '../session.ts'

/** Asks for the day and says what publishing means, because it cannot be taken back. */
export function PublishDialog({
  open,
  edition,
  samples = 0,
  day,
  error,
  onClose,
  onPublish,
}: {
  open: boolean
  edition: string
  samples?: number
  /** The day that stands there at first. */
  day?: string
  error: unknown
  onClose: () => void
  onPublish: (from: string, replace: boolean) => Promise<unknown>
}) {
  const t = useMessages(policyPageMessages)
  const { language } = useLanguage()
  const endsAnother = useSession().town !== null
  const [typed, setTyped] = useState(day ?? '')
  const [from, setFrom] = useState(day)
  const [isMissing, setMissing] = useState(false)
  const [replace, setReplace] = useState(false)

  async function publish() {
    setMissing(from === undefined)
    // What the server refuses stands in the dialog, which stays open.
    if (from !== undefined) await onPublish(from, replace).catch(() => undefined)
  }

  return (
    <ConfirmDialog
      title={t('publish.title')}
      open={open}
      onClose={onClose}
      confirmLabel={t('publish.do')}
      danger={false}
      onConfirm={publish}
    >
      <div className="grid gap-4">
        <DateField
          name="publishFrom"
          label={t('publish.from')}
          required
          value={typed}
          onChange={(text, day) => {
            setTyped(text)
            setFrom(day)
          }}
          {...(isMissing && from === undefined ? { error: t('publish.no_date') } : {})}
        />
        <p>{from ? t('publish.says', { edition, date: formatDate(from, language, 'both') }) : t('publish.hint')}</p>
        {endsAnother && <p>{t('publish.ends_another')}</p>}
        <Checkbox
          name="replace"
          label={t('publish.replace')}
          support={t('publish.replace.support')}
          checked={replace}
          onChange={setReplace}
        />
        {samples > 0 && <p className="text-solid-gray-700">{t('publish.samples', { n: samples })}</p>}
        {error != null && <Trouble error={error} />}
      </div>
    </ConfirmDialog>
  )
}
