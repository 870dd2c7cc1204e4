import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearOf, formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { lastDayOf } from '#rooms/kpi/rules.ts'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { ClosingList } from './ClosingList.tsx'
import { FollowUp } from './FollowUp.tsx'
import { RunningYear } from './RunningYear.tsx'
import { SheetToBe } from './SheetToBe.tsx'

/** A year that is not closed: HR closes it once it has ended; others read what will stand here. */
export function CloseYear({ fiscalYear }: { fiscalYear: number }) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ pdca: typeof pdca }>()
  const { data, error, refetch } = useQuery(api.pdca.listReviews.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="text" />
  if (fiscalYear === fiscalYearOf(data.today)) return <RunningYear fiscalYear={fiscalYear} today={data.today} />
  if (!data.closable.includes(fiscalYear)) {
    return (
      <Empty title={t('review.none')}>
        {t(lastDayOf(fiscalYear) > data.today ? 'review.not_ended' : 'review.before_policy', {
          date: formatDate(lastDayOf(fiscalYear), language),
        })}
      </Empty>
    )
  }
  if (!data.may.includes('closeFiscalYear')) {
    return (
      <>
        <Empty title={t('review.none')}>{t('review.not_hr')}</Empty>
        <SheetToBe fiscalYear={fiscalYear} reasons={[]} />
      </>
    )
  }
  return <CloseForm fiscalYear={fiscalYear} />
}

function CloseForm({ fiscalYear }: { fiscalYear: number }) {
  const t = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = useApi<{ pdca: typeof pdca }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [asks, setAsks] = useState(false)
  const [summary, keep, drop] = useDraft(`review-${fiscalYear}`, '')
  const year = formatFiscalYear(fiscalYear, language)
  const closing = useQuery(api.pdca.listClosing.queryOptions({ input: { fiscalYear } }))
  const close = useMutation(
    api.pdca.closeFiscalYear.mutationOptions({
      onSuccess: async () => {
        drop()
        setAsks(false)
        toast({ message: t('review.closed_toast', { year }) })
        await queries.invalidateQueries()
      },
      onError: () => setAsks(false),
    }),
  )
  return (
    <>
      <p className="mb-6">{t('review.lead', { date: formatDate(lastDayOf(fiscalYear), language, 'both') })}</p>
      <FollowUp fiscalYear={fiscalYear} />
      {closing.error && <Trouble error={closing.error} retry={closing.refetch} />}
      {!closing.data && !closing.error && <Waiting shape="list" rows={4} />}
      {closing.data && <ClosingList closing={closing.data} />}
      <SheetToBe fiscalYear={fiscalYear} reasons={closing.data?.values ?? []} />
      <Section title={t('review.close', { year })}>
        <div className="grid max-w-[40rem] gap-6">
          {close.error && <Trouble error={close.error} />}
          <TextArea
            name="summary"
            label={t('review.summary')}
            support={t('review.summary_support')}
            value={summary}
            onChange={keep}
          />
          {closing.data && closing.data.open > 0 ? (
            <p>{t('review.close_blocked', { n: closing.data.open })}</p>
          ) : (
            <div>
              <Button onClick={() => setAsks(true)} busy={close.isPending || closing.isPending}>
                {t('review.close', { year })}
              </Button>
            </div>
          )}
          <ConfirmDialog
            title={t('review.close_title', { year })}
            open={asks}
            onClose={() => setAsks(false)}
            confirmLabel={t('review.close_confirm')}
            onConfirm={() => close.mutate({ fiscalYear, summary })}
          >
            <p>{t('review.close_text', { date: formatDate(lastDayOf(fiscalYear), language) })}</p>
          </ConfirmDialog>
        </div>
      </Section>
    </>
  )
}
