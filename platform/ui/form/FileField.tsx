import { type DragEvent, useRef, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '../Button.tsx'
import { uiMessages } from '../messages.ts'
import { Field, type FieldProps } from './Field.tsx'

/** One file, chosen by a button or dropped on the field. */
export function FileField({
  file,
  onChange,
  accept,
  ...field
}: FieldProps & {
  file: File | null
  onChange: (file: File) => void
  /** As in HTML: `.csv,text/csv`. */
  accept?: string
}) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const { over, ...drop } = useDrop(onChange)
  return (
    <Field {...field}>
      {(control) => (
        <div
          {...drop}
          className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 border border-dashed p-4 ${over ? 'border-blue-900 bg-blue-50' : 'border-solid-gray-600 bg-white'}`}
        >
          <input
            {...control}
            ref={input}
            type="file"
            accept={accept}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => event.target.files?.[0] && onChange(event.target.files[0])}
          />
          <Button look="secondary" onClick={() => input.current?.click()}>
            {t('file.choose')}
            <span className="sr-only"> {field.label}</span>
          </Button>
          <span className="text-solid-gray-700">{t('file.drop')}</span>
          <span role="status" className="basis-full empty:hidden">
            {file && t('file.chosen', { name: file.name, size: sizeOf(file.size, language) })}
          </span>
        </div>
      )}
    </Field>
  )
}

function useDrop(onFile: (file: File) => void) {
  const [over, setOver] = useState(false)
  return {
    over,
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer.files[0]
      if (file) onFile(file)
    },
  }
}

function sizeOf(bytes: number, language: string) {
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${size.toLocaleString(language, { maximumFractionDigits: 1 })} ${unit}`
}
