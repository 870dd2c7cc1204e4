import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { api, client } from './api.ts'
import { Frame } from './Frame.tsx'
import { SignInPage } from './SignIn.tsx'
import { SessionContext } from './session.ts'
import { sessionQuery } from './session-query.ts'

/**
 * The frame with the page in it, or the sign-in page in its place: the address stays, so that whoever signs in lands where
 * they wanted to go, and what was typed in a form is still there.
 */
export function App() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: session, isPending, error, refetch } = useQuery(sessionQuery)
  const [wasSignedIn, setWasSignedIn] = useState(false)
  const signOut = useMutation(
    api.auth.signOut.mutationOptions({
      onSuccess: async () => {
        setWasSignedIn(false)
        await navigate({ to: '/' })
        queries.clear()
        await refetch()
      },
    }),
  )
  const signedIn = session?.signedIn
  useEffect(() => {
    if (signedIn) setWasSignedIn(true)
  }, [signedIn])

  if (isPending)
    return (
      <Around>
        <Waiting shape="page" />
      </Around>
    )
  if (error)
    return (
      <Around>
        <Trouble error={error} retry={refetch} />
      </Around>
    )
  if (!signedIn) {
    return (
      <SignInPage
        session={session}
        hasExpired={wasSignedIn}
        onSignIn={async (credentials) => {
          const { mustChangePassword } = await client.auth.signIn(credentials)
          if (mustChangePassword) await navigate({ to: '/password' })
          await queries.invalidateQueries()
        }}
        onPersona={async (persona) => {
          await client.auth.signInAsPersona({ persona })
          await queries.invalidateQueries()
        }}
      />
    )
  }
  return (
    <SessionContext value={session}>
      <Frame onSignOut={() => signOut.mutateAsync({})}>
        <Outlet />
      </Frame>
    </SessionContext>
  )
}

function Around({ children }: { children: React.ReactNode }) {
  return <main className="mx-auto max-w-content px-4 py-8">{children}</main>
}
