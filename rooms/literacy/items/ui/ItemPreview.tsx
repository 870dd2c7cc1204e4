import { useId } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { controlClass } from '#platform/ui/form/Field.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { choicesOf } from '../rules.ts'
import { type Draft, itemOf } from './item-draft.ts'
import { pageMessages } from './messages.ts'

/** The item as it is asked, to be tried by hand; nothing of it says what is right. */
export function ItemPreview({ draft }: { draft: Draft }) {
  const t = useMessages(pageMessages)
  const name = useId()
  const { kind, stem, body } = itemOf(draft)
  const choices = choicesOf(body)
  return (
    <fieldset className="min-w-0">
      <legend className="whitespace-pre-line break-words text-std-16B-170">
        {stem || '—'} {draft.isSample && <SampleTag />}
      </legend>
      {kind === 'multiple' && <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('preview.many')}</p>}
      {kind === 'ordering' && <p className="mt-1 text-dns-14N-130 text-solid-gray-700">{t('preview.order')}</p>}
      {choices.length > 0 ? (
        <ul className="mt-3 grid gap-1">
          {choices.map((choice, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same while they are typed.
            <li key={at}>
              <label htmlFor={`${name}-${at}`} className="flex min-h-11 items-start gap-3 py-2">
                <input
                  id={`${name}-${at}`}
                  name={name}
                  {...(kind === 'ordering'
                    ? {
                        inputMode: 'numeric',
                        className: 'h-9 w-9 shrink-0 rounded-4 border border-solid-gray-600 text-center',
                      }
                    : {
                        type: kind === 'single' ? 'radio' : 'checkbox',
                        className: 'mt-[0.1875rem] h-5 w-5 shrink-0 accent-blue-900',
                      })}
                />
                <span className="min-w-0 break-words">{choice}</span>
              </label>
            </li>
          ))}
        </ul>
      ) : (
        <label className="mt-3 flex flex-wrap items-center gap-2">
          <span>{t('preview.answer')}</span>
          <input className={`${controlClass} h-12 max-w-60`} />
          {'unit' in body && body.unit}
        </label>
      )}
    </fieldset>
  )
}
