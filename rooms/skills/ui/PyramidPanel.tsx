import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Card } from '#platform/ui/Page.tsx'
import { Pyramid } from '#platform/ui/Pyramid.tsx'
import { PyramidTable } from '#platform/ui/PyramidTable.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { AddedAreas } from './AddedAreas.tsx'
import { useOutlines } from './useOutlines.ts'
import { useSkillsApi } from './useSkillsApi.ts'

type PyramidAnswer = Output<typeof skills.showPyramid>

const WEEKS_BACK = 104

/** The picture, the same as a table, what was not assessed in words, and what each piece of evidence added. */
export function PyramidPanel({
  staffMemberId,
  title,
  today,
}: {
  staffMemberId: number
  title: string
  today: PyramidAnswer
}) {
  const t = useMessages(skillsMessages)
  const outlinesOf = useOutlines()
  const api = useSkillsApi()
  const [asOf, setAsOf] = useState<string>()
  const then = useQuery({
    ...api.skills.showPyramid.queryOptions({ input: { staffMemberId, ...(asOf ? { asOf } : {}) } }),
    enabled: asOf !== undefined,
    placeholderData: keepPreviousData,
  })
  if (then.error) return <Trouble error={then.error} retry={then.refetch} />
  const data = (asOf !== undefined && then.data) || today
  const outlines = outlinesOf(data)
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <Card title={title} isSample={data.isSample}>
        <Pyramid
          title={title}
          tiers={data.tiers}
          score={data.score}
          isUnknown={data.assessed === 0}
          outlines={outlines}
          heightCuts={data.heightCuts}
        />
        <Unassessed pyramid={data} />
        <DaySlider onChange={setAsOf} />
      </Card>
      <Card title={t('pyramid.by_tier')}>
        {/* On a narrow window a tier's long name gives way before the numbers do. */}
        <div className="[&_tbody_th]:wrap-anywhere">
          <PyramidTable tiers={data.tiers} score={data.score} isUnknown={data.assessed === 0} outlines={outlines} />
        </div>
        <p className="mt-2 text-dns-14N-130 text-solid-gray-700">{t('pyramid.score_formula')}</p>
        <AddedAreas pyramid={data} />
      </Card>
    </div>
  )
}

/** In words, because an unassessed skill adds no area and looks like level 0 in the picture (INV-P7). */
function Unassessed({ pyramid }: { pyramid: PyramidAnswer }): ReactNode {
  const t = useMessages(skillsMessages)
  const { assessed, skills: all, sharedOnly } = pyramid
  return (
    <p className="mt-2 text-solid-gray-800">
      {assessed === all
        ? t('pyramid.all_assessed', { n: all })
        : t(sharedOnly ? 'pyramid.unknown_to_you' : 'pyramid.unassessed', { n: all - assessed, all })}
    </p>
  )
}

/** Goes back week by week; the picture of that day takes the place of today's. */
function DaySlider({ onChange }: { onChange: (asOf: string | undefined) => void }) {
  const t = useMessages(skillsMessages)
  const { language } = useLanguage()
  const id = useId()
  const [weeks, setWeeks] = useState(0)
  const day = (back: number) => addDays(todayInTokyo(), -7 * back)
  const words = weeks === 0 ? t('pyramid.today') : formatDate(day(weeks), language)
  return (
    <div data-print="no" className="mt-4">
      <div className="flex flex-wrap justify-between gap-x-4">
        {/* An output can be labelled too: around both, the label would name it and leave the slider without a name. */}
        <label htmlFor={id} className="text-std-16B-170">
          {t('pyramid.day')}
        </label>
        <output htmlFor={id} className="figures">
          {words}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={-WEEKS_BACK}
        max={0}
        value={-weeks}
        aria-valuetext={words}
        onChange={(event) => setWeeks(-Number(event.target.value))}
        onPointerUp={() => onChange(weeks === 0 ? undefined : day(weeks))}
        onKeyUp={() => onChange(weeks === 0 ? undefined : day(weeks))}
        className="h-11 w-full accent-blue-900"
      />
    </div>
  )
}
