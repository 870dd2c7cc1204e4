import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, messageFor } from '#platform/ui/form/Form.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { pageMessages } from './messages.ts'
import type { WaveTyped } from './round-draft.ts'

/** One deadline, or several: each for sections with all below them, or for so many parts of the others. */
export function Waves({
  waves,
  sections,
  errors,
  onChange,
}: {
  waves: readonly WaveTyped[]
  sections: readonly { readonly value: string; readonly label: string }[]
  errors: readonly FieldTrouble[]
  onChange: (waves: readonly WaveTyped[]) => void
}) {
  const t = useMessages(pageMessages)
  const put = (at: number, more: Partial<WaveTyped>) =>
    onChange(waves.map((wave, place) => (place === at ? { ...wave, ...more } : wave)))
  const taken = new Set(waves.flatMap((wave) => wave.sections))
  return (
    <fieldset className="grid gap-4">
      <legend className="sr-only">{t('round.waves')}</legend>
      {waves.map((wave, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a wave is its place
        <div key={at} className="grid gap-2">
          <DateField
            name={`due-${at}`}
            label={t('form.due', { n: at + 1 })}
            required
            value={wave.due}
            onChange={(due) => put(at, { due })}
            {...given(messageFor(errors, `due-${at}`))}
          />
          {waves.length > 1 && (
            <>
              <Several
                name={`wave-section-${at}`}
                label={t('form.wave_section', { n: at + 1 })}
                support={t('form.wave_section_support')}
                chosenLabel={t('form.wave_sections', { n: at + 1 })}
                nothing={wave.sections.length > 0 ? t('form.course_choose') : t('form.wave_rest')}
                drop={(name) => t('form.course_drop', { title: name })}
                choices={sections.filter(({ value }) => wave.sections.includes(value) || !taken.has(value))}
                known={sections}
                chosen={wave.sections}
                onChange={(chosen) => put(at, { sections: chosen })}
              />
              {wave.sections.length === 0 && (
                <TextField
                  name={`share-${at}`}
                  label={t('form.wave_share', { n: at + 1 })}
                  characters={4}
                  value={wave.share}
                  onChange={(share) => put(at, { share })}
                  {...given(messageFor(errors, `share-${at}`))}
                />
              )}
              <div>
                <Button look="text" size="small" onClick={() => onChange(waves.filter((_, place) => place !== at))}>
                  {t('form.wave_drop', { n: at + 1 })}
                </Button>
              </div>
            </>
          )}
        </div>
      ))}
      <div>
        <p className="mb-2 text-dns-14N-130 text-solid-gray-700">{t('form.wave_support')}</p>
        {waves.length < 20 && (
          <Button
            look="secondary"
            size="small"
            onClick={() => onChange([...waves, { due: '', sections: [], share: '1' }])}
          >
            {t('form.wave_add')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

const given = (error: string | undefined) => (error ? { error } : {})
