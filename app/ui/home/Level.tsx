import { type ReactNode, useId } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { logicModelMessages } from '#rooms/logic-model/messages.ts'
import type { Sight } from './sight.ts'

/** One level of the line: a rung on the rail at the left, its heading, its cards. */
export function Level({ title, tone, children }: { title: string; tone?: 'light' | 'ground'; children: ReactNode }) {
  const id = useId()
  return (
    <li className="relative list-none border-blue-300 border-l-4 pb-2 pl-4 last:border-transparent">
      <span
        aria-hidden="true"
        className={`absolute top-1.5 -left-[0.75rem] h-5 w-5 rounded-full border-4 border-blue-800 ${tone === 'light' ? 'bg-yellow-200' : tone === 'ground' ? 'bg-blue-800' : 'bg-white'}`}
      />
      <section aria-labelledby={id}>
        <SampleScope>
          {(sample) => (
            <>
              <div className="mb-2 flex flex-wrap items-center gap-x-3">
                <h2 id={id} className="text-std-20B-150 text-solid-gray-900">
                  {title}
                </h2>
                {sample}
              </div>
              {children}
            </>
          )}
        </SampleScope>
      </section>
    </li>
  )
}

/** The step up to this level: an arrow, and on demand what the connection rests on, in the words of its evidence (INV-L6). */
export function Rise({ sight, from }: { sight: Sight; from: readonly { id: string; name: string }[] }) {
  const t = useMessages(homeMessages)
  const model = useMessages(logicModelMessages)
  const arrows = sight.arrows.filter((arrow) => from.some(({ id }) => id === arrow.from))
  const names = new Map(
    [...sight.directOutcomes, ...sight.intermediateOutcomes, ...sight.finalOutcomes].map(({ id, name }) => [id, name]),
  )
  const words = [...new Set(arrows.map(({ evidence }) => model(`evidence.${evidence}`)))]
  return (
    <div className="my-2 flex items-start gap-3 text-solid-gray-700">
      <span aria-hidden="true" className="text-std-20B-150 text-blue-800 leading-120">
        ↑
      </span>
      {arrows.length > 0 && (
        <details className="min-w-0 text-dns-14N-130">
          <summary className="cursor-pointer text-blue-1000">
            <span className="mr-2 underline">{t('line.arrows')}</span>
            {words.map((word) => (
              <Tag key={word}>{word}</Tag>
            ))}
          </summary>
          <ul className="mt-2 grid gap-3">
            {arrows.map((arrow) => (
              <li key={`${arrow.from} ${arrow.to}`}>
                <p className="font-bold">
                  {t('line.arrow', { from: names.get(arrow.from) ?? '', to: names.get(arrow.to) ?? '' })}
                </p>
                <p>
                  <Tag>{model(`evidence.${arrow.evidence}`)}</Tag> {arrow.hypothesis}(
                  {arrow.lagYears === 0 ? t('line.lag.none') : t('line.lag.years', { years: arrow.lagYears })})
                </p>
              </li>
            ))}
          </ul>
          <p className="mt-2">{t('line.evidence_note')}</p>
        </details>
      )}
    </div>
  )
}
