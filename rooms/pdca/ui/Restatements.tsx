import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { fieldId } from '#platform/ui/form/Field.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { kpiMessages } from '#rooms/kpi/messages.ts'
import { formatWithCounts } from '#rooms/kpi/rules.ts'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import type { ReviewedValue } from './review.ts'

/** Frozen values that the records no longer give: HR states the new one with a reason. */
export function Restatements({ fiscalYear, values }: { fiscalYear: number; values: readonly ReviewedValue[] }) {
  const t = useMessages(pdcaMessages)
  if (values.length === 0) return null
  return (
    <Section data-print="no" title={t('restate.title')} lead={t('restate.lead')}>
      <ul className="grid gap-3">
        {values.map((value) => (
          <li key={value.id} className="rounded-12 border border-yellow-400 bg-white p-4">
            <RestateForm fiscalYear={fiscalYear} value={value} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function RestateForm({ fiscalYear, value }: { fiscalYear: number; value: ReviewedValue }) {
  const t = useMessages(pdcaMessages)
  const k = useMessages(kpiMessages)
  const { language } = useLanguage()
  const api = useApi<{ pdca: typeof pdca }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [reason, keep, drop] = useDraft(`restate-${fiscalYear}-${value.id}`, '')
  const [missing, setMissing] = useState(false)
  const restate = useMutation(
    api.pdca.restate.mutationOptions({
      onSuccess: async () => {
        drop()
        toast({ message: t('restate.saved') })
        await queries.invalidateQueries()
      },
    }),
  )
  const words = (counted: ReviewedValue['frozen']) => formatWithCounts(counted, value.unit, language) ?? k('none')
  const last = value.restatements.at(-1)
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    setMissing(reason.trim() === '')
    if (reason.trim() !== '') restate.mutate({ fiscalYear, id: value.id, reason })
    else document.getElementById(fieldId(`reason-${value.id}`))?.focus()
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <p className="text-std-16B-170">{value.name}</p>
      <p className="figures">
        {words(last ? last.after : value.frozen)} → {t('restate.now')} <strong>{words(value.now)}</strong>
      </p>
      {restate.error && <Trouble error={restate.error} />}
      <TextField
        name={`reason-${value.id}`}
        label={t('restate.reason')}
        required
        value={reason}
        onChange={keep}
        error={missing ? t('restate.reason_needed') : undefined}
      />
      <div>
        <Button type="submit" look="secondary" busy={restate.isPending}>
          {t('restate.submit')}
        </Button>
      </div>
    </form>
  )
}
