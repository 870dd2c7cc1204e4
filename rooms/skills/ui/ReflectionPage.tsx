import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { skillsOf } from '#rooms/policy/rules.ts'
import { skillsMessages } from '../messages.ts'
import { Reflection } from './Reflection.tsx'
import { useFramework } from './useSkillNames.ts'
import { useSkillsApi } from './useSkillsApi.ts'

/** 自己診断: one tier a step, or those skills alone of which nothing is known yet (`?only=unknown`). */
export function ReflectionPage() {
  const t = useMessages(skillsMessages)
  const api = useSkillsApi()
  const framework = useFramework()
  const mine = useQuery(api.skills.showMySkills.queryOptions({ input: {} }))
  const isOnlyUnknown = (useSearch({ strict: false }) as Record<string, unknown>).only === 'unknown'
  const error = mine.error ?? framework.error
  const known = new Map(mine.data?.levels.skills.map((one) => [one.skill, one]))
  const all = framework.data ? skillsOf(framework.data.document) : []
  const asked = isOnlyUnknown ? all.filter(({ id }) => (known.get(id)?.level ?? null) === null) : all
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('skills.title'), to: '/skills' }, { label: t('reflect.title') }]} />
      <PageHeading lead={t('purpose')}>{t('reflect.title')}</PageHeading>
      {error && <Trouble error={error} retry={() => Promise.all([mine.refetch(), framework.refetch()])} />}
      {!error && !(mine.data && framework.data) && <Waiting shape="list" rows={6} />}
      {mine.data && framework.data && (
        <>
          {isOnlyUnknown && (
            <p className="mb-4">
              {t('reflect.only_unknown', { n: asked.length })} <Link to="/skills/reflection">{t('reflect.all')}</Link>
            </p>
          )}
          {asked.length === 0 ? (
            <Empty>{t('reflect.none_unknown')}</Empty>
          ) : (
            <Reflection key={String(isOnlyUnknown)} skills={asked} standing={known} isOneStep={isOnlyUnknown} />
          )}
        </>
      )}
    </>
  )
}
