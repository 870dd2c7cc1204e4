import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { useReachedAt } from '#platform/ui/reached-at.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { Copyable } from '#rooms/people/ui/Copyable.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** 自分のカレンダーで見る: the address is made, shown once, renewed and ended here. */
export function CalendarCard() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useTrainingApi()
  const origin = useReachedAt()
  const { data } = useQuery(api.training.showMyCalendar.queryOptions({ input: {} }))
  const [address, setAddress] = useState<string>()
  const { act, error } = useAct<{ address: string } | { hasEnded: true }>()
  if (!data) return null
  const { madeOn } = data
  async function renew() {
    const made = await act((client) => client.training.renewCalendar({}), madeOn ? t('calendar.renewed') : undefined)
    if (made && 'address' in made) setAddress(`${origin}${made.address}`)
  }
  async function end() {
    if (await act((client) => client.training.endCalendar({}), t('calendar.ended'))) setAddress(undefined)
  }
  return (
    <Section title={t('calendar')} data-print="no">
      <Card>
        <p className="max-w-[42em]">{t('calendar.what')}</p>
        {address && (
          <div className="mt-3 grid gap-2 break-all">
            <Copyable text={address} label={t('calendar.address')} />
            <p className="max-w-[42em]">{t('calendar.once')}</p>
          </div>
        )}
        {madeOn && !address && (
          <p className="mt-2 text-solid-gray-700">{t('calendar.since', { date: formatDate(madeOn, language) })}</p>
        )}
        <div className="mt-3 flex flex-wrap gap-3">
          <Button look="secondary" size="small" onClick={renew}>
            {t(madeOn ? 'calendar.renew' : 'calendar.make')}
          </Button>
          {madeOn && (
            <Button look="text" size="small" onClick={end}>
              {t('calendar.end')}
            </Button>
          )}
        </div>
        {error && <Trouble error={error} />}
      </Card>
    </Section>
  )
}
