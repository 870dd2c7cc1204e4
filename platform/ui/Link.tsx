import { Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './Button.tsx'

interface LinkProps {
  /** A path of this product, filled in, as the server may have said it: `/skills/staff/12`, `/skills/reflection?only=unknown`. */
  to: string
  search?: Record<string, unknown>
  children: ReactNode
  className?: string
  /** The page stays where it was scrolled to: what is asked for stands here. */
  staysHere?: boolean
}

/** Text that leads to another page. */
export function Link({
  to,
  search,
  children,
  className = '',
  staysHere = false,
  onPress,
}: LinkProps & {
  /** Besides going there. */
  onPress?: (() => unknown) | undefined
}) {
  return (
    <RouterLink
      {...placeOf(to, search)}
      resetScroll={!staysHere}
      onClick={onPress}
      className={`${linkClass} ${className}`}
    >
      {children}
    </RouterLink>
  )
}

/** A link that looks like a button, where going there is the next step. */
export function LinkButton({
  to,
  search,
  children,
  look = 'primary',
  size,
}: LinkProps & {
  look?: ButtonLook
  size?: 'medium' | 'small'
}) {
  return (
    <RouterLink {...placeOf(to, search)} data-print="no" className={buttonClass(look, size)}>
      {children}
    </RouterLink>
  )
}

/** The router takes a path and what is searched for apart. */
function placeOf(to: string, search: Record<string, unknown> | undefined) {
  const [path, query] = to.split('?')
  return { to: path!, search: query ? { ...Object.fromEntries(new URLSearchParams(query)), ...search } : search }
}

const linkClass =
  'text-blue-1000 underline underline-offset-[0.1875rem] hover:text-blue-900 hover:decoration-[0.1875rem] active:text-orange-800'
