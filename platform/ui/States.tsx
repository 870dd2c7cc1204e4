import { createContext, type ReactNode, useContext } from 'react'
import { operationOf, type ProblemData, problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from './Button.tsx'
import { LinkButton } from './Link.tsx'
import { uiMessages } from './messages.ts'
import { useTurn } from './turn.ts'

type ShapeName = 'cards' | 'list' | 'table' | 'text' | 'page' | 'board'

/** The shape of what is coming, never a spinner alone; the parts after it come when it has gone. */
export function Waiting({ shape = 'cards', rows = 3 }: { shape?: ShapeName; rows?: number }) {
  const t = useMessages(uiMessages)
  const { part, hasCome } = useTurn<HTMLDivElement>({ holdsUp: true })
  return (
    <div ref={part} hidden={!hasCome} role="status" className="w-full">
      <span className="sr-only">{t('waiting')}</span>
      <div aria-hidden="true">
        <Shape shape={shape} rows={rows} />
      </div>
    </div>
  )
}

/** Nothing is here yet: says what the place is for and offers the first step. */
export function Empty({ children, action, title }: { children: ReactNode; action?: ReactNode; title?: string }) {
  return (
    <div className="rounded-12 border border-solid-gray-300 border-dashed bg-white px-6 py-8 text-center">
      {title && <p className="mb-1 text-std-16B-170">{title}</p>}
      <div className="mx-auto max-w-[36em] text-solid-gray-700">{children}</div>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}

/** Names an operation in the words of the house, 研修の申込みの承認, so that a refusal is headed by what was refused. */
export const OperationNames = createContext<(operation: string) => string | undefined>(() => undefined)

export interface FirstStep {
  readonly title: string
  readonly what: string
  /** Where whoever reads it can take the step; nothing where others do. */
  readonly way?: { readonly to: string; readonly label: string }
}

/** What has to come first where a place cannot be shown because of a refusal: nothing went wrong there. */
export const FirstSteps = createContext<(problem: ProblemData) => FirstStep | undefined>(() => undefined)

/**
 * What happened and what to do, in the server's own sentence; the code is small, for whoever is asked for help. With `retry`
 * something could not be shown, without it something was not done. Trying again is offered only where it can help.
 */
export function Trouble({ error, retry, title }: { error: unknown; retry?: () => unknown; title?: string }) {
  const t = useMessages(uiMessages)
  const problem = problemFrom(error)
  const nameOf = useContext(OperationNames)
  const what = retry ? undefined : nameOf(operationOf(error) ?? '')
  const firstStepFor = useContext(FirstSteps)
  const first = problem && firstStepFor(problem)
  if (retry && first) return <First {...first} />
  const heading = what ? t('trouble.not_done_what', { what }) : t(retry ? 'trouble.title' : 'trouble.not_done')
  const code = [problem?.code, problem?.incident].filter(Boolean).join(' ')
  return (
    <div role="alert" className="rounded-12 border-2 border-error-1 bg-white p-4 sm:p-6">
      <p className="text-std-16B-170 text-error-2">{title ?? heading}</p>
      <p className="mt-1 whitespace-pre-line">{problem?.title ?? t('trouble.unreachable')}</p>
      {retry && mayHelp(problem) && (
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

function First({ title, what, way }: FirstStep) {
  return (
    <Empty title={title} action={way && <LinkButton to={way.to}>{way.label}</LinkButton>}>
      {what}
    </Empty>
  )
}

/** Not what was refused: the same would be refused again. */
function mayHelp(problem: ProblemData | undefined): boolean {
  return !problem || problem.status >= 500 || problem.status === 429
}

function Shape({ shape, rows }: { shape: ShapeName; rows: number }) {
  if (shape === 'page') {
    return (
      <>
        <div className="waiting-shape mb-6 h-10 w-64 max-w-full" />
        <Bars className="grid gap-4 md:grid-cols-2" each="h-36" count={3} />
      </>
    )
  }
  // Figures above, then cards in five columns.
  if (shape === 'board') {
    return (
      <>
        <div className="waiting-shape mb-6 h-28" />
        <Bars className="grid gap-4 lg:grid-cols-5" each="h-28" count={15} />
      </>
    )
  }
  if (shape === 'table') {
    return (
      <div className="overflow-hidden rounded-12 border border-solid-gray-200 bg-white">
        <div className="h-12 border-solid-gray-420 border-b bg-solid-gray-50" />
        <Bars className="grid gap-4 px-3 py-4" each="h-8" count={rows} />
      </div>
    )
  }
  if (shape === 'text') return <Bars className="grid gap-3" each="h-5 last:w-2/3" count={rows} />
  return shape === 'list' ? (
    <Bars className="grid gap-3" each="h-16" count={rows} />
  ) : (
    <Bars className="grid gap-4 md:grid-cols-2" each="h-36" count={rows} />
  )
}

function Bars({ className, each, count }: { className: string; each: string; count: number }) {
  return (
    <div className={className}>
      {Array.from({ length: count }, (_, index) => `bar-${index}`).map((key) => (
        <div key={key} className={`waiting-shape ${each}`} />
      ))}
    </div>
  )
}
