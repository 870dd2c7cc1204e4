import type { ReactNode } from 'react'
import { PageHeading } from './Page.tsx'
import { Trouble } from './States.tsx'

/** A page that cannot be shown, or not yet: it still says which it is, and what it is for. */
export function PageTrouble({
  title,
  lead,
  ...trouble
}: {
  title: string
  lead?: ReactNode
  error: unknown
  retry: () => unknown
}) {
  return (
    <>
      <PageHeading lead={lead}>{title}</PageHeading>
      <Trouble {...trouble} />
    </>
  )
}
