import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Person } from '#platform/ui/Person.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { State } from '../rules.ts'
import type { Person as PersonShape, SessionBrief } from '../shape.contract.ts'
import { stepMessages } from '../steps.messages.ts'

type Session = z.output<typeof SessionBrief>

type Times = Pick<Session, 'startsOn' | 'endsOn' | 'startsAt' | 'endsAt'>

/** 令和9年1月20日(水) 9:00〜16:00, or from a day to a day; and the hours alone. */
export function useSessionTimes() {
  const { language } = useLanguage()
  const hours = ({ startsAt, endsAt }: Times) => `${startsAt.replace(/^0/, '')}〜${endsAt.replace(/^0/, '')}`
  const when = (times: Times) => {
    const [from, to] = [times.startsOn, times.endsOn].map((day) => formatDate(day, language, 'weekday'))
    return from === to ? `${from} ${hours(times)}` : `${from}〜${to} ${hours(times)}`
  }
  return { when, hours }
}

export const useSessionWords = () => useSessionTimes().when

/** A state as a word; the colour only helps, and none is red: nothing here is a fault of a person. */
export function StateTag({ state, isPast = false }: { state: State; isPast?: boolean }) {
  const t = useMessages(stepMessages)
  if (isPast) return <Tag>{t('state.past')}</Tag>
  return <Tag tone={tones[state] ?? 'plain'}>{t(`state.${state}`)}</Tag>
}

const tones: Partial<Record<State, 'blue' | 'green' | 'yellow'>> = {
  submitted: 'blue',
  section_head_approved: 'blue',
  returned: 'yellow',
  hr_selected: 'green',
  ordered: 'green',
  waitlisted: 'blue',
  report_due: 'yellow',
  completed: 'green',
}

/** A person of this room's answers: face, name, reading, section. */
export function PersonOf({ person }: { person: z.output<typeof PersonShape> }) {
  return (
    <Person
      name={person.name}
      nameKana={person.nameKana}
      size="small"
      {...(person.postTitle ? { post: person.postTitle } : {})}
      {...(person.sectionName ? { section: person.sectionName } : {})}
    />
  )
}
