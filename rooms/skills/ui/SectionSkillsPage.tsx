import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { SectionName, SectionsPage, useSectionName } from '#rooms/people/ui/SectionParts.tsx'
import type { skills } from '../contract.ts'
import { countColumns } from './count-columns.tsx'
import { pageMessages } from './section-skills.messages.ts'
import { useSkillsApi } from './useSkillsApi.ts'

type Shown = Output<typeof skills.showSkillsBySection>

/** 所属別のスキル for HR and executives: a section's every skill, then one skill in each of its parts. Both stand in the address. */
export function SectionSkillsPage() {
  const t = useMessages(pageMessages)
  const api = useSkillsApi()
  const { within, skill } = useSearch({ strict: false }) as { within?: string | number; skill?: string }
  const { data, error, refetch } = useQuery({
    ...api.skills.showSkillsBySection.queryOptions({ input: within === undefined ? {} : { within: String(within) } }),
    placeholderData: keepPreviousData,
  })
  return (
    <SectionsPage title={t('title')} lead={t('lead')} data={data}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={14} />}
      {!error && data && (
        <>
          <Whole shown={data} />
          <Parts shown={data} skill={skill} />
          <p className="mt-4 max-w-[42em] text-dns-14N-130 text-solid-gray-700">{data.populationNote}</p>
        </>
      )}
    </SectionsPage>
  )
}

/** Every skill of everybody here. */
function Whole({ shown }: { shown: Shown }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { skills: all, whole, highestLevel } = shown
  const rows = all.map((skill, place) => ({ ...skill, people: whole.people, cell: whole.cells[place]! }))
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'skill',
      header: t('skill'),
      isRowHeader: true,
      cell: ({ name, tierName }) => (
        <span className="block md:min-w-40">
          {name}
          <span className="block text-dns-14N-130 text-solid-gray-700">{tierName}</span>
        </span>
      ),
      value: ({ name }) => name,
    },
    {
      id: 'tier',
      header: t('tier'),
      hiddenAtFirst: true,
      cell: ({ tierName }) => tierName,
      value: ({ tierName }) => tierName,
    },
    ...countColumns<(typeof rows)[number]>(t, language, highestLevel),
  ]
  const name = shown.within.at(-1)?.name ?? t('town')
  return (
    <Section title={t('whole', { name })} lead={t('whole.lead', { n: whole.people.toLocaleString(language) })}>
      <DataTable
        name="whole"
        caption={t('whole', { name })}
        columns={columns}
        rows={rows}
        rowKey={({ skill }) => skill}
        canChooseColumns
      />
    </Section>
  )
}

/** One skill in each part of it. */
function Parts({ shown, skill }: { shown: Shown; skill: string | undefined }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { skills: all, sections, threshold, highestLevel, within } = shown
  const place = Math.max(
    0,
    all.findIndex((one) => one.skill === skill),
  )
  const rows = sections.map((section) => ({ ...section, cell: section.cells[place]! }))
  const nameOf = useSectionName({ within })
  const columns: Column<(typeof rows)[number]>[] = [
    {
      id: 'section',
      header: t('section'),
      isRowHeader: true,
      cell: (row) => <SectionName row={row} within={within} search={skill ? { skill } : {}} />,
      value: (row) => [nameOf(row), ...row.holds].join(' '),
    },
    ...countColumns<(typeof rows)[number]>(t, language, highestLevel),
  ]
  return (
    <Section title={t('parts')} {...(threshold !== null && { lead: t('parts.lead', { n: threshold }) })}>
      <SkillChoice skills={all} value={all[place]?.skill ?? ''} />
      <DataTable
        name="sections"
        caption={t('parts.caption', { skill: all[place]?.name ?? '' })}
        columns={columns}
        rows={rows}
        rowKey={({ sectionCode }) => sectionCode ?? '-'}
        canChooseColumns
        empty={<Empty>{t('too_few')}</Empty>}
      />
    </Section>
  )
}

function SkillChoice({ skills: all, value }: { skills: Shown['skills']; value: string }) {
  const t = useMessages(pageMessages)
  const navigate = useNavigate()
  return (
    <div data-print="no" className="mb-4 max-w-[26rem]">
      <Select
        name="section-skill"
        label={t('choose_skill')}
        value={value}
        choices={all.map(({ skill, name, tierName }) => ({ value: skill, label: `${tierName}: ${name}` }))}
        onChange={(skill) =>
          void navigate({
            to: '.',
            replace: true,
            resetScroll: false,
            search: (before: Record<string, unknown>) => ({ ...before, skill }),
          } as Parameters<typeof navigate>[0])
        }
      />
    </div>
  )
}
