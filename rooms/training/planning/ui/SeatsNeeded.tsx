import { useQuery } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** How many still need a seat of a course, what is free for them, and what is missing; with what is planned on top. */
export function SeatsNeeded({ courseCode, planned = 0 }: { courseCode: string; planned?: number }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery({
    ...api.training.showSeatsNeeded.queryOptions({ input: { courseCode } }),
    enabled: courseCode !== '',
  })
  if (courseCode === '') return null
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <p className="min-h-[3.4em]">{t('needed.counting')}</p>
  const written = (n: number) => n.toLocaleString(language)
  const { needed, free, sessions } = data
  const values = { free: written(free), sessions: written(sessions) }
  if (needed === null) return <p className="figures min-h-[3.4em]">{t('needed.uncounted', values)}</p>
  const lacking = needed - free - planned
  return (
    <div className="figures min-h-[3.4em]" role="status">
      <p>{t('needed.of', { ...values, needed: written(needed) })}</p>
      <p className="text-std-16B-170">
        {planned > 0 && `${t('needed.planned', { n: written(planned) })} `}
        {lacking > 0 ? t('needed.lacking', { n: written(lacking) }) : t('needed.enough', { n: written(-lacking) })}
      </p>
    </div>
  )
}
