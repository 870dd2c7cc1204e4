import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { policy } from '#rooms/policy/contract.ts'
import { api } from '../api.ts'
import { useSession } from '../session.ts'
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
    <Section title={t('editions.title')}>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data ? (
        <EditionTable editions={data} onPublish={setChosen} />
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
        onPublish={async (publishFrom) => {
          await publish.mutateAsync({ policyEditionId: chosen!.policyEditionId, publishFrom })
          setChosen(undefined)
          await published(publishFrom)
        }}
      />
    </Section>
  )
}

function EditionTable({
  editions,
  onPublish,
}: {
  editions: readonly Edition[]
  onPublish: (edition: Edition) => void
}) {
  const t = useMessages(policyPageMessages)
  const { language } = useLanguage()
  const { today } = useSession()
  const date = (day: string) => formatDate(day, language)
  const columns: Column<Edition>[] = [
    {
      id: 'edition',
      header: t('editions.edition'),
      isRowHeader: true,
      cell: ({ title, edition }) => (
        <>
          <span className="block">{edition}</span>
          <span className="block text-dns-14N-130 text-solid-gray-700">{title}</span>
        </>
      ),
    },
    {
      id: 'state',
      header: t('editions.state'),
      cell: (edition) => (
        <Tag tone={stateOf(edition, today) === 'inForce' ? 'blue' : 'plain'}>
          {t(`state.${stateOf(edition, today)}`)}
        </Tag>
      ),
    },
    {
      id: 'days',
      header: t('editions.days'),
      cell: (edition) =>
        edition.validFrom === null ? (
          <Button look="secondary" size="small" onClick={() => onPublish(edition)}>
            {t('editions.publish')}
          </Button>
        ) : edition.validTo === null ? (
          t('days.open', { from: date(edition.validFrom) })
        ) : (
          t('days.closed', { from: date(edition.validFrom), to: date(addDays(edition.validTo, -1)) })
        ),
    },
    {
      id: 'recorded',
      header: t('editions.recorded'),
      cell: ({ recordedAt, recordedBy }) => t('recorded', { date: date(dayOf(recordedAt)), by: recordedBy }),
    },
  ]
  return (
    <DataTable
      name="editions"
      caption={t('editions.title')}
      columns={columns}
      rows={editions}
      rowKey={({ policyEditionId }) => policyEditionId}
      empty={<Empty>{t('editions.none')}</Empty>}
    />
  )
}

function stateOf({ validFrom, validTo }: Edition, today: string) {
  if (validFrom === null) return 'draft'
  if (validFrom > today) return 'planned'
  return validTo === null || validTo > today ? 'inForce' : 'past'
}

function dayOf(instant: string): string {
  return todayInTokyo({ epochMilliseconds: Date.parse(instant) })
}
