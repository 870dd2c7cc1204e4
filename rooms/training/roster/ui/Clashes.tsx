import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { pageMessages } from './messages.ts'
import { placeOf } from './queue.ts'
import type { useMarks } from './useMarks.ts'
import { type Roster, useHalfWords } from './words.ts'

/** Marks that somebody else made meanwhile: both are shown, and whoever marks says which one holds. */
export function Clashes({ marks, people }: { marks: ReturnType<typeof useMarks>; people: Roster['people'] }) {
  const t = useMessages(pageMessages)
  const wordsOf = useHalfWords()
  const names = new Map(people.map(({ applicationId, person }) => [applicationId, person.name]))
  return Object.values(marks.queue).map((one) => {
    if (!one.clash) return null
    const { stands, isFixed } = one.clash
    const place = placeOf(one.applicationId, one)
    return (
      <div key={place} role="alert" className="mt-4">
        <Card title={`${names.get(one.applicationId) ?? ''} ${wordsOf(one)}`}>
          <p>{t(isFixed ? 'clash.fixed' : 'clash.title')}</p>
          <ul className="mt-2 list-disc pl-6">
            <li>{t('clash.mine', { mark: t(`mark.${one.mark}`) })}</li>
            <li>
              {stands ? t('clash.stands', { mark: t(`mark.${stands.mark}`), by: stands.by ?? '—' }) : t('clash.none')}
            </li>
          </ul>
          <div className="mt-3 flex flex-wrap gap-3">
            {!isFixed && (
              <Button size="small" look="secondary" onClick={() => marks.settle(place, true)}>
                {t('clash.take_mine')}
              </Button>
            )}
            <Button size="small" look="secondary" onClick={() => marks.settle(place, false)}>
              {t('clash.take_stands')}
            </Button>
          </div>
        </Card>
      </div>
    )
  })
}
