import { createContext, useContext } from 'react'
import type { home } from '#app/home/contract.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { appMessages } from './messages.ts'

/** The town and who is there today, as every page knows it. */
export type Session = Output<typeof home.showSession>
export type SignedIn = NonNullable<Session['signedIn']>
export type Persona = Session['personas'][number]

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
  return language === 'en' ? (town.nameEn ?? town.name) : town.name
}
