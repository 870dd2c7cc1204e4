import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '../messages.ts'
import { fieldId } from './Field.tsx'

export interface FieldTrouble {
  /** Name of the field. */
  name: string
  message: string
}

/** Fields under each other, the summary of what to mend on top; the browser's own bubbles stay away. */
export function Form({
  onSubmit,
  errors = [],
  children,
  actions,
}: {
  onSubmit: () => unknown
  errors?: readonly FieldTrouble[]
  children: ReactNode
  /** The submit button (`<Button type="submit">`) and what stands beside it. */
  actions: ReactNode
}) {
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-[40rem] gap-6">
      <ErrorSummary errors={errors} />
      {children}
      <div className="flex flex-wrap items-center gap-4">{actions}</div>
    </form>
  )
}

/** Names every field that needs mending and leads to it; takes the focus when it appears, so that nobody misses it. */
export function ErrorSummary({ errors }: { errors: readonly FieldTrouble[] }) {
  const t = useMessages(uiMessages)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) ref.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div ref={ref} tabIndex={-1} role="alert" className="rounded-8 border-2 border-error-1 bg-white p-4">
      <p className="text-std-16B-170 text-error-2">{t('errors.title', { n: errors.length })}</p>
      <ul className="mt-1 list-disc pl-6">
        {errors.map(({ name, message }) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`} onClick={(event) => goTo(event, name)} className="text-blue-1000 underline">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The fields that the server named in a refusal, for the summary and the fields. */
export function fieldTroublesIn(error: unknown): FieldTrouble[] {
  return (problemFrom(error)?.fields ?? []).map(({ path, reason }) => ({ name: path, message: reason }))
}

/** The message for one field: `<TextField error={messageFor(errors, 'reason')} …>`. */
export function messageFor(errors: readonly FieldTrouble[], name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message
}

/** The same for every field of a form, to be spread: `{...faultOf('reason')}`. */
export function faultsIn(errors: readonly FieldTrouble[]) {
  return (name: string): { error?: string } => {
    const error = messageFor(errors, name)
    return error ? { error } : {}
  }
}

function goTo(event: { preventDefault(): void }, name: string) {
  const field = document.getElementById(fieldId(name))
  if (!field) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: 'center' })
}
