import type { ReactNode } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from './Button.tsx'
import { uiMessages } from './messages.ts'

/** The shape of what is coming, never a spinner alone. */
export function Waiting({
  shape = 'cards',
  rows = 3,
}: {
  shape?: 'cards' | 'list' | 'table' | 'text' | 'page'
  rows?: number
}) {
  const t = useMessages(uiMessages)
  return (
    <div role="status" className="w-full">
      <span className="sr-only">{t('waiting')}</span>
      <div aria-hidden="true">{shape === 'page' ? <PageShape /> : <Shape shape={shape} rows={rows} />}</div>
    </div>
  )
}

/** Nothing is here yet: says what the place is for and offers the first step. */
export function Empty({ children, action, title }: { children: ReactNode; action?: ReactNode; title?: string }) {
  return (
    <div className="rounded-12 border border-solid-gray-300 border-dashed bg-white px-6 py-8 text-center">
      {title && <p className="mb-1 text-std-17B-170">{title}</p>}
      <div className="mx-auto max-w-[36em] text-solid-gray-700">{children}</div>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}

/**
 * What happened and what to do, in the server's own sentence; the code is small, for whoever is asked for help. With `retry`
 * something could not be shown, without it something was not done.
 */
export function Trouble({ error, retry, title }: { error: unknown; retry?: () => unknown; title?: string }) {
  const t = useMessages(uiMessages)
  const problem = problemFrom(error)
  const code = [problem?.code, problem?.incident].filter(Boolean).join(' ')
  return (
    <div role="alert" className="rounded-12 border-2 border-error-1 bg-white p-4 sm:p-6">
      <p className="text-std-17B-170 text-error-2">{title ?? t(retry ? 'trouble.title' : 'trouble.not_done')}</p>
      <p className="mt-1 whitespace-pre-line">{problem?.title ?? t('trouble.unreachable')}</p>
      {retry && (
        <div className="mt-4">
          <Button look="secondary" onClick={retry}>
            {t('trouble.retry')}
          </Button>
        </div>
      )}
      {code && <p className="mt-3 text-dns-14N-130 text-solid-gray-700">{t('trouble.code', { code })}</p>}
    </div>
  )
}

function PageShape() {
  return (
    <>
      <div className="waiting-shape mb-6 h-10 w-64 max-w-full" />
      <Shape shape="cards" rows={3} />
    </>
  )
}

function Shape({ shape, rows }: { shape: 'cards' | 'list' | 'table' | 'text'; rows: number }) {
  const each = Array.from({ length: rows }, (_, index) => `${shape}-${index}`)
  if (shape === 'cards') {
    return (
      <div className="grid gap-4 md:grid-cols-2">
        {each.map((key) => (
          <div key={key} className="waiting-shape h-36" />
        ))}
      </div>
    )
  }
  const height = { list: 'h-16', table: 'h-10', text: 'h-5' }[shape]
  return (
    <div className="grid gap-3">
      {each.map((key) => (
        <div key={key} className={`waiting-shape ${height} ${shape === 'text' ? 'last:w-2/3' : ''}`} />
      ))}
    </div>
  )
}
