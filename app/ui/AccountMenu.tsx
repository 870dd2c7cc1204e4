import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { areSingleKeysOn, switchSingleKeys } from '#platform/ui/keys.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Face, Person } from '#platform/ui/Person.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { appMessages } from './messages.ts'
import type { SignedIn } from './session.ts'
import { useHasPage } from './useHasPage.ts'

const menuId = 'account-menu'

/** Own face and name; behind it what concerns only oneself. The browser's popover closes on Escape and on a press outside. */
export function AccountMenu({ me, onSignOut }: { me: SignedIn; onSignOut: () => unknown }) {
  const t = useMessages(appMessages)
  const hasPage = useHasPage()
  return (
    <>
      <button
        type="button"
        popoverTarget={menuId}
        className="flex min-h-11 items-center gap-2 rounded-8 p-1 text-left hover:bg-solid-gray-50"
      >
        <Face name={me.name} size="small" />
        <span className="hidden md:block">
          <span className="block text-dns-16N-130">{me.name}</span>
          <span className="block text-dns-14N-130 text-solid-gray-700">{me.nameKana}</span>
        </span>
        <span className="sr-only">{t('account.open')}</span>
      </button>
      <div
        id={menuId}
        popover="auto"
        className="fixed inset-auto top-16 right-2 m-0 w-72 max-w-[calc(100vw-1rem)] rounded-12 border border-solid-gray-420 bg-white p-4 text-solid-gray-800 shadow-3"
      >
        <Person name={me.name} nameKana={me.nameKana} section={me.section ?? undefined} />
        {/* A press on a link closes the menu on its way up. */}
        <ul ref={closeOnPress} className="mt-3 grid gap-2 border-solid-gray-200 border-t pt-3">
          {me.staffMemberId !== null && hasPage('/journal/me') && (
            <li>
              <Link to="/journal/me">{t('account.who_saw')}</Link>
            </li>
          )}
          <li>
            <Link to="/password">{t('account.password')}</Link>
          </li>
        </ul>
        <label className="mt-3 flex min-h-11 items-center gap-2 border-solid-gray-200 border-t pt-3 max-md:hidden">
          <input
            type="checkbox"
            defaultChecked={areSingleKeysOn()}
            onChange={({ target }) => switchSingleKeys(target.checked)}
            className="h-5 w-5 accent-blue-900"
          />
          {t('account.single_keys')}
        </label>
        <div className="mt-3 border-solid-gray-200 border-t pt-3 lg:hidden">
          <LanguageSwitch />
        </div>
        <Button look="secondary" size="small" className="mt-3 w-full" onClick={onSignOut}>
          {t('account.sign_out')}
        </Button>
      </div>
    </>
  )
}

function closeOnPress(list: HTMLElement | null) {
  list?.addEventListener('click', () => document.getElementById(menuId)?.hidePopover())
}
