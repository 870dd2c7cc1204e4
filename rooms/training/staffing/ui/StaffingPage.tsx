import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { Absences } from './Absences.tsx'
import { Minimums } from './Minimums.tsx'
import { pageMessages } from './messages.ts'

/** 窓口の体制: what counters need and who is away, for the head who keeps it and HR who reads it. */
export function StaffingPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  // Whoever comes from a schedule means the counter that is short there.
  const { section: asked } = useSearch({ strict: false }) as { section?: string | number }
  const [chosen, choose] = useState<string | null>(asked === undefined ? null : String(asked))
  const { data, error, refetch } = useQuery(api.training.listStaffedSections.queryOptions({ input: { pageSize: 500 } }))
  const mine = data?.sections.toSorted((a, b) => Number(b.isMine) - Number(a.isMine)) ?? []
  const people = mine.filter(({ headcount, hasMinimum }) => headcount > 0 || hasMinimum)
  const section =
    people.find(({ sectionCode }) => sectionCode === chosen) ??
    people.toSorted((a, b) => Number(b.isMine) - Number(a.isMine) || b.headcount - a.headcount)[0]
  return (
    <>
      <PageHeading lead={t('staffing.lead')}>{t('staffing')}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={4} />}
      {data && !section && <Empty>{t('staffing.none')}</Empty>}
      {section && (
        <>
          <div className="mb-6 max-w-[24rem]">
            <Select
              name="section"
              label={t('staffing.section')}
              value={section.sectionCode}
              onChange={choose}
              choices={people.map(({ sectionCode, name }) => ({ value: sectionCode, label: name }))}
            />
          </div>
          <Minimums key={section.sectionCode} sectionCode={section.sectionCode} />
          <Absences key={`absences ${section.sectionCode}`} sectionCode={section.sectionCode} />
        </>
      )}
    </>
  )
}
