import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useClient } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { isStale } from '#platform/ui/form/edited.ts'
import { Form } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { usePut } from '../../records/ui/useRecordsApi.ts'
import type { sectionRecords } from '../contract.ts'
import { sectionRecordsMessages } from '../messages.ts'
import { useDays } from './useDays.ts'

type Rooms = { sectionRecords: typeof sectionRecords }
type Period = Answer<typeof sectionRecords.listSectionRecords>['periods'][number]
type Shown = Answer<typeof sectionRecords.showSectionRecord>

/** The way to strike one: who and what rests on it, and what stands in its place. */
export function StrikeSection({ period, years }: { period: Period; years: readonly number[] }) {
  const t = useMessages(sectionRecordsMessages)
  const days = useDays()
  const [open, setOpen] = useState(false)
  const { name } = period
  return (
    <>
      <Button
        look="secondary"
        size="small"
        aria-label={t('strike.label', { name, days: days(period) })}
        onClick={() => setOpen(true)}
      >
        {t('strike')}
      </Button>
      <SidePanel title={t('strike.title', { name })} open={open} onClose={() => setOpen(false)}>
        {open && <Looked period={period} years={years} onDone={() => setOpen(false)} />}
      </SidePanel>
    </>
  )
}

function Looked({ period, ...rest }: { period: Period; years: readonly number[]; onDone: () => void }) {
  const api = useApi<Rooms>()
  const { sectionCode, validFrom } = period
  const { data, error } = useQuery(
    api.sectionRecords.showSectionRecord.queryOptions({ input: { sectionCode, validFrom } }),
  )
  if (error) return <Trouble error={error} />
  return data ? <Strike shown={data} {...rest} /> : <Waiting shape="cards" />
}

function Strike({ shown, years, onDone }: { shown: Shown; years: readonly number[]; onDone: () => void }) {
  const t = useMessages(sectionRecordsMessages)
  const days = useDays()
  const because = useReason({ label: t('reason'), support: t('reason.support'), missing: t('reason.missing') })
  const [previousGoesOn, setPreviousGoesOn] = useState(shown.previous !== null)
  const [seen, setSeen] = useState(shown.version)
  const client = useClient<Rooms>()
  const put = usePut(t('strike.done'), onDone)
  const { sectionCode, validFrom, name, previous, rests, more, stays } = shown
  const goesOn = previous !== null && previousGoesOn
  const mayStrike = goesOn || rests.length === 0
  function submit() {
    if (!because.isReady()) return
    const { reason } = because
    put.mutate(() =>
      client.sectionRecords.strikeSection({ sectionCode, validFrom, seen, previousGoesOn: goesOn, reason }),
    )
  }
  return (
    <Form
      onSubmit={submit}
      errors={because.errors}
      actions={
        mayStrike && (
          <Button type="submit" busy={put.isPending}>
            {t('strike')}
          </Button>
        )
      }
    >
      {shown.version !== seen && !put.isPending && (
        <ChangedMeanwhile
          rows={[{ name: 'period', label: t('stored.now'), mine: t('strike'), stored: `${name} ${days(shown)}` }]}
          onMine={() => setSeen(shown.version)}
          onStored={onDone}
        />
      )}
      {put.error !== null && !isStale(put.error) && <Trouble error={put.error} />}
      <p>{t('strike.lead', { days: days(shown) })}</p>
      {previous !== null && (
        <Checkbox
          name="previousGoesOn"
          label={t('strike.previous', { name: previous })}
          support={t('strike.previous.support', { name: previous })}
          checked={previousGoesOn}
          onChange={setPreviousGoesOn}
        />
      )}
      {!goesOn && <Resting lead={t('strike.rests')} things={rests} more={more} />}
      {!goesOn && <Resting lead={t('strike.stays')} things={stays} more={0} />}
      {mayStrike && because.field}
      {mayStrike && <ReachesClosed years={years} from={validFrom} />}
    </Form>
  )
}

function Resting({ lead, things, more }: { lead: string; things: readonly string[]; more: number }) {
  const t = useMessages(sectionRecordsMessages)
  if (things.length === 0) return null
  return (
    <div>
      <p>{lead}</p>
      <ul className="mt-2 list-disc pl-6">
        {things.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
        {more > 0 && <li>{t('strike.more', { count: more })}</li>}
      </ul>
    </div>
  )
}
