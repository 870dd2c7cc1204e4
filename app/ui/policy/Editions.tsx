import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { saveFile } from '#platform/ui/files.ts'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { policy } from '#rooms/policy/contract.ts'
import { api, client } from '../api.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { usePublished } from './usePublished.ts'

type Edition = Output<typeof policy.listPolicyEditions>[number]

/** Drafts first, then the latest; a draft is published from here. */
export function Editions() {
  const t = useMessages(policyPageMessages)
  const { data, error, refetch } = useQuery(api.policy.listPolicyEditions.queryOptions({ input: {} }))
  const [chosen, setChosen] = useState<Edition>()
  const publish = useMutation(api.policy.publishPolicy.mutationOptions())
  const published = usePublished()
  return (
    <Section
      title={t('editions.title')}
      actions={
        data && data.length > 1 ? (
          <LinkButton look="secondary" size="small" to="/admin/policy/compare">
            {t('editions.compare')}
          </LinkButton>
        ) : undefined
      }
    >
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data?.length === 0 ? (
        <Empty>{t('editions.none')}</Empty>
      ) : data ? (
        <EditionList editions={data} onPublish={setChosen} />
      ) : (
        <Waiting shape="table" rows={2} />
      )}
      <PublishDialog
        open={chosen !== undefined}
        edition={chosen?.edition ?? ''}
        error={publish.error}
        onClose={() => {
          setChosen(undefined)
          publish.reset()
        }}
        onPublish={async (publishFrom, replace) => {
          const policyEditionId = chosen!.policyEditionId
          await publish.mutateAsync({ policyEditionId, publishFrom, ...(replace ? { replace } : {}) })
          setChosen(undefined)
          await published(publishFrom)
        }}
      />
    </Section>
  )
}

function EditionList({ editions, onPublish }: { editions: readonly Edition[]; onPublish: (edition: Edition) => void }) {
  const t = useMessages(policyPageMessages)
  const { language } = useLanguage()
  const date = (day: string) => formatDate(day, language)
  const file = useMutation({
    mutationFn: (input: { policyEditionId: number }) => client.policy.showPolicyFile(input),
    onSuccess: ({ text, fileName }) => saveFile(new Blob([text], { type: 'application/yaml' }), fileName),
  })
  return (
    <>
      {file.error && <Trouble error={file.error} />}
      <ul className="rounded-12 border border-solid-gray-200 bg-white px-4 sm:px-6">
        {editions.map((edition) => {
          const { policyEditionId, title, validFrom, validTo, state, recordedAt, recordedBy } = edition
          return (
            <li
              key={policyEditionId}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-solid-gray-200 border-t py-4 first:border-t-0"
            >
              <div className="min-w-0 grow basis-72">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <span className="text-std-16B-170">{edition.edition}</span>
                  <Tag tone={state === 'inForce' ? 'blue' : 'plain'}>{t(`state.${state}`)}</Tag>
                </p>
                <p className="text-dns-14N-130 text-solid-gray-700">
                  <span>{title}</span> · <span>{t('recorded', { date: date(dayOf(recordedAt)), by: recordedBy })}</span>
                </p>
              </div>
              <Button
                look="text"
                size="small"
                busy={file.isPending && file.variables.policyEditionId === policyEditionId}
                onClick={() => file.mutate({ policyEditionId })}
              >
                {t('editions.file')}
                <span className="sr-only">({edition.edition})</span>
              </Button>
              {state === 'draft' || validFrom === null ? (
                <Button look="secondary" size="small" onClick={() => onPublish(edition)}>
                  {t('editions.publish')}
                </Button>
              ) : (
                <p>
                  {state === 'replaced'
                    ? date(validFrom)
                    : validTo === null
                      ? t('days.open', { from: date(validFrom) })
                      : t('days.closed', { from: date(validFrom), to: date(addDays(validTo, -1)) })}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function dayOf(instant: string): string {
  return todayInTokyo({ epochMilliseconds: Date.parse(instant) })
}
