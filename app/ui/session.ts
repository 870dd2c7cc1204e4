import { createContext, useContext } from 'react'
import type { Session } from '#app/nav.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { appMessages } from './messages.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session around every page. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('A page stands within the frame, which knows the session')
  return session
}

/** The town's name in the reader's language; before a policy is loaded nobody knows it yet. */
export function useTownName({ town }: Session): string {
  const t = useMessages(appMessages)
  const { language } = useLanguage()
  if (!town) return t('no_town')
  return language === 'en' ? town.nameEn : town.name
}
