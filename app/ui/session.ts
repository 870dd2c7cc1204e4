import { createContext, useContext } from 'react'
import type { Role, SignedIn } from '#app/nav.ts'

/** What the frame and the sign-in page know of the town and of who is there. */
export interface Session {
  town: string
  isSample: boolean
  /** Offered on the sign-in page of the sample ward only. */
  personas: readonly Persona[]
  signedIn: SignedIn | null
}

export interface Persona {
  persona: Role
  name: string
  nameKana: string
  section: string | null
}

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session around every page. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('A page stands within the frame, which knows the session')
  return session
}
