import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { usePersonName } from '#platform/ui/Person.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { skillsMessages } from '../messages.ts'
import { History } from './History.tsx'
import { ObservationForm } from './ObservationForm.tsx'
import { PyramidPanel } from './PyramidPanel.tsx'
import { SkillList } from './SkillList.tsx'
import { useSkillsApi } from './useSkillsApi.ts'

/** A person's skills, for their section head of today and for HR; the head can note an observation. */
export function StaffSkillsPage({ behind }: { behind?: (staffMemberId: number) => ReactNode }) {
  const t = useMessages(skillsMessages)
  const nameOf = usePersonName()
  const api = useSkillsApi()
  const staffMemberId = Number(
    useParams({ strict: false, select: (params: Record<string, string>) => params.staffMemberId }),
  )
  const person = useQuery(api.people.showStaffMember.queryOptions({ input: { staffMemberId } }))
  const whole = useQuery(api.skills.showWholeSkills.queryOptions({ input: { staffMemberId } }))
  const mayObserve = whole.data?.may.includes('observe') ?? false
  if (person.error) {
    return (
      <>
        <PageHeading>{t('skills.title')}</PageHeading>
        <Trouble error={person.error} retry={person.refetch} />
      </>
    )
  }
  if (!person.data || whole.isPending) return <Waiting shape="page" />
  const { postTitle, sectionName } = person.data
  return (
    <>
      {mayObserve && <Breadcrumbs crumbs={[{ label: t('team'), to: '/team' }, { label: person.data.name }]} />}
      <PageHeading
        lead={`${t('purpose')}${t('looked_at')}`}
        aside={[postTitle, sectionName].filter(Boolean).join(' · ')}
      >
        {t('skills.of', { person: nameOf(person.data) })}
      </PageHeading>
      {whole.error && <Trouble error={whole.error} retry={whole.refetch} />}
      {!whole.error && !whole.data && <Waiting shape="cards" rows={4} />}
      {whole.data && (
        <PyramidPanel
          staffMemberId={staffMemberId}
          title={t('pyramid.of', { name: person.data.name })}
          today={whole.data.pyramid}
        />
      )}
      {whole.data && behind?.(staffMemberId)}
      {mayObserve && (
        <Section title={t('observe.title')} lead={t('observe.lead')}>
          <ObservationForm staffMemberId={staffMemberId} />
        </Section>
      )}
      {whole.data && (
        <>
          <Section title={t('skills.all')} lead={t('skills.all_lead')}>
            <SkillList levels={whole.data.levels} />
          </Section>
          <Section title={t('history.title')}>
            <History staffMemberId={staffMemberId} latest={whole.data.history} today={whole.data.pyramid.asOf} />
          </Section>
        </>
      )}
    </>
  )
}
