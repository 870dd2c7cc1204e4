import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { type EvidenceLevel, evidenceLevels } from '../level.rules.ts'
import { arrowMessages } from './arrow.messages.ts'
import { type ShownArrow, useAct } from './useEvidenceApi.ts'

const blank = { citation: '', population: '', people: '', finding: '', level: 'hypothesis' as EvidenceLevel }

/** What others found elsewhere: citation, of whom, of how many, and what. */
export function SourceForm({ arrow: { from, to }, onDone }: { arrow: ShownArrow; onDone: () => void }) {
  const t = useMessages(arrowMessages)
  const [draft, keep, drop] = useDraft('arrow-source', blank)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const faultOf = faultsIn(errors)
  const change = (more: Partial<typeof blank>) => keep({ ...draft, ...more })
  const people = numberIn(draft.people)
  async function submit() {
    const texts = (['citation', 'population', 'finding'] as const).flatMap((name) =>
      draft[name].trim() === '' ? [{ name, message: t(`source.${name}.missing`) }] : [],
    )
    const isCount = Number.isInteger(people) && people >= 1 && people <= 1_000_000_000
    const missing = [...texts, ...(isCount ? [] : [{ name: 'people', message: t('source.people.missing') }])]
    setErrors(missing)
    if (missing.length > 0) return
    const answer = await act(
      (client) => client.evidence.addArrowSource({ fromNode: from, toNode: to, ...draft, people }),
      t('source.added'),
    )
    if (!answer) return
    drop()
    onDone()
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <>
          <Button type="submit" busy={isPending}>
            {t('source.add')}
          </Button>
          <Button look="text" onClick={onDone}>
            {t('source.cancel')}
          </Button>
        </>
      }
    >
      <TextArea
        name="citation"
        label={t('source.citation')}
        support={t('source.citation.support')}
        required
        rows={2}
        value={draft.citation}
        onChange={(citation) => change({ citation })}
        {...faultOf('citation')}
      />
      <TextField
        name="population"
        label={t('source.population')}
        required
        value={draft.population}
        onChange={(population) => change({ population })}
        {...faultOf('population')}
      />
      <TextField
        name="people"
        label={t('source.people')}
        required
        type="number"
        characters={10}
        value={draft.people}
        onChange={(said) => change({ people: said })}
        {...faultOf('people')}
      />
      <TextArea
        name="finding"
        label={t('source.finding')}
        required
        rows={2}
        value={draft.finding}
        onChange={(finding) => change({ finding })}
        {...faultOf('finding')}
      />
      <Select
        name="level"
        label={t('source.level')}
        support={t('source.level.support')}
        value={draft.level}
        onChange={(level) => change({ level: level as EvidenceLevel })}
        choices={evidenceLevels.map((value) => ({ value, label: t(`level.${value}`) }))}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}
