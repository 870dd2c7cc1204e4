import { Link as RouterLink, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Way } from '#app/home/ways.rules.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { useKeptFocus } from '#platform/ui/focus.ts'
import { useLanguageOfParts } from '#platform/ui/other-language.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import { OpenRounds } from '#rooms/surveys/ui/OpenRounds.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { NavIcon } from './Icons.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { appMessages } from './messages.ts'
import { Bell } from './notices/Bell.tsx'
import { Search } from './Search.tsx'
import { useSession, useTownName } from './session.ts'
import { useHasPage } from './useHasPage.ts'

/** Around every page of a signed-in person: bar on top, rail on the left, on narrow screens a bar at the bottom instead. */
export function Frame({ children, onSignOut }: { children: ReactNode; onSignOut: () => unknown }) {
  const t = useMessages(appMessages)
  const { language } = useLanguage()
  const session = useSession()
  const town = useTownName(session)
  const frame = useRef<HTMLDivElement>(null)
  const main = useFocusOnNewPage()
  const { signedIn } = session
  const person = signedIn && !signedIn.mustChangePassword ? signedIn.staffMemberId : null
  const address = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  useKeptFocus(main)
  useLanguageOfParts(frame, language)
  return (
    <div
      ref={frame}
      className="min-h-dvh md:grid md:grid-cols-[5.75rem_1fr] lg:grid-cols-[12.5rem_1fr] md:grid-rows-[auto_1fr] print:block"
    >
      <a
        href="#main"
        data-print="no"
        className="sr-only z-40 bg-white text-blue-1000 underline focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        {t('skip')}
      </a>
      <TopBar onSignOut={onSignOut} />
      <Navigation />
      <p className="hidden text-dns-14N-130 print:block">
        {t('print.line', { town, date: formatDate(session.today, language) })}
      </p>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-content px-4 pt-4 pb-28 md:px-6 md:pt-8 lg:px-8 md:pb-16 print:p-0"
      >
        {children}
        {person !== null && <OpenRounds person={person} address={address} />}
      </main>
    </div>
  )
}

function TopBar({ onSignOut }: { onSignOut: () => unknown }) {
  const t = useMessages(appMessages)
  const session = useSession()
  const { isSample, signedIn } = session
  return (
    <header
      data-print="no"
      className="sticky top-0 z-30 short:static flex h-14 items-center gap-2 border-solid-gray-200 border-b bg-white px-3 sm:gap-3 sm:px-4 md:col-span-2 md:h-16 md:px-6"
    >
      <RouterLink to="/" className="flex min-w-0 items-baseline gap-3 text-solid-gray-900">
        <span className="whitespace-nowrap text-blue-900 text-std-20B-150">{t('product')}</span>
        <span className="hidden truncate text-dns-14N-130 min-[22.5rem]:inline">{useTownName(session)}</span>
      </RouterLink>
      {isSample && <Tag>{t('sample_ward')}</Tag>}
      <div className="ml-auto flex items-center min-[22.5rem]:gap-2 md:flex-1 md:justify-end md:gap-4">
        {signedIn && <Search mayOpenPeople={signedIn.may.includes('people.showStaffMember')} />}
        <div className="hidden items-center gap-4 lg:flex">
          <LanguageSwitch />
          <Button look="text" size="small" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
        {signedIn && signedIn.staffMemberId !== null && <Bell unread={signedIn.unreadNotices} />}
        {signedIn && <AccountMenu me={signedIn} onSignOut={onSignOut} />}
      </div>
    </header>
  )
}

const pages: Readonly<Record<Way, string>> = {
  home: '/',
  line_of_sight: '/line-of-sight',
  skills: '/skills',
  training: '/training',
  team: '/team',
  model: '/model',
  admin: '/admin',
}

function Navigation() {
  const t = useMessages(appMessages)
  const { signedIn } = useSession()
  const hasPage = useHasPage()
  const items = (signedIn?.ways ?? []).map((key) => ({ key, to: pages[key] })).filter(({ to }) => hasPage(to))
  return (
    <nav
      aria-label={t('nav.label')}
      data-print="no"
      className="fixed short:static inset-x-0 bottom-0 z-20 border-solid-gray-200 border-t bg-white pb-[env(safe-area-inset-bottom)] md:sticky md:top-16 md:h-[calc(100dvh-4rem)] md:border-t-0 md:border-r"
    >
      <ul className="flex md:block md:overflow-y-auto md:p-2 lg:p-3">
        {items.map(({ key, to }) => (
          <li key={key} className="min-w-0 flex-1">
            <RouterLink
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
              // Up to seven names stand side by side in 320 px.
              data-tight
              className="flex min-h-14 flex-col items-center justify-center gap-1 py-1 tracking-normal text-center text-[0.6875rem] text-solid-gray-800 leading-120 hover:bg-solid-gray-50 aria-[current=page]:font-bold aria-[current=page]:text-blue-1000 aria-[current=page]:inset-shadow-[0_0.25rem_0_var(--color-blue-900)] md:mb-1 md:min-h-14 md:rounded-8 md:aria-[current=page]:bg-blue-50 md:aria-[current=page]:inset-shadow-[0.25rem_0_0_var(--color-blue-900)] lg:min-h-12 lg:flex-row lg:justify-start lg:gap-3 lg:px-3 lg:text-left lg:text-dns-16N-130"
            >
              <NavIcon name={key} />
              <span className="max-w-full">{t(`nav.${key}`)}</span>
            </RouterLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A new page is read out from its start, or from the place in it to which one was led; the first one keeps the focus where the browser put it. */
function useFocusOnNewPage() {
  const ref = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const seen = useRef<string>(undefined)
  useEffect(() => {
    const isNew = seen.current !== undefined && seen.current !== path
    if (isNew && !document.activeElement?.closest('[data-led-to]')) ref.current?.focus()
    seen.current = path
  }, [path])
  return ref
}
