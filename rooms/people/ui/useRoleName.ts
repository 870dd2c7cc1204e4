import { hasMessage } from '#platform/i18n/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { peopleMessages } from '../messages.ts'

/** The role in which somebody acted, in words: 所属長. */
export function useRoleName(): (role: string) => string {
  const t = useMessages(peopleMessages)
  return (role) => {
    const key = `role.${role}`
    return hasMessage(peopleMessages, key) ? t(key) : role
  }
}
