import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { peopleMessages } from '../messages.ts'
import type { RoleGrant } from './role-grant.ts'

/** Who asked for a role that rests, until when it can be agreed to, and what came of it; whose password its holder has. */
export function RolesAsking({ grant: { asking, password } }: { grant: RoleGrant }) {
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  if (!asking) return null
  const day = (date: string) => formatDate(date, language)
  const { cause, askedBy, askedOn, until, answer, answeredBy } = asking
  const lines = [
    ...(answer === null
      ? [t(`roles.asked.${cause}`, { name: askedBy, date: day(askedOn), until: day(until) })]
      : [
          answer === 'agreed' && answeredBy === null
            ? t('roles.answer.agreed.owner')
            : t(`roles.answer.${answer}`, { name: answeredBy ?? '' }),
        ]),
    ...(password
      ? [
          t(password.chosenOn ? 'roles.password.chosen' : 'roles.password.unchosen', {
            name: password.givenBy ?? t('roles.owner'),
            date: day(password.givenOn),
            chosen: password.chosenOn ? day(password.chosenOn) : '',
          }),
        ]
      : []),
  ]
  return lines.map((line) => (
    <span key={line} className="block text-dns-14N-130 text-solid-gray-700">
      {line}
    </span>
  ))
}
