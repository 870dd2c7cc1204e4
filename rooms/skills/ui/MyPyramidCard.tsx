import { useQuery } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Pyramid } from '#platform/ui/Pyramid.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { SampleTag } from '#platform/ui/Tags.tsx'
import { skillsMessages } from '../messages.ts'
import { outlinesOf, Unassessed } from './PyramidPanel.tsx'
import { useSkillsApi } from './useSkillsApi.ts'

/** わたしのピラミッド for the home page: the picture, the area now and a year ago, and the way to its reasons. */
export function MyPyramidCard({ staffMemberId }: { staffMemberId: number }) {
  const t = useMessages(skillsMessages)
  const { language } = useLanguage()
  const api = useSkillsApi()
  const { data, error, refetch } = useQuery(api.skills.showPyramid.queryOptions({ input: { staffMemberId } }))
  const title = t('pyramid.mine')
  if (error) return <Trouble title={title} error={error} retry={refetch} />
  if (!data) return <Waiting shape="cards" rows={1} />
  const points = (score: number) => formatNumber(score, language, 1) ?? ''
  return (
    <Card title={title} isSample={data.isSample} actions={data.isSample && <SampleTag />}>
      {data.assessed === 0 ? (
        <Empty action={<LinkButton to="/skills/reflection">{t('reflect.start')}</LinkButton>}>
          {t('pyramid.none')}
        </Empty>
      ) : (
        <>
          <Pyramid
            title={title}
            tiers={data.tiers}
            score={data.score}
            outlines={outlinesOf(data, t)}
            heightCuts={data.heightCuts}
          />
          <p className="mt-2 text-std-17B-170">
            {data.lastYear
              ? t('pyramid.area_since', { score: points(data.score), before: points(data.lastYear.score) })
              : t('pyramid.area', { score: points(data.score) })}
          </p>
          <Unassessed pyramid={data} />
          <p className="mt-2">
            <Link to="/skills">{t('pyramid.reasons', { n: data.evidence.filter(({ area }) => area > 0).length })}</Link>
          </p>
        </>
      )}
    </Card>
  )
}
