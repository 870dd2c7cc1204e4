import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from './Button.tsx'
import { focusOn } from './focus.ts'
import { uiMessages } from './messages.ts'

export interface Toast {
  /** What has happened: 申し込みました。 */
  message: string
  /** Takes it back; given, the toast offers 元に戻す. */
  undo?: () => unknown
}

const ToastContext = createContext<(toast: Toast) => void>(() => {})
/** Long enough to read and to reach; a pointer or focus on the toast holds it. */
const shownFor = { plain: 8_000, withUndo: 20_000 }

/** Says what has happened: `const toast = useToast()`, then `toast({ message, undo })`. */
export function useToast() {
  return useContext(ToastContext)
}

/** Holds the latest toasts at the foot of the page, where they cover nothing that is read first. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { id: number })[]>([])
  const show = useCallback((toast: Toast) => {
    setToasts((before) => [...before.slice(-2), { ...toast, id: (before.at(-1)?.id ?? 0) + 1 }])
  }, [])
  const holder = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<EventTarget | null>(null)
  const drop = useCallback((id: number) => {
    // Whoever pressed something in it goes on where they were, or at the beginning of the page where that is gone.
    const wasIn = holder.current?.contains(document.activeElement)
    setToasts((before) => before.filter((toast) => toast.id !== id))
    if (!wasIn) return
    const before = cameFrom.current
    const next = before instanceof HTMLElement && before.isConnected ? before : document.querySelector('main h1')
    if (next instanceof HTMLElement) focusOn(next)
  }, [])
  return (
    <ToastContext value={show}>
      {children}
      <div
        ref={holder}
        role="status"
        onFocus={({ relatedTarget }) => {
          if (!holder.current?.contains(relatedTarget)) cameFrom.current = relatedTarget
        }}
        data-print="no"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-30 flex flex-col items-center gap-2 md:bottom-6"
      >
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} onGone={() => drop(toast.id)} />
        ))}
      </div>
    </ToastContext>
  )
}

function OneToast({ toast, onGone }: { toast: Toast; onGone: () => void }) {
  const t = useMessages(uiMessages)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(onGone, toast.undo ? shownFor.withUndo : shownFor.plain)
    return () => clearTimeout(timer)
  }, [held, onGone, toast.undo])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this only holds a message and its undo.
    <div
      role="group"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-[36rem] flex-wrap items-center gap-x-4 gap-y-1 rounded-8 border border-solid-gray-420 bg-white py-2 pr-2 pl-4 shadow-3"
    >
      <p>{toast.message}</p>
      <div className="flex">
        {toast.undo && (
          <Button
            look="text"
            size="small"
            onClick={async () => {
              await toast.undo?.()
              onGone()
            }}
          >
            {t('undo')}
          </Button>
        )}
        <Button look="text" size="small" onClick={onGone}>
          {t('close')}
        </Button>
      </div>
    </div>
  )
}
