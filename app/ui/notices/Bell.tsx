import { Link as RouterLink } from '@tanstack/react-router'
import { useMessages } from '#platform/i18n/react.tsx'
import { noticePageMessages } from './messages.ts'

/** More are not told apart at a glance. */
const MOST = 99

/** How many notices were not seen yet; the number is part of what is read out, and nothing is said by colour alone. */
export function Bell({ unread }: { unread: number }) {
  const t = useMessages(noticePageMessages)
  return (
    <RouterLink
      to="/notices"
      activeProps={{ 'aria-current': 'page' }}
      className="relative inline-flex h-11 w-11 shrink-0 items-center justify-center rounded-8 text-solid-gray-800 hover:bg-solid-gray-50 aria-[current=page]:text-blue-1000"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        className="h-6 w-6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10ZM10 19.5a2 2 0 0 0 4 0" />
      </svg>
      <span className="sr-only">{unread > 0 ? t('bell.unread', { n: unread }) : t('bell')}</span>
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="figures absolute top-0.5 right-0 min-w-5 rounded-full border border-white bg-blue-900 px-1 text-center font-bold text-oln-14N-100 text-white leading-5"
        >
          {unread > MOST ? `${MOST}+` : unread}
        </span>
      )}
    </RouterLink>
  )
}
