import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'
import { Share } from './Share.tsx'

type Row = Output<typeof literacy.showFloorByGroup>['groups'][number]

const ways = ['grade', 'employmentCategory'] as const
type By = (typeof ways)[number]

/** The share by grade or by category of employment, small groups counted with others. */
export function Groups({ threshold, isKnown }: { threshold: number; isKnown: boolean }) {
  const t = useMessages(literacyMessages)
  const api = useApi<{ literacy: typeof literacy }>()
  const [by, setBy] = useState<By>('grade')
  const { data, error, refetch } = useQuery(
    api.literacy.showFloorByGroup.queryOptions({ input: { by }, placeholderData: keepPreviousData }),
  )
  const nameOf = ({ group, holds }: Row) => [group ?? t('group.rest'), ...holds].join(' ')
  const columns: Column<Row>[] = [
    {
      id: 'group',
      header: t(`groups.${by}`),
      isRowHeader: true,
      cell: ({ group, holds }) => (
        <>
          {group ?? t('group.rest')}
          {holds.length > 0 && <span className="block text-dns-14N-130 text-solid-gray-700">{holds.join('、')}</span>}
        </>
      ),
      value: nameOf,
    },
    {
      id: 'share',
      header: t('sections.share'),
      cell: (row) => (isKnown ? <Share count={row} /> : t('board.unknown')),
      value: ({ numerator, denominator }) => (isKnown && denominator > 0 ? (100 * numerator) / denominator : null),
    },
    {
      id: 'unassessed',
      header: t('standing.unassessed'),
      cell: ({ unassessed }) => unassessed,
      value: ({ unassessed }) => unassessed,
      align: 'end',
    },
  ]
  return (
    <Section title={t('groups.title')} lead={t('groups.lead', { n: threshold })}>
      <RadioGroup
        name="by"
        label={t('groups.by')}
        inRow
        value={by}
        onChange={(value) => setBy(value as By)}
        choices={ways.map((value) => ({ value, label: t(`groups.${value}`) }))}
      />
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={5} />}
      {data && (
        <DataTable caption={t('groups.title')} name="groups" columns={columns} rows={data.groups} rowKey={nameOf} />
      )}
    </Section>
  )
}
