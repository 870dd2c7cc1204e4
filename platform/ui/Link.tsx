import { Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './Button.tsx'

interface LinkProps {
  /** A path of this product, filled in: `/skills/staff/12`. */
  to: string
  search?: Record<string, unknown>
  children: ReactNode
  className?: string
}

/** Text that leads to another page. */
export function Link({
  to,
  search,
  children,
  className = '',
  onPress,
}: LinkProps & {
  /** Besides going there. */
  onPress?: (() => unknown) | undefined
}) {
  return (
    <RouterLink to={to} search={search} onClick={onPress} className={`${linkClass} ${className}`}>
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
    <RouterLink to={to} search={search} data-print="no" className={buttonClass(look, size)}>
      {children}
    </RouterLink>
  )
}

const linkClass =
  'text-blue-1000 underline underline-offset-[0.1875rem] hover:text-blue-900 hover:decoration-[0.1875rem] active:text-orange-800'
