import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { History } from './History.tsx'
import { PyramidPanel } from './PyramidPanel.tsx'
import { SkillList } from './SkillList.tsx'
import { useReflectionDraft } from './useReflection.ts'
import { useSkillsApi } from './useSkillsApi.ts'
import { WhoSees } from './WhoSees.tsx'

/** スキル: my pyramid, what it is made of, every skill, who sees it, and the way to reflect. */
export function SkillsPage({ behind }: { behind?: (mine: Output<typeof skills.showMySkills>) => ReactNode }) {
  const t = useMessages(skillsMessages)
  const api = useSkillsApi()
  const { data, error, refetch } = useQuery(api.skills.showMySkills.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading
        lead={t('purpose')}
        actions={
          <>
            <LinkButton to="/skills/qualifications" look="secondary">
              {t('qualifications.mine')}
            </LinkButton>
            {!error && <LinkButton to="/skills/reflection">{t('reflect.start')}</LinkButton>}
          </>
        }
      >
        {t('skills.title')}
      </PageHeading>
      {!error && <Begun />}
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={4} />}
      {data && (
        <>
          <PyramidPanel staffMemberId={data.staffMemberId} title={t('pyramid.mine')} today={data.pyramid} />
          {behind?.(data)}
          <Section
            title={t('skills.all')}
            lead={t('skills.all_lead')}
            actions={<Link to="/literacy">{t('skills.floor')}</Link>}
          >
            <SkillList levels={data.levels} />
          </Section>
          <WhoSees />
          <Section title={t('history.title')}>
            <History staffMemberId={data.staffMemberId} latest={data.history} today={data.pyramid.asOf} />
          </Section>
        </>
      )}
    </>
  )
}

/** Whoever left the reflection half-way finds the way back to it. */
function Begun() {
  const t = useMessages(skillsMessages)
  const [answers] = useReflectionDraft()
  const n = Object.keys(answers).length
  if (n === 0) return null
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-4 rounded-12 border border-yellow-400 bg-yellow-50 p-4">
      <p>{t('reflect.begun', { n })}</p>
      <LinkButton to="/skills/reflection" look="secondary" size="small">
        {t('reflect.go_on')}
      </LinkButton>
    </div>
  )
}
