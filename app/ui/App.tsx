import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { othersWayAt } from '#app/search/pages.rules.ts'
import type { ProblemData } from '#platform/client/client.ts'
import { TownProvider, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { keepDraftsOf } from '#platform/ui/form/drafts.ts'
import { uiMessages } from '#platform/ui/messages.ts'
import { ReachedAt } from '#platform/ui/reached-at.ts'
import { type FirstStep, FirstSteps, OperationNames, Trouble, Waiting } from '#platform/ui/States.tsx'
import { SavingContext } from '#platform/ui/table/saving.ts'
import { useOperationName } from '#rooms/people/journal/ui/useOperationName.ts'
import { forgetRoster } from '#rooms/training/roster/ui/offline.ts'
import { client } from './api.ts'
import { Frame } from './Frame.tsx'
import { OthersPage } from './Missing.tsx'
import { madeFor, makeFor } from './made-for.ts'
import { appMessages } from './messages.ts'
import { PasswordPage } from './Password.tsx'
import { SignInPage } from './SignIn.tsx'
import { type Session, SessionContext, type SignedIn } from './session.ts'
import { sessionQuery } from './session-query.ts'
import { sayStillHere } from './still-here.ts'

/**
 * The frame with the page in it, or the sign-in page in its place: the address stays, so that whoever signs in lands where
 * they wanted to go, and drafts are still there.
 */
export function App() {
  const { data: session } = useQuery(sessionQuery)
  return (
    <TownProvider town={session?.town ?? undefined}>
      <Inside />
    </TownProvider>
  )
}

function Inside() {
  const { data: session, error, refetch } = useQuery(sessionQuery)
  // On the way from home the address is another one already while home itself still stands.
  const isHome = useRouterState({
    select: ({ location, matches }) => location.pathname === '/' || matches.at(-1)?.routeId === '/',
  })
  const t = useMessages(uiMessages)
  const nameOfOperation = useOperationName()
  const firstStepFor = useFirstSteps(session)
  const [wasSignedIn, setWasSignedIn] = useState(false)
  const queries = useQueryClient()
  useEffect(() => sayStillHere(queries), [queries])
  useEffect(() => {
    if (session?.signedIn) setWasSignedIn(true)
  }, [session])
  if (!session) {
    return (
      <main className="mx-auto max-w-content px-4 py-8">
        {error ? <Trouble error={error} retry={refetch} /> : <Waiting shape="page" />}
      </main>
    )
  }
  if (!session.signedIn) return <SignIn session={session} hasExpired={wasSignedIn} />
  if (madeFor() === undefined) makeFor(session.signedIn.accountId)
  if (madeFor() !== session.signedIn.accountId) return <SignedInAsAnother session={session} />
  if (session.signedIn.mustChangePassword) return <GivenPassword session={session} />
  return (
    <SessionContext value={session}>
      <ReachedAt value={session.reachedAt}>
        <OperationNames value={nameOfOperation}>
          <FirstSteps value={firstStepFor}>
            <SavingContext
              value={{ note: client.journal.noteExport, mark: session.isSample ? t('sample') : undefined }}
            >
              <Frame onSignOut={signOut}>
                <OwnPage me={session.signedIn} isHome={isHome} />
              </Frame>
            </SavingContext>
          </FirstSteps>
        </OperationNames>
      </ReachedAt>
    </SessionContext>
  )
}

/**
 * Before a policy is in force most pages have nothing to show: HR is told how to begin, others who begins. Where the policy has not the
 * part on which a page rests, whoever opens it is told that, and what it would bring to add it.
 */
function useFirstSteps(session: Session | undefined) {
  const t = useMessages(appMessages)
  return ({ code, values }: ProblemData): FirstStep | undefined => {
    if (code === 'invalid_input') {
      return { title: t('unread.title'), what: t('unread.what'), way: { to: '/', label: t('missing.home') } }
    }
    if (code === 'forbidden' && session?.signedIn && session.signedIn.staffMemberId === null) {
      return { title: t('first.account'), what: t('first.account.what'), way: { to: '/admin', label: t('nav.admin') } }
    }
    const isMine = session?.signedIn?.adminWays.includes('policy')
    if (code === 'not_laid_down') {
      const told = {
        title: t('absent.title'),
        what: t('absent.what', { what: values?.what ?? '', brings: values?.brings ?? '' }),
      }
      return isMine ? { ...told, way: { to: '/admin/policy', label: t('admin.policy') } } : told
    }
    if (code !== 'no_policy' || session?.town !== null) return undefined
    const title = t('first.policy')
    if (!isMine) return { title, what: t('first.policy.others') }
    return { title, what: t('first.policy.what'), way: { to: '/admin/policy', label: t('admin.policy') } }
  }
}

/** Somebody else has signed in in another window of this browser: nothing of this window is sent or shown in their name. */
function SignedInAsAnother({ session }: { session: Session }) {
  const t = useMessages(appMessages)
  return (
    <SessionContext value={session}>
      <main className="mx-auto max-w-content px-4 py-6 md:py-8">
        <h1 className="text-std-28B-150">{t('another.title')}</h1>
        <p className="mt-4">{t('another.now', { name: session.signedIn?.name ?? '' })}</p>
        <div className="mt-6 flex flex-wrap gap-4">
          <Button onClick={startAnew}>{t('another.go_on', { name: session.signedIn?.name ?? '' })}</Button>
          <Button look="secondary" onClick={signOutAnyone}>
            {t('account.sign_out')}
          </Button>
        </div>
      </main>
    </SessionContext>
  )
}

/** Nothing that the person before saw or typed in this window stays. */
function startAnew() {
  sessionStorage.clear()
  window.location.assign('/')
}

async function signOutAnyone() {
  makeFor(undefined)
  await signOut()
}

/** Whoever signed in with a password that somebody gave them makes their own before anything else; the address stays. */
function GivenPassword({ session }: { session: Session }) {
  const t = useMessages(appMessages)
  const queries = useQueryClient()
  return (
    <SessionContext value={session}>
      <main className="mx-auto max-w-content px-4 py-6 md:py-8">
        <div className="mb-6 flex items-center justify-between gap-4">
          <p className="text-blue-900 text-std-20B-150">{t('product')}</p>
          <Button look="text" size="small" onClick={signOut}>
            {t('account.sign_out')}
          </Button>
        </div>
        <PasswordPage isGiven onChanged={() => queries.invalidateQueries()} />
      </main>
    </SessionContext>
  )
}

/** The page at the address; drafts that somebody else left in this tab are gone before it reads them. */
function OwnPage({ me, isHome }: { me: SignedIn; isHome: boolean }) {
  useState(() => keepDraftsOf(me.accountId))
  const path = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname.replace(/(?<=.)\/$/, '') ?? '/' })
  const others = othersWayAt(path, me.ways, me.adminWays)
  if (others) return <OthersPage key={others} way={others} />
  return isHome && !me.ways.includes('home') ? <Navigate to="/admin" replace /> : <Outlet />
}

function SignIn({ session, hasExpired }: { session: Session; hasExpired: boolean }) {
  const queries = useQueryClient()
  // A sign-in that ended by itself leaves nothing behind either.
  useEffect(() => void forgetRoster(), [])
  return (
    <SignInPage
      session={session}
      hasExpired={hasExpired}
      onSignIn={async (credentials) => {
        await client.auth.signIn(credentials)
        await startFor(queries)
      }}
      onPersona={async (persona) => {
        await client.auth.signInAsPersona({ persona })
        await startFor(queries)
      }}
    />
  )
}

/** Whoever comes sees nothing of what was answered to the one before. */
async function startFor(queries: QueryClient) {
  makeFor(undefined)
  queries.removeQueries({ type: 'inactive' })
  await queries.invalidateQueries()
}

/** Ends the session and starts the page anew: nothing of what this person saw or typed stays for the next one here. */
async function signOut() {
  await client.auth.signOut({})
  await forgetRoster()
  startAnew()
}
