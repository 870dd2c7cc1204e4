import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from './Button.tsx'
import { uiMessages } from './messages.ts'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** Details beside the page, from the right; Escape, the cross and a press outside close it, and focus goes back. */
export function SidePanel({ title, open, onClose, children }: DialogProps) {
  return (
    <Dialog
      {...{ title, open, onClose }}
      className="my-0 mr-0 ml-auto h-dvh w-full max-w-[32rem] overflow-y-auto bg-white shadow-5 open:from-right"
    >
      {children}
    </Dialog>
  )
}

/** Asks before something that hurts and cannot be undone; for everything else do it and offer undo. */
export function ConfirmDialog({
  title,
  open,
  onClose,
  children,
  confirmLabel,
  onConfirm,
  danger = true,
}: DialogProps & {
  /** The verb of what will happen. */
  confirmLabel: string
  onConfirm: () => unknown
  danger?: boolean
}) {
  const t = useMessages(uiMessages)
  return (
    <Dialog
      {...{ title, open, onClose }}
      className="max-h-[calc(100dvh-2rem)] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto rounded-16 bg-white shadow-5"
    >
      {children}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button look="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          look={danger ? 'danger' : 'primary'}
          onClick={({ currentTarget }) => {
            const work = onConfirm()
            // What it lacks is marked by now: there it goes on, not at the button.
            requestAnimationFrame(() => goToFault(currentTarget.closest('dialog')))
            return work
          }}
        >
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  )
}

function goToFault(dialog: HTMLDialogElement | null) {
  dialog?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/**
 * The browser's own modal dialog: it keeps the focus inside, gives it back, and lets nothing behind be reached. It stays in
 * the page while closed, because an element that is removed cannot give the focus back.
 */
function Dialog({ title, open, onClose, children, className }: DialogProps & { className: string }) {
  const t = useMessages(uiMessages)
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (open && !dialog?.open) dialog?.showModal()
    if (!open && dialog?.open) dialog.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press outside is an extra for the mouse; Escape and the cross do the same.
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={className}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      {/* The padding is inside, so that only a press on the ground behind counts as outside. */}
      {open && (
        <div className="p-6">
          <div className="mb-4 flex items-start justify-between gap-4">
            <h2 id={id} className="text-std-20B-150 text-solid-gray-900">
              {title}
            </h2>
            <Button look="text" size="small" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
