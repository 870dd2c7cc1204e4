import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api } from '../api.ts'
import { useSession } from '../session.ts'
import { Sent } from './Sent.tsx'
import type { Sight } from './sight.ts'

/** My duty in my own words, or until then what my section does; and what my work sent up. */
export function DutyCard({ sight }: { sight: Sight }) {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { duty, purpose, section, contributions } = sight
  return (
    <Card>
      {isOpen ? (
        <DutyForm before={duty} onClose={() => setOpen(false)} />
      ) : (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 grow basis-72">
            {duty ? (
              <>
                <p className="text-std-20B-150 text-solid-gray-900">{duty.duty}</p>
                <p className="text-dns-14N-130 text-solid-gray-700">
                  {section?.name} {t('purpose.since', { date: formatDate(duty.statedFrom, language) })}{' '}
                  {duty.agreedOn === null
                    ? t('duty.to_agree')
                    : t('duty.agreed', { date: formatDate(duty.agreedOn, language) })}
                </p>
              </>
            ) : purpose && purpose.duties.length > 0 ? (
              <>
                <ul className="list-disc pl-6">
                  {purpose.duties.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
                <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('duty.from_section')}</p>
              </>
            ) : (
              <p className="text-solid-gray-700">{t('duty.nothing')}</p>
            )}
          </div>
          {section && (
            <Button look="secondary" size="small" onClick={() => setOpen(true)}>
              {t(duty ? 'duty.edit' : 'duty.state')}
            </Button>
          )}
        </div>
      )}
      {duty && <EarlierWords />}
      <Sent contributions={contributions} />
    </Card>
  )
}

/** What I said before, in whatever section; asked for when somebody wants to see it. */
function EarlierWords() {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  const { signedIn } = useSession()
  const [isOpen, setOpen] = useState(false)
  const me = signedIn?.staffMemberId ?? 0
  const { data, error, refetch } = useQuery(
    api.mvv.showDuty.queryOptions({ input: { staffMemberId: me }, enabled: isOpen && me > 0 }),
  )
  return (
    <details className="mt-2" data-print="no" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-2 text-dns-14N-130">{t('duty.earlier')}</summary>
      {error && <Trouble error={error} retry={refetch} />}
      {data?.earlier.length === 0 && <p>{t('duty.earlier_none')}</p>}
      <ul className="list-disc pl-6">
        {(data?.earlier ?? []).map(({ duty, statedFrom, agreedOn }) => (
          <li key={`${statedFrom} ${duty}`}>
            {duty}{' '}
            <span className="text-dns-14N-130 text-solid-gray-700">
              {t('purpose.since', { date: formatDate(statedFrom, language) })}{' '}
              {agreedOn !== null && t('duty.agreed', { date: formatDate(agreedOn, language) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function DutyForm({ before, onClose }: { before: Sight['duty']; onClose: () => void }) {
  const t = useMessages(mvvMessages)
  const words = useMessages(homeMessages)
  const ui = useMessages(uiMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const { typed, type, drop, ...edited } = useEdited(
    'duty',
    '',
    before ? { is: before.duty, version: before.version } : undefined,
  )
  const [isMissing, setMissing] = useState(false)
  const state = useMutation(
    api.mvv.stateDuty.mutationOptions({ onError: () => queries.invalidateQueries({ queryKey: api.home.key() }) }),
  )
  async function save() {
    setMissing(typed.trim() === '')
    if (typed.trim() === '') return
    await state.mutateAsync({ duty: typed, seen: edited.seen })
    drop()
    onClose()
    toast({ message: t('duty.saved') })
    await queries.invalidateQueries({ queryKey: api.home.key() })
  }
  const error = isMissing ? words('duty.missing') : undefined
  return (
    <Form
      onSubmit={() => save().catch(() => undefined)}
      errors={error ? [{ name: 'duty', message: error }] : []}
      actions={
        <>
          <Button type="submit" busy={state.isPending}>
            {t('duty.save')}
          </Button>
          <Button look="text" onClick={onClose}>
            {ui('cancel')}
          </Button>
        </>
      }
    >
      {state.isError && !isStale(state.error) && <Trouble error={state.error} />}
      {edited.now !== undefined && (
        <ChangedMeanwhile
          rows={[{ name: 'duty', label: t('duty.field'), mine: typed, stored: edited.now }]}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      <TextArea
        name="duty"
        label={t('duty.field')}
        support={t('duty.hint')}
        rows={2}
        required
        value={typed}
        onChange={type}
        {...(error ? { error } : {})}
      />
    </Form>
  )
}
