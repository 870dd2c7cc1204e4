import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { SectionName, SectionsPage, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import type { roleHolders } from '../contract.ts'
import { Demand } from './Demand.tsx'
import { Holders } from './Holders.tsx'
import { rolesPageMessages } from './messages.ts'
import { useRolesApi } from './useRolesApi.ts'

type Shown = Output<typeof roleHolders.showRolesBySection>
type Cell = Shown['whole']['cells'][number]

/** 役割と人材 for HR and executives: who is there and missing of each role, by section, and what the plans want of people. HR keeps who holds them. */
export function RolesPage() {
  const t = useMessages(rolesPageMessages)
  const api = useRolesApi()
  const { within } = useSearch({ strict: false }) as { within?: string | number }
  const { data, error, refetch } = useQuery({
    ...api.roleHolders.showRolesBySection.queryOptions({
      input: within === undefined ? {} : { within: String(within) },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <SectionsPage title={t('title')} lead={t('lead')} data={data}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={6} />}
      {!error && data && (
        <>
          {data.crossing.length === 0 ? (
            <Empty>{t('none.roles')}</Empty>
          ) : (
            <>
              <Whole shown={data} />
              <Parts shown={data} />
            </>
          )}
          <Demand demand={data.demand} />
          {data.crossing.length > 0 && data.may.includes('keep') && <Holders />}
        </>
      )}
    </SectionsPage>
  )
}

function useCountColumns<Row extends { readonly cell: Cell }>(): Column<Row>[] {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  return (['held', 'wanted', 'missing'] as const).map((key) => ({
    ...{ id: key, header: t(key), align: 'end' as const },
    cell: ({ cell }: Row) => cell[key]?.toLocaleString(language) ?? t('unsaid'),
    value: ({ cell }: Row) => cell[key] ?? -1,
  }))
}

function Whole({ shown }: { shown: Shown }) {
  const t = useMessages(rolesPageMessages)
  const rows = shown.crossing.map((role, at) => ({ ...role, cell: shown.whole.cells[at]! }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'role',
      header: t('role'),
      isRowHeader: true,
      cell: ({ name, description, isSample }) => (
        <span className="block">
          {name} {isSample && <SampleTag />}
          {description && <span className="block text-dns-14N-130 text-solid-gray-700">{description}</span>}
        </span>
      ),
      value: ({ name }) => name,
    },
    ...useCountColumns<(typeof rows)[number]>(),
  ]
  return (
    <Section title={t('all')} lead={t('all.lead')}>
      <DataTable
        name="roles"
        caption={t('all')}
        columns={columns}
        rows={rows}
        rowKey={({ role }) => role}
        filter={false}
      />
    </Section>
  )
}

function Parts({ shown }: { shown: Shown }) {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  const [chosen, choose] = useState(shown.crossing[0]!.role)
  const at = Math.max(
    0,
    shown.crossing.findIndex(({ role }) => role === chosen),
  )
  const rows = shown.sections.map((section) => ({ ...section, cell: section.cells[at]! }))
  const nameOf = useSectionName({ within: shown.within })
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'section',
      header: t('section'),
      isRowHeader: true,
      cell: (row) => <SectionName row={row} within={shown.within} />,
      value: (row) => [nameOf(row), ...row.holds].join(' '),
    },
    {
      ...{ id: 'people', header: t('people'), align: 'end' },
      cell: ({ people }) => people.toLocaleString(language),
      value: ({ people }) => people,
    },
    ...useCountColumns<(typeof rows)[number]>(),
  ]
  return (
    <Section title={t('parts')} {...(shown.threshold !== null && { lead: t('parts.lead', { n: shown.threshold }) })}>
      <div data-print="no" className="mb-4 max-w-[26rem]">
        <Select
          name="section-role"
          label={t('choose')}
          value={shown.crossing[at]!.role}
          choices={shown.crossing.map(({ role, name }) => ({ value: role, label: name }))}
          onChange={choose}
        />
      </div>
      <DataTable
        name="sections"
        caption={t('parts.caption', { role: shown.crossing[at]!.name })}
        columns={columns}
        rows={rows}
        rowKey={({ sectionCode }) => sectionCode ?? '-'}
      />
    </Section>
  )
}
