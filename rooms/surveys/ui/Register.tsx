import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { isSameItem, reworded, type SurveyDocument } from '../survey.rules.ts'
import { type Previewed, SheetPreview } from './SheetPreview.tsx'
import { teamMessages } from './team.messages.ts'
import type { Listed } from './told.ts'
import { useTeam } from './useSurveys.ts'

/** What loading a survey would do, and the press that does it. */
export function Register({
  document,
  text,
  before,
  madeFrom,
  onDone,
}: {
  document: SurveyDocument
  text: string
  /** The survey of the same name as it stands. */
  before: Listed | undefined
  /** The version that stood when it was written; 0 for none. */
  madeFrom: number
  onDone: (survey: string) => void
}) {
  const t = useMessages(teamMessages)
  const { ask, error, isPending } = useTeam()
  const [previewed, setPreviewed] = useState<Previewed | null>(null)
  const { title, items } = document
  const told = { title, n: items.filter(({ type }) => type !== 'heading').length }
  const isOtherKind = before !== undefined && before.kind !== document.kind
  const isSame =
    before?.title === title &&
    (before.titleEn ?? undefined) === document.en?.title &&
    before.items.length === items.length &&
    items.every((item, at) => isSameItem(before.items[at]!, item))
  const changed = reworded(before?.items ?? [], items)
  async function register() {
    const answer = await ask((client) => client.surveys.loadSurvey({ text, madeFrom }), t('register.done'))
    if (answer) onDone(answer.survey)
  }
  return (
    <div role="status" className="mt-4 grid gap-3 border-solid-gray-200 border-t pt-4">
      <p className="text-std-16B-170">
        {isOtherKind
          ? t('register.kind')
          : !before
            ? t('register.new', told)
            : t(isSame ? 'register.same' : 'register.version', {
                ...told,
                version: before.version + (isSame ? 0 : 1),
              })}
      </p>
      {changed.length > 0 && (
        <div>
          <p>{t('register.breaks')}</p>
          <ul className="list-disc pl-6">
            {changed.map(({ id, wording }) => (
              <li key={id}>{wording}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        {!isSame && !isOtherKind && (
          <Button onClick={register} busy={isPending}>
            {t('register.do')}
          </Button>
        )}
        <Button
          look="secondary"
          onClick={() => setPreviewed({ title, titleEn: document.en?.title, kind: document.kind, items })}
        >
          {t('preview')}
        </Button>
      </div>
      {error && <Trouble error={error} />}
      <SheetPreview survey={previewed} onClose={() => setPreviewed(null)} />
    </div>
  )
}
