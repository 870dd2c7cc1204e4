import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { type Change, isText } from '#rooms/policy/working-drafts/change.rules.ts'
import { partOf } from './parts.ts'
import { useCalled, useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** Where somebody else was first: what stands there, and what was typed; whoever typed chooses. */
export function Clashes() {
  const t = useMessages(workshopMessages)
  const { editing, choose } = useWork()
  const placeOf = usePlaceWords()
  const { clashes } = editing
  if (clashes.length === 0) return null
  return (
    <section role="alert" className="mb-6 rounded-12 border-2 border-yellow-800 bg-white p-4 sm:p-6">
      <h2 className="text-std-20B-150">{t('clash.title', { n: clashes.length })}</h2>
      <p className="mt-1">{t('clash.lead')}</p>
      <ul className="mt-4 grid gap-4">
        {clashes.map((clash) => {
          const typed = isText(clash.change) ? clash.change.text.after : clash.change.after
          return (
            <li key={JSON.stringify(clash.change)} className="grid gap-2 border-solid-gray-200 border-t pt-4">
              <p className="text-std-16B-170">{placeOf(clash.change)}</p>
              <div className="grid gap-4 md:grid-cols-2">
                <Words title={t('clash.now')}>{clash.now === undefined ? t('clash.gone') : inWords(clash.now)}</Words>
                <Words title={t('clash.mine')}>{typed === undefined ? t('changes.removed') : inWords(typed)}</Words>
              </div>
              <div className="flex flex-wrap gap-3">
                {!isText(clash.change) && clash.now !== undefined && (
                  <Button size="small" look="secondary" onClick={() => choose(clash, 'mine')}>
                    {t('clash.take_mine')}
                  </Button>
                )}
                <Button size="small" look="secondary" onClick={() => choose(clash, 'theirs')}>
                  {t('clash.take_theirs')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Words({ title, children }: { title: string; children: string }) {
  return (
    <div className="min-w-0">
      <p className="text-dns-14N-130 text-solid-gray-700">{title}</p>
      <p className="max-h-40 overflow-y-auto whitespace-pre-line [overflow-wrap:anywhere]">{children}</p>
    </div>
  )
}

/** A value as a person reads it. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '–' : value
  if (value === undefined || value === null) return '–'
  if (typeof value !== 'object') return String(value)
  return Object.values(value)
    .filter((one) => one !== '' && one !== null && typeof one !== 'boolean')
    .map((one) => inWords(one))
    .join(' / ')
}

/** The place of a change: the part by its name, then the way to it. */
export function usePlaceWords(): (change: Change) => string {
  const t = useMessages(workshopMessages)
  const called = useCalled()
  return (change) => {
    const path = isText(change) ? (change.part === null ? [] : [change.part]) : change.path
    const part = partOf(path)
    const name = part ? t(`part.${part}`) : path.length === 0 ? t('whole') : called(String(path[0]))
    const within = path.slice(1).map((step) => (typeof step === 'number' ? String(step + 1) : called(step)))
    return [name, ...within].join(' › ')
  }
}
