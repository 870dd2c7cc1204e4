import type { ReactNode } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '../messages.ts'

/** What every field has, in the order of the design system: label, support text, control, error. */
export interface FieldProps {
  /** Path of the value in the input, `reason` or `cover.staffMemberId`; the error summary leads to it. */
  name: string
  label: string
  support?: ReactNode
  required?: boolean
  error?: string
}

/** What ties a control to its label, its support text and its error. */
export interface ControlAttributes {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** Label above, support text under it, 必須 as a word, then the control, the error under it. */
export function Field({ children, ...props }: FieldProps & { children: (control: ControlAttributes) => ReactNode }) {
  const control = controlOf(props)
  return (
    <div>
      <label id={labelId(props.name)} htmlFor={control.id} className="text-std-16B-170 text-solid-gray-800">
        {props.label}
        <Required required={props.required} />
      </label>
      <Support {...props} />
      <div className="mt-1">{children(control)}</div>
      <FieldError {...props} />
    </div>
  )
}

/** The same for several controls under one question. */
export function FieldGroup({ children, ...props }: FieldProps & { children: ReactNode }) {
  const control = controlOf(props)
  return (
    <fieldset id={control.id} tabIndex={-1} aria-describedby={control['aria-describedby']} className="min-w-0">
      <legend className="text-std-16B-170 text-solid-gray-800">
        {props.label}
        <Required required={props.required} />
      </legend>
      <Support {...props} />
      <div className="mt-1">{children}</div>
      <FieldError {...props} />
    </fieldset>
  )
}

/** The id of a field's control, for whoever leads to it. */
export const fieldId = (name: string) => `field-${name}`

/** The id of its label, for a control that names more than itself by it. */
export const labelId = (name: string) => `${fieldId(name)}-label`

export const controlClass =
  'w-full rounded-8 border border-solid-gray-600 bg-white px-4 text-std-16N-170 text-solid-gray-800 hover:border-black aria-invalid:border-2 aria-invalid:border-error-1 aria-disabled:bg-solid-gray-50'

function controlOf({ name, support, required, error }: FieldProps): ControlAttributes {
  const id = fieldId(name)
  const described = [support && `${id}-support`, error && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required || undefined,
  }
}

function Required({ required }: { required?: boolean }) {
  const t = useMessages(uiMessages)
  return required ? <span className="ml-2 text-red-1000 text-dns-14N-130">※{t('required')}</span> : null
}

function Support({ name, support }: FieldProps) {
  return support ? (
    <div id={`${fieldId(name)}-support`} className="text-solid-gray-700">
      {support}
    </div>
  ) : null
}

function FieldError({ name, error }: FieldProps) {
  return error ? (
    <p id={`${fieldId(name)}-error`} className="mt-1 text-error-2">
      ＊{error}
    </p>
  ) : null
}
