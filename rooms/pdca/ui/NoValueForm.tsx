import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { formatWithCounts } from '#rooms/kpi/rules.ts'
import { closingMessages } from './closing.messages.ts'
import type { Closing } from './review.ts'
import { useAct } from './usePdcaApi.ts'

/** A KPI without a value of the year: the way to enter it, or why there is none. */
export function NoValueForm({ fiscalYear, value }: { fiscalYear: number; value: Closing['values'][number] }) {
  const t = useMessages(closingMessages)
  const { language } = useLanguage()
  const { id, earlier, reason, isByHand, unit, version } = value
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {earlier && (
        <p className="figures mt-1">
          {t('earlier', {
            value: formatWithCounts(earlier, unit, language) ?? '—',
            date: formatDate(earlier.asOf, language),
          })}
        </p>
      )}
      {reason && !isOpen && (
        <p className="mt-2 whitespace-pre-line">
          {reason.reason}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {t('said_by', { by: reason.by ?? t('command'), date: formatDate(reason.on, language) })}
          </span>
        </p>
      )}
      {isOpen ? (
        <ReasonForm {...{ fiscalYear, id, version }} said={reason?.reason ?? ''} onDone={() => setOpen(false)} />
      ) : (
        <p className="mt-2 flex flex-wrap items-center gap-4">
          {isByHand ? <Link to={`/kpi/${id}`}>{t('enter')}</Link> : <span>{t('counted')}</span>}
          <Button look="secondary" size="small" onClick={() => setOpen(true)}>
            {t(reason ? 'reason.again' : 'reason.open')}
            <span className="sr-only"> {value.name}</span>
          </Button>
        </p>
      )}
    </>
  )
}

function ReasonForm({
  fiscalYear,
  id,
  said,
  version,
  onDone,
}: {
  fiscalYear: number
  id: string
  said: string
  version: string
  onDone: () => void
}) {
  const t = useMessages(closingMessages)
  const { typed, type, seen, now, takeOver, takeStored, drop } = useEdited(`no-value-${fiscalYear}-${id}`, '', {
    is: said,
    version,
  })
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const name = `reason-${id}`
  async function submit() {
    const missing = typed.trim() === '' ? [{ name, message: t('reason.needed') }] : []
    setErrors(missing)
    if (missing.length > 0) return
    const input = { fiscalYear, id, reason: typed, ...(seen === undefined ? {} : { seen }) }
    if (!(await act((client) => client.pdca.stateNoValue(input), t('reason.saved')))) return
    drop()
    onDone()
  }
  return (
    <div className="mt-3">
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <>
            <Button type="submit" look="secondary" busy={isPending}>
              {t('reason.save')}
            </Button>
            <Button look="text" onClick={onDone}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        {now !== undefined && !isPending && (
          <ChangedMeanwhile
            rows={[{ name, label: t('reason'), mine: typed, stored: now }]}
            onMine={takeOver}
            onStored={takeStored}
          />
        )}
        <TextArea
          name={name}
          label={t('reason')}
          support={t('reason.support')}
          required
          rows={2}
          value={typed}
          onChange={type}
          {...faultsIn(errors)(name)}
        />
        {error && !isStale(error) && <Trouble error={error} />}
      </Form>
    </div>
  )
}
