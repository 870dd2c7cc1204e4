import { useQuery } from '@tanstack/react-query'
import type { schedules } from '#app/schedules/contract.ts'
import type { Input } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { fiscalYearOf, formatFiscalYear, todayInTokyo } from '#platform/time/dates.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { useGroups } from '#rooms/training/rounds/ui/useGroups.ts'
import { api } from '../api.ts'
import { pageMessages } from './messages.ts'

export type Who = Input<typeof schedules.searchSchedule>['who']

export const EVERYBODY: Who = { sections: [], grades: [], employmentCategories: [] }

/** Years of joining that are offered; whoever joined before is one cohort too many to name. */
const YEARS = 15

/** 対象: of those who have the course ahead, one round, some sections, a cohort. Nothing chosen: all of them. */
export function WhoFields({
  courseCode,
  who,
  onChange,
}: {
  courseCode: string
  who: Who
  onChange: (who: Who) => void
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { sections, grades, categories } = useGroups()
  const { data } = useQuery(api.training.showSeatsNeeded.queryOptions({ input: { courseCode } }))
  const { roundId, joinedIn, ...rest } = who
  // Until they are known the one that the address names stands for them, so that nothing moves when they come.
  const rounds = data?.rounds ?? (typeof roundId === 'number' ? [{ roundId, name: t('who.this_round') }] : [])
  const thisYear = fiscalYearOf(todayInTokyo())
  const years = Array.from({ length: YEARS }, (_, ago) => String(thisYear - ago))
  const several = { nothing: t('who.all'), drop: (label: string) => t('who.drop', { label }) }
  const named = (label: string) => ({ label, chosenLabel: t('who.chosen', { label }) })
  const words = (list: readonly string[]) => list.map((value) => ({ value, label: value }))
  const isNarrowed = JSON.stringify(who) !== JSON.stringify(EVERYBODY)
  return (
    <details className="rounded-12 border border-solid-gray-200 px-4 py-2" open={isNarrowed || undefined}>
      <summary className="cursor-pointer py-2">{t('who.title')}</summary>
      <div className="grid gap-6 py-4">
        <p>{t('who.lead')}</p>
        {rounds.length > 0 && (
          <Select
            name="round"
            label={t('who.round')}
            value={roundId === undefined ? '' : String(roundId ?? FLOOR)}
            choices={[
              { value: '', label: t('who.rounds') },
              ...rounds.map((one) => ({ value: String(one.roundId), label: one.name })),
              { value: FLOOR, label: t('who.floor') },
            ]}
            onChange={(value) =>
              onChange({
                ...rest,
                ...(joinedIn === undefined ? {} : { joinedIn }),
                ...(value === '' ? {} : { roundId: value === FLOOR ? null : Number(value) }),
              })
            }
          />
        )}
        <Several
          {...several}
          {...named(t('who.section'))}
          name="who-section"
          choices={sections}
          chosen={who.sections}
          onChange={(chosen) => onChange({ ...who, sections: [...chosen] })}
        />
        <Select
          name="joinedIn"
          label={t('who.joined')}
          value={joinedIn === undefined ? '' : String(joinedIn)}
          choices={[
            { value: '', label: t('who.all') },
            ...years.map((value) => ({ value, label: formatFiscalYear(Number(value), language) })),
          ]}
          onChange={(value) =>
            onChange({
              ...rest,
              ...(roundId === undefined ? {} : { roundId }),
              ...(value === '' ? {} : { joinedIn: Number(value) }),
            })
          }
        />
        <Several
          {...several}
          {...named(t('who.grade'))}
          name="who-grade"
          choices={words(grades)}
          chosen={who.grades}
          onChange={(chosen) => onChange({ ...who, grades: [...chosen] })}
        />
        <Several
          {...several}
          {...named(t('who.category'))}
          name="who-category"
          choices={words(categories)}
          chosen={who.employmentCategories}
          onChange={(chosen) => onChange({ ...who, employmentCategories: [...chosen] })}
        />
      </div>
    </details>
  )
}

const FLOOR = 'floor'
