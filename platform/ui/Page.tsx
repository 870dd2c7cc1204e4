import { type ReactNode, useEffect, useId } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from './Link.tsx'
import { uiMessages } from './messages.ts'
import { SampleScope } from './Sample.tsx'
import { useTurn } from './turn.ts'

export interface PageHeadingProps {
  children: string
  /** One or two sentences: what this page is for. */
  lead?: ReactNode
  /** Buttons that concern the whole page. */
  actions?: ReactNode
  /** Beside the title: a tag, a date. */
  aside?: ReactNode
}

/** The one h1 of a page; it also names the browser's tab. */
export function PageHeading({ children, lead, actions, aside }: PageHeadingProps) {
  useEffect(() => {
    document.title = `${children} | はぐくみ`
  }, [children])
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="grow basis-80">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h1 tabIndex={-1} className="text-std-28B-150 text-solid-gray-900">
            {children}
          </h1>
          {aside}
        </div>
        {lead && <p className="mt-1 max-w-[42em] text-solid-gray-700">{lead}</p>}
      </div>
      {actions && (
        <div data-print="no" className="flex flex-wrap gap-3">
          {actions}
        </div>
      )}
    </header>
  )
}

/** A part of a page under its own heading; it comes when what stands above it has come. */
export function Section({
  title,
  lead,
  actions,
  children,
  level = 2,
  'data-print': print,
}: {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
  level?: 2 | 3
  /** `no` for what is only to be filled in. */
  'data-print'?: 'no'
}) {
  const id = useId()
  const Heading = `h${level}` as const
  const { part, hasCome } = useTurn<HTMLElement>()
  return (
    <section
      ref={part}
      hidden={!hasCome}
      aria-labelledby={id}
      data-print={print}
      className={level === 2 ? 'mt-8 first:mt-0' : 'mt-6 first:mt-0'}
    >
      <SampleScope>
        {(sample) => (
          <>
            <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <div className="flex flex-wrap items-center gap-x-3">
                <Heading
                  id={id}
                  className={`text-solid-gray-900 ${level === 2 ? 'text-std-20B-150' : 'text-std-16B-170'}`}
                >
                  {title}
                </Heading>
                {sample}
              </div>
              {actions && <div data-print="no">{actions}</div>}
            </div>
            {lead && <p className="mb-4 max-w-[42em] text-solid-gray-700">{lead}</p>}
            {children}
          </>
        )}
      </SampleScope>
    </section>
  )
}

/** A white sheet for one thing. `isSample` gives it the dotted outline of values that nobody has confirmed (INV-D1). */
export function Card({
  title,
  actions,
  children,
  isSample,
  className = '',
}: {
  title?: string
  actions?: ReactNode
  children: ReactNode
  isSample?: boolean
  className?: string
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={`rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6 ${isSample ? 'sample-outline' : ''} ${className}`}
    >
      {title === undefined ? (
        <>
          {actions && <div className="mb-3 flex justify-end">{actions}</div>}
          {children}
        </>
      ) : (
        <SampleScope isSample={isSample}>
          {(sample) => (
            <>
              <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                <div className="flex flex-wrap items-center gap-x-3">
                  <h2 id={id} className="text-std-20B-150 text-solid-gray-900">
                    {title}
                  </h2>
                  {sample}
                </div>
                {actions}
              </div>
              {children}
            </>
          )}
        </SampleScope>
      )}
    </section>
  )
}

/** Where a page of the third level or deeper stands; the last crumb is the page itself. */
export function Breadcrumbs({
  crumbs,
  label: named,
  staysHere = false,
}: {
  crumbs: readonly { label: string; to?: string; search?: Record<string, unknown> }[]
  /** Where a page has more of them. */
  label?: string
  staysHere?: boolean
}) {
  const t = useMessages(uiMessages)
  return (
    <nav aria-label={named ?? t('breadcrumbs')} data-print="no" className="mb-2">
      <ol className="flex flex-wrap items-center text-std-16N-170">
        {crumbs.map(({ label, to, search }, index) => (
          <li key={label} className="flex items-center">
            {index > 0 && (
              <span aria-hidden="true" className="px-2 text-solid-gray-600">
                ›
              </span>
            )}
            {to ? (
              <Link to={to} {...(search && { search })} staysHere={staysHere}>
                {label}
              </Link>
            ) : (
              <span aria-current="page">{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Names and values, one a line on narrow screens, in two columns on wide ones. */
export function KeyValues({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 sm:grid-cols-[max-content_1fr]">
      {items.map(({ label, value }) => (
        <div key={label} className="border-b border-solid-gray-200 py-2 sm:col-span-2 sm:grid sm:grid-cols-subgrid">
          <dt className="text-std-16B-170 text-solid-gray-700">{label}</dt>
          <dd className="wrap-anywhere min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
