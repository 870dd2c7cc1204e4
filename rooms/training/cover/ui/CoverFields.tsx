import { useMessages } from '#platform/i18n/react.tsx'
import { PersonPicker } from '#platform/ui/aria/PersonPicker.tsx'
import { RadioGroup } from '#platform/ui/form/Choices.tsx'
import { type FieldTrouble, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { useColleagueSearch } from '#rooms/people/ui/useColleagueSearch.ts'
import { type CoverDraft, lacksSubstitute } from '../draft.rules.ts'
import { coverMessages } from '../messages.ts'
import { type CoverKind, coverKinds, needsSubstitute, takesSubstitute } from '../rules.ts'
import { pageMessages } from './messages.ts'

/** Who stands in while I am in training: the kind, the colleague, the duty. */
export function CoverFields({
  cover,
  onChange,
  errors,
  mayBeUndecided = true,
  day,
}: {
  cover: CoverDraft
  onChange: (cover: CoverDraft) => void
  errors: readonly FieldTrouble[]
  mayBeUndecided?: boolean
  /** The session's first day: whoever is here then is found. */
  day?: string | undefined
}) {
  const t = useMessages(pageMessages)
  const words = useMessages(coverMessages)
  const kinds = [...(mayBeUndecided ? (['undecided'] as const) : []), ...coverKinds]
  const takesPerson = cover.kind !== 'undecided' && takesSubstitute(cover.kind)
  return (
    <>
      <RadioGroup
        name="cover"
        label={t('apply.cover')}
        support={mayBeUndecided ? t('apply.cover_support') : undefined}
        value={cover.kind}
        choices={kinds.map((kind) => ({
          value: kind,
          label: kind === 'undecided' ? t('cover.undecided') : words(`cover.${kind}`),
        }))}
        onChange={(kind) => onChange({ ...cover, kind: kind as CoverDraft['kind'] })}
      />
      {takesPerson && (
        <Substitute
          day={day}
          cover={cover}
          onChange={onChange}
          required={needsSubstitute(cover.kind as CoverKind)}
          error={messageFor(errors, 'substitute')}
        />
      )}
      {takesPerson && (
        <>
          <TextField
            name="duty"
            label={t('cover.duty')}
            value={cover.duty}
            onChange={(duty) => onChange({ ...cover, duty })}
          />
          <TextArea
            name="note"
            label={t('cover.note')}
            rows={2}
            value={cover.note}
            onChange={(note) => onChange({ ...cover, note })}
          />
        </>
      )}
    </>
  )
}

function Substitute({
  day,
  cover,
  onChange,
  required,
  error,
}: {
  day: string | undefined
  cover: CoverDraft
  onChange: (cover: CoverDraft) => void
  required: boolean
  error: string | undefined
}) {
  const t = useMessages(pageMessages)
  const found = useColleagueSearch(cover.words, day)
  return (
    <div>
      <PersonPicker
        name="substitute"
        label={t('cover.who')}
        support={t('cover.who_support')}
        required={required}
        {...(error ? { error } : {})}
        people={found}
        words={cover.words}
        onWords={(typed) =>
          onChange({ ...cover, words: typed, substitute: typed === cover.substitute?.name ? cover.substitute : null })
        }
        onChoose={(person) =>
          person && onChange({ ...cover, words: person.name, substitute: { id: person.id, name: person.name } })
        }
      />
      <p role="status" className="mt-1 text-solid-gray-700">
        {cover.substitute && t('cover.chosen', { name: cover.substitute.name })}
      </p>
    </div>
  )
}

/** What is missing before it can be sent. */
export function lacking(cover: CoverDraft, sentence: string): FieldTrouble[] {
  return lacksSubstitute(cover) ? [{ name: 'substitute', message: sentence }] : []
}
