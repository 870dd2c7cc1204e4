import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Corrections } from '#platform/ui/Corrections.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { StateTag } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'
import { StrikeRecommendation } from './StrikeRecommendation.tsx'

/** おすすめの取消し for HR: whom it reached by mistake, and which it was. */
export function MadeRecommendations() {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useTrainingApi()
  const [person, setPerson] = useState<{ id: number; name: string }>()
  const { data, error, refetch } = useQuery(
    api.training.listRecommendationsTo.queryOptions({ input: person ? { staffMemberId: person.id } : skipToken }),
  )
  return (
    <Section title={t('made')} lead={t('made.lead')}>
      <div className="grid gap-4">
        <ColleaguePicker name="recommendedTo" label={t('made.person')} onChoose={setPerson} />
        {error && <Trouble error={error} retry={refetch} />}
        {person && !error && !data && <Waiting shape="list" rows={3} />}
        {data && <MoreThanShown shown={data.recommendations.length} total={data.total} />}
        {data?.recommendations.length === 0 && <Empty>{t('made.none')}</Empty>}
        {person && data && data.recommendations.length > 0 && (
          <ul className="grid gap-4">
            {data.recommendations.map((made) => (
              <li
                key={made.recommendationId}
                className="grid justify-items-start gap-2 border-blue-300 border-l-4 pl-4"
              >
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <strong>{made.course.title}</strong>
                  <span className="text-solid-gray-700">
                    {t('recommended.by', { name: made.recommendedBy, date: formatDate(made.recommendedOn, language) })}
                  </span>
                  {made.applicationState && <StateTag state={made.applicationState} />}
                </p>
                <Corrections corrections={made.corrections} wordsOf={({ course }) => String(course ?? '')} />
                {made.may.includes('strikeRecommendation') && (
                  <StrikeRecommendation
                    {...{ recommendationId: made.recommendationId, recommendedOn: made.recommendedOn }}
                    {...{ course: made.course.title, name: person.name, closedYears: data.closedYears }}
                    hasApplication={made.applicationState !== null}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
