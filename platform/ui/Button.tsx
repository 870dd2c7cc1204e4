import { type ButtonHTMLAttributes, type MouseEvent, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

export type ButtonLook = 'primary' | 'secondary' | 'text' | 'danger'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'disabled'> {
  look?: ButtonLook
  size?: 'medium' | 'small'
  /** Work goes on: the button stays readable and in the tab order, and does nothing until it ends. */
  busy?: boolean
  disabled?: boolean
  /** While a returned promise is open the button is busy, so that a double click acts once. */
  onClick?: (event: MouseEvent<HTMLButtonElement>) => unknown
}

/** A button says a verb: 申し込む, 承認する, 差し戻す. One primary button a screen. */
export function Button({ look = 'primary', size = 'medium', busy, disabled, onClick, children, ...rest }: ButtonProps) {
  const t = useMessages(uiMessages)
  const [working, setWorking] = useState(false)
  const locked = useRef(false)
  const idle = !(busy || working || disabled)

  function press(event: MouseEvent<HTMLButtonElement>) {
    // Of a double click on what sends a form the second half is never meant, also where nothing says that work goes on.
    const isSecondHalf = rest.type === 'submit' && event.detail > 1
    if (!idle || locked.current || isSecondHalf) return event.preventDefault()
    const work = onClick?.(event)
    if (!(work instanceof Promise)) return
    locked.current = true
    setWorking(true)
    work.finally(() => {
      locked.current = false
      setWorking(false)
    })
  }

  return (
    <button
      type="button"
      data-print="no"
      {...rest}
      onClick={press}
      aria-disabled={!idle || undefined}
      aria-busy={busy || working || undefined}
      className={`${buttonClass(look, size)} ${rest.className ?? ''}`}
    >
      {children}
      {(busy || working) && <span className="sr-only">({t('working')})</span>}
    </button>
  )
}

/** The classes of a button, for a link that looks like one. */
export function buttonClass(look: ButtonLook, size: 'medium' | 'small' = 'medium') {
  return `${base} ${sizes[size]} ${looks[look]}`
}

const base =
  'inline-flex items-center justify-center gap-2 text-center no-underline hover:underline underline-offset-[0.1875rem] aria-disabled:no-underline aria-busy:animate-pulse'
const sizes = {
  medium: 'min-h-12 min-w-24 rounded-8 px-4 py-2 text-oln-16B-100 leading-120',
  small: 'sm:whitespace-nowrap min-h-11 min-w-18 rounded-6 px-3 py-1 text-oln-16B-100 leading-120',
}
const looks = {
  primary:
    'border border-transparent bg-blue-900 text-white hover:bg-blue-1000 active:bg-blue-1200 aria-disabled:bg-solid-gray-300 aria-disabled:text-solid-gray-900',
  secondary:
    'border border-blue-900 bg-white text-blue-900 hover:bg-blue-200 hover:text-blue-1000 active:bg-blue-300 aria-disabled:border-solid-gray-300 aria-disabled:bg-white aria-disabled:text-solid-gray-600',
  // In forced colours grounds go and clear edges are drawn: so every button keeps a shape.
  text: 'min-w-0 border border-transparent text-blue-900 underline hover:bg-blue-50 hover:text-blue-1000 active:bg-blue-100 aria-disabled:bg-transparent aria-disabled:text-solid-gray-600',
  danger:
    'border border-transparent bg-red-900 text-white hover:bg-red-1000 active:bg-red-1200 aria-disabled:bg-solid-gray-300 aria-disabled:text-solid-gray-900',
}
