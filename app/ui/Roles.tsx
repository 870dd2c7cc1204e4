import { RolesPage } from '#rooms/people/ui/RolesPage.tsx'
import { useSession } from './session.ts'

/** 役割 as far as the account may, also an account without a member of staff behind it. */
export function RolesRoute() {
  const { signedIn, today } = useSession()
  return <RolesPage mayGrant={signedIn?.roles.includes('it') ?? false} today={today} />
}
