import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { focusNext } from '#platform/ui/focus.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import { showPath } from '#rooms/policy/findings.rules.ts'
import { useFigures } from './Figures.tsx'
import { figuresMessages } from './figures.messages.ts'
import { listAt, useOptions, useWork, wordsAt } from './work.tsx'

const FORMER = ['pyramid', 'formerSkills']

/** Skills that go with the draft although people have records or expectations there: HR says what becomes of each, in the draft itself. */
export function LeavingSkills() {
  const t = useMessages(figuresMessages)
  const { editing, put, isClosed } = useWork()
  const leaving = useFigures()?.leaving ?? []
  const skills = useOptions('skills')
  const { language } = useLanguage()
  const n = (people: number) => people.toLocaleString(language)
  if (leaving.length === 0) return null
  const former = listAt(editing.data, FORMER)
  const placeOf = (id: string) => former.findIndex((_, at) => wordsAt(editing.data, [...FORMER, at, 'id']) === id)

  function decide(id: string, name: string) {
    const at = former.length
    put([...FORMER, at], { id, name })
    focusNext(`field-${showPath([...FORMER, at, 'becomes'])}`)
  }

  return (
    <section
      aria-labelledby="leaving-skills"
      className="mb-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6"
    >
      <h3 id="leaving-skills" className="text-std-20B-150">
        {t('leaving')}
      </h3>
      <p className="mt-1 text-solid-gray-700">{t('leaving.lead')}</p>
      <ul className="mt-3 divide-y divide-solid-gray-200">
        {leaving.map(({ id, name, people, expected }) => {
          const at = placeOf(id)
          const becomes = listAt(editing.data, [...FORMER, at, 'becomes']).map(String)
          const reason = wordsAt(editing.data, [...FORMER, at, 'reason'])
          const names = becomes.map((one) => skills.find(({ value }) => value === one)?.label ?? one).join('・')
          const isOpen = becomes.length === 0 && reason === ''
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="text-std-16B-170 [overflow-wrap:anywhere]">{name}</p>
                <p className="text-solid-gray-700">
                  {t('leaving.people', { people: n(people), expected: n(expected) })}
                </p>
                {!isOpen && (
                  <p>{becomes.length > 0 ? t('leaving.becomes', { names }) : t('leaving.ends', { reason })}</p>
                )}
              </div>
              {isOpen && (
                <div className="flex flex-wrap items-center gap-3">
                  <Tag tone="red">{t('leaving.open')}</Tag>
                  {at < 0 && !isClosed && (
                    <Button look="secondary" size="small" onClick={() => decide(id, name)}>
                      {t('leaving.decide')}
                      <span className="sr-only">({name})</span>
                    </Button>
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
