import { lazy, type RefObject, Suspense, useLayoutEffect, useRef } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '../messages.ts'
import type { Choice } from './choice.ts'
import { type ControlAttributes, controlClass, Field, FieldGroup, type FieldProps, fieldId } from './Field.tsx'

/** Its libraries are heavy, and most pages have short lists only. */
const ChoicePicker = lazy(async () => ({ default: (await import('../aria/ChoicePicker.tsx')).ChoicePicker }))

/** A list that is longer is not looked through but searched. */
const MOST_TO_LOOK_THROUGH = 15

interface ChoiceProps extends FieldProps {
  value: string | null
  onChange: (value: string) => void
  choices: readonly Choice[]
}

/** One of many, where the choices are known words; up to about five choices take a RadioGroup. Many are found by typing. */
export function Select({ value, onChange, choices, ...field }: ChoiceProps) {
  const t = useMessages(uiMessages)
  return (
    <Field {...field}>
      {(control) =>
        choices.length > MOST_TO_LOOK_THROUGH ? (
          <Searched {...{ control, value, choices, onChange }} />
        ) : (
          <select
            {...control}
            value={value ?? ''}
            onChange={(event) => onChange(event.target.value)}
            className={`${controlClass} h-12`}
          >
            {value === null && (
              <option value="" disabled>
                {t('choose.one')}
              </option>
            )}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  )
}

function Searched(picked: Omit<ChoiceProps, keyof FieldProps> & { control: ControlAttributes }) {
  const wasIn = useRef(false)
  return (
    <Suspense fallback={<Chosen {...picked} wasIn={wasIn} />}>
      <ChoicePicker {...picked} />
      <GoingOn at={picked.control.id} wasIn={wasIn} />
    </Suspense>
  )
}

/** What is chosen, until there is something to search with. Whoever came into its field meanwhile must not be thrown out of it. */
function Chosen({
  control,
  value,
  choices,
  wasIn,
}: Omit<ChoiceProps, keyof FieldProps | 'onChange'> & { control: ControlAttributes; wasIn: RefObject<boolean> }) {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const held = field.current
    return () => {
      wasIn.current = held !== null && document.activeElement === held
    }
  }, [wasIn])
  return (
    <input
      {...control}
      ref={field}
      readOnly
      value={choices.find((choice) => choice.value === value)?.label ?? ''}
      className={`${controlClass} h-12`}
    />
  )
}

function GoingOn({ at, wasIn }: { at: string; wasIn: RefObject<boolean> }) {
  useLayoutEffect(() => {
    if (wasIn.current) document.getElementById(at)?.focus({ preventScroll: true })
  }, [at, wasIn])
  return null
}

/** One of few, all in sight; `inRow` lays short choices side by side. */
export function RadioGroup({ value, onChange, choices, inRow, ...field }: ChoiceProps & { inRow?: boolean }) {
  return (
    <FieldGroup {...field}>
      <div className={inRow ? 'flex flex-wrap gap-x-6' : ''}>
        {choices.map((choice) => (
          <label key={choice.value} className="flex min-h-11 items-start gap-3 py-2">
            <input
              type="radio"
              name={fieldId(field.name)}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="mt-[0.1875rem] h-5 w-5 shrink-0 accent-blue-900"
            />
            <Words {...choice} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

/** A yes that stands alone. */
export function Checkbox({
  name,
  label,
  support,
  checked,
  onChange,
  error,
}: Omit<FieldProps, 'required'> & {
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = fieldId(name)
  return (
    <div>
      <label className="flex min-h-11 items-start gap-3 py-2">
        <input
          id={id}
          type="checkbox"
          name={name}
          checked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-[0.1875rem] h-5 w-5 shrink-0 accent-blue-900"
        />
        <Words label={label} support={support} />
      </label>
      {error && (
        <p id={`${id}-error`} className="text-error-2">
          ＊{error}
        </p>
      )}
    </div>
  )
}

function Words({ label, support }: Pick<Choice, 'label' | 'support'>) {
  return (
    <span>
      {label}
      {support && <span className="block text-dns-14N-130 text-solid-gray-700">{support}</span>}
    </span>
  )
}
