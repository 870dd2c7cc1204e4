import type { home } from '#app/home/contract.ts'
import { homeMessages } from '#app/home/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Pyramid } from '#platform/ui/Pyramid.tsx'
import { useOutlines } from '#rooms/skills/ui/useOutlines.ts'

type MyPyramid = NonNullable<Output<typeof home.showHome>['pyramid']>

/** わたしのピラミッド: the picture, the area now and a year ago, and the way to its reasons; on the first day what it will show. */
export function PyramidCard({ pyramid }: { pyramid: MyPyramid | null }) {
  const t = useMessages(homeMessages)
  const outlinesOf = useOutlines()
  const title = t('pyramid.title')
  if (!pyramid) {
    return (
      <Card title={title}>
        <p className="text-solid-gray-700">{t('pyramid.none')}</p>
      </Card>
    )
  }
  const { tiers, score, heightCuts, isSample, assessed } = pyramid
  return (
    <Card title={title} isSample={isSample}>
      <Pyramid {...{ title, tiers, score, heightCuts }} isUnknown={assessed === 0} outlines={outlinesOf(pyramid)} />
      {assessed === 0 ? (
        <div className="mt-3">
          <p className="text-solid-gray-700">{t('pyramid.first')}</p>
          <div className="mt-3">
            <LinkButton to="/skills/reflection" look="secondary">
              {t('pyramid.start')}
            </LinkButton>
          </div>
        </div>
      ) : (
        <Facts pyramid={pyramid} />
      )}
      <p className="mt-3 text-dns-14N-130 text-solid-gray-700">{t('pyramid.formula')}</p>
    </Card>
  )
}

function Facts({ pyramid }: { pyramid: MyPyramid }) {
  const t = useMessages(homeMessages)
  const { language } = useLanguage()
  const { score, lastYear, reasons, assessed, skills } = pyramid
  const says = (points: number) => formatNumber(points, language, 1) ?? ''
  return (
    <>
      <p className="figures mt-3 text-std-16B-170">
        {lastYear
          ? t('pyramid.area_before', { score: says(score), before: says(lastYear.score) })
          : t('pyramid.area', { score: says(score) })}
      </p>
      {assessed < skills && <p className="text-solid-gray-700">{t('pyramid.unassessed', { n: skills - assessed })}</p>}
      <p className="mt-1">
        <Link to="/skills">{reasons > 0 ? t('pyramid.reasons', { n: reasons }) : t('pyramid.reasons_none')}</Link>
      </p>
    </>
  )
}
