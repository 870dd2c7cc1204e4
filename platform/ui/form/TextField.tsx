import { type HTMLInputAutoCompleteAttribute, type HTMLInputTypeAttribute, useId } from 'react'
import { controlClass, Field, type FieldProps } from './Field.tsx'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  /** `number`: a keyboard of digits where there is one; any that a Japanese keyboard writes are taken (`numberIn`). */
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'password' | 'number' | 'email' | 'search'>
  autoComplete?: HTMLInputAutoCompleteAttribute
  /** Offered while somebody types; something else may be typed. */
  suggestions?: readonly { readonly value: string; readonly label: string }[]
  /** Width in characters where the answer's length is known. */
  characters?: number
  autoFocus?: boolean
}

/** One line of text. */
export function TextField({
  value,
  onChange,
  type = 'text',
  autoComplete,
  characters,
  autoFocus,
  suggestions,
  ...field
}: TextFieldProps) {
  const list = useId()
  return (
    <Field {...field}>
      {(control) => (
        <>
          <input
            {...control}
            {...(suggestions && { list })}
            type={type === 'number' ? 'text' : type}
            inputMode={type === 'number' ? 'decimal' : undefined}
            value={value}
            autoComplete={autoComplete}
            // biome-ignore lint/a11y/noAutofocus: only where the field is what the page is for, as on the sign-in page.
            autoFocus={autoFocus}
            onChange={(event) => onChange(event.target.value)}
            className={`${controlClass} h-12`}
            style={characters ? { maxWidth: `calc(${characters}em + 2.5rem)` } : undefined}
          />
          {suggestions && (
            <datalist id={list}>
              {suggestions.map(({ value: one, label }) => (
                <option key={one} value={one} label={label} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  )
}

/** Several lines; the browser lets it grow with what is typed. */
export function TextArea({
  value,
  onChange,
  rows = 4,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  rows?: number
}) {
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${controlClass} field-sizing-content py-3`}
          style={{ minHeight: `calc(${rows}lh + 1.75rem)` }}
        />
      )}
    </Field>
  )
}
