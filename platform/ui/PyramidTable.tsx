import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatNumber } from './Figure.tsx'
import { uiMessages } from './messages.ts'
import { ShareBar } from './Progress.tsx'
import type { PyramidProps } from './Pyramid.tsx'

/** The pyramid as a table that says the same: tier by tier from the top, the points each adds, and what it is compared with. */
export function PyramidTable({
  tiers,
  score,
  outlines,
  isUnknown = false,
}: Pick<PyramidProps, 'tiers' | 'score' | 'outlines' | 'isUnknown'>) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const says = (value: number) => formatNumber(value, language, 1)
  const known = (text: string | undefined) => (isUnknown ? t('pyramid.unknown') : text)
  return (
    <>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{t('pyramid.table')}</caption>
        <thead>
          <tr className="border-solid-gray-420 border-b text-dns-14B-130">
            <th scope="col" className="py-2 pr-2 sm:pr-3">
              {t('pyramid.tier')}
            </th>
            <th scope="col" className="min-w-20 py-2 pr-2 sm:pr-3 text-right">
              {t('pyramid.share')}
            </th>
            <th scope="col" className="whitespace-nowrap py-2 pr-2 sm:pr-3 text-right">
              {t('pyramid.weight')}
            </th>
            <th scope="col" className="py-2 text-right">
              {t('pyramid.points')}
            </th>
          </tr>
        </thead>
        <tbody className="figures">
          {tiers.toReversed().map(({ id, name, share, weight }) => (
            <tr key={id} className="border-solid-gray-200 border-b">
              <th scope="row" className="w-full py-2 pr-2 sm:pr-3 font-normal">
                {name}
                <ShareBar share={share} className="mt-1 max-w-60" />
              </th>
              <td className="py-2 pr-2 sm:pr-3 text-right">{known(`${Math.round(share * 100)}%`)}</td>
              <td className="py-2 pr-2 sm:pr-3 text-right">{formatNumber(weight, language, 2)}</td>
              <td className="py-2 text-right">{isUnknown ? '—' : says(100 * weight * share)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="figures">
          <tr className="border-solid-gray-420 border-b">
            <th scope="row" colSpan={3} className="py-2 pr-2 sm:pr-3">
              {t('pyramid.total')}
            </th>
            <td className="py-2 text-right font-bold">{known(says(score))}</td>
          </tr>
          {outlines.map((outline) => (
            <tr key={outline.label} className="border-solid-gray-200 border-b">
              <th scope="row" colSpan={3} className="py-2 pr-2 sm:pr-3 font-normal">
                {outline.label}
              </th>
              <td className="py-2 text-right">{says(outline.score)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
      <p className="mt-2 text-dns-14N-130 text-solid-gray-700">{t('pyramid.formula')}</p>
    </>
  )
}
