import { type ReactNode, useId } from 'react'

/** A quarter of the sheet. */
export function MinutePart({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 break-inside-avoid rounded-12 border border-solid-gray-200 bg-white p-4 print:rounded-none print:p-2"
    >
      <h2 id={id} className="mb-2 text-std-20B-150 text-solid-gray-900 print:mb-1 print:text-std-16B-170">
        {title}
      </h2>
      {children}
    </section>
  )
}
