import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { editions } from '#app/editions/contract.ts'
import { effectsPageMessages } from '#app/editions/effects-page.messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { api } from '../../api.ts'
import { useSession } from '../../session.ts'
import { PublishDialog } from '../PublishDialog.tsx'
import { usePublished } from '../usePublished.ts'
import type { Comparison } from './Differences.tsx'

type Effects = Output<typeof editions.showPublicationEffects>
type Effect = Effects['effects'][number]

/** Before a draft is published: what that does to people on its day; what is lost is answered for one by one, and then it can be published. */
export function Publication({ edition }: { edition: NonNullable<Comparison['to']> }) {
  const t = useMessages(effectsPageMessages)
  const { today } = useSession()
  const [typed, setTyped] = useState<string>(today)
  const [day, setDay] = useState<string | undefined>(today)
  const input = { policyEditionId: edition.policyEditionId, ...(day ? { publishFrom: day } : {}) }
  const { data, error, refetch } = useQuery(api.editions.showPublicationEffects.queryOptions({ input }))
  return (
    <Section title={t('title')} lead={t('lead')}>
      <div data-print="no" className="mb-4 max-w-80">
        <DateField
          name="effectsOn"
          label={t('day')}
          value={typed}
          onChange={(text, next) => {
            setTyped(text)
            setDay(next)
          }}
        />
      </div>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data ? (
        <Listed edition={edition} effects={data} />
      ) : (
        <Waiting shape="list" rows={2} />
      )}
    </Section>
  )
}

function Listed({
  edition,
  effects: { effects, publishFrom, may },
}: {
  edition: NonNullable<Comparison['to']>
  effects: Effects
}) {
  const t = useMessages(effectsPageMessages)
  const left = effects.filter(({ isBlocking, answer }) => isBlocking && answer === null).length
  return (
    <div className="grid gap-4">
      {effects.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
          {effects.map((effect) => (
            <One
              key={effect.kind}
              effect={effect}
              at={{ policyEditionId: edition.policyEditionId, publishFrom }}
              mayAnswer={may.includes('answerEffect')}
            />
          ))}
        </ul>
      )}
      {may.includes('answerEffect') && (
        <div data-print="no" className="flex flex-wrap items-center gap-4">
          {left > 0 ? <p role="status">{t('left', { n: left })}</p> : <Publish edition={edition} day={publishFrom} />}
        </div>
      )}
    </div>
  )
}

function One({
  effect: { kind, says, things, isBlocking, answer },
  at,
  mayAnswer,
}: {
  effect: Effect
  at: { policyEditionId: number; publishFrom: string }
  mayAnswer: boolean
}) {
  const t = useMessages(effectsPageMessages)
  const { language } = useLanguage()
  const state = !isBlocking ? 'known' : answer ? 'answered' : 'open'
  return (
    <li className="grid gap-2 border-solid-gray-200 border-t py-4 first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Tag tone={state === 'open' ? 'yellow' : state === 'answered' ? 'green' : 'plain'}>{t(`state.${state}`)}</Tag>
        <span className="min-w-0 grow basis-72">{says}</span>
      </p>
      {things.length > 5 && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2">{t('things', { n: things.length })}</summary>
          <ul className="list-disc pl-6">
            {things.map(({ id, name, people }) => (
              <li key={id}>{t('thing', { name, n: people })}</li>
            ))}
          </ul>
        </details>
      )}
      {answer && (
        <p className="text-solid-gray-700">
          {t('answer', {
            ...{ reason: answer.reason, by: answer.by },
            date: formatDate(todayInTokyo({ epochMilliseconds: Date.parse(answer.at) }), language),
          })}
        </p>
      )}
      {state === 'open' && mayAnswer && <Answer kind={kind} at={at} />}
    </li>
  )
}

function Answer({ kind, at }: { kind: Effect['kind']; at: { policyEditionId: number; publishFrom: string } }) {
  const t = useMessages(effectsPageMessages)
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const queries = useQueryClient()
  const answer = useMutation(
    api.editions.answerEffect.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.editions.showPublicationEffects.key() }),
    }),
  )
  const error = isMissing && reason.trim() === '' ? t('reason.missing') : undefined
  function submit() {
    setMissing(reason.trim() === '')
    if (reason.trim() !== '') answer.mutate({ ...at, kind, reason: reason.trim() })
  }
  return (
    <div data-print="no">
      <Form
        onSubmit={submit}
        errors={error ? [{ name: `reason-${kind}`, message: error }] : []}
        actions={
          <Button type="submit" look="secondary" size="small" busy={answer.isPending}>
            {t('accept')}
          </Button>
        }
      >
        <TextArea
          name={`reason-${kind}`}
          label={t(`reason.${kind}`)}
          support={t('reason.support')}
          rows={2}
          required
          value={reason}
          onChange={setReason}
          {...(error ? { error } : {})}
        />
      </Form>
      {answer.error && <Trouble error={answer.error} />}
    </div>
  )
}

function Publish({ edition, day }: { edition: NonNullable<Comparison['to']>; day: string }) {
  const t = useMessages(effectsPageMessages)
  const [isOpen, setOpen] = useState(false)
  const publish = useMutation(api.policy.publishPolicy.mutationOptions())
  const published = usePublished()
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('publish')}</Button>
      <PublishDialog
        key={day}
        open={isOpen}
        edition={edition.edition}
        day={day}
        error={publish.error}
        onClose={() => {
          setOpen(false)
          publish.reset()
        }}
        onPublish={async (publishFrom, replace) => {
          const { policyEditionId } = edition
          await publish.mutateAsync({ policyEditionId, publishFrom, ...(replace ? { replace } : {}) })
          setOpen(false)
          await published(publishFrom)
        }}
      />
    </>
  )
}
