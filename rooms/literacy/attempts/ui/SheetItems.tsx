import { useMessages } from '#platform/i18n/react.tsx'
import { SampleScope, SampleTag } from '#platform/ui/Sample.tsx'
import { LETTERS } from '../paper.rules.ts'
import { adminMessages } from './admin.messages.ts'
import type { ShownItem } from './ItemForm.tsx'

/** Items as they are read on a sheet: letters before the choices, and a place to write. */
export function SheetItems({ items, hasPlaces = false }: { items: readonly ShownItem[]; hasPlaces?: boolean }) {
  const t = useMessages(adminMessages)
  return (
    <SampleScope>
      {(words) => (
        <>
          {words && <p className="mb-4">{words}</p>}
          <ol className="grid gap-6 print:block">
            {items.map(({ place, kind, stem, choices, unit, isSample }) => (
              <li key={place} className="print:mb-6 print:break-inside-avoid">
                <p className="whitespace-pre-line">
                  <span className="figures font-bold">{place}. </span>
                  {stem} <span className="text-dns-14N-130 text-solid-gray-700">({t(`sheet.how.${kind}`)})</span>{' '}
                  {isSample && <SampleTag />}
                </p>
                <ul className="mt-1 pl-4">
                  {choices.map((choice, at) => (
                    <li key={choice} className="flex gap-3">
                      <span>{LETTERS[at]}</span>
                      <span className="min-w-0 break-words">{choice}</span>
                    </li>
                  ))}
                </ul>
                {hasPlaces && (
                  <p className="mt-2">
                    {t('sheet.answer')}{' '}
                    <span aria-hidden="true" className="inline-block w-40 border-solid-gray-800 border-b">
                      {' '}
                    </span>{' '}
                    <span>{unit}</span>
                  </p>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </SampleScope>
  )
}
