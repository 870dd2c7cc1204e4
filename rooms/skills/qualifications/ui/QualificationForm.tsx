import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { wholeIn } from '#platform/ui/form/typed.ts'
import { Trouble } from '#platform/ui/States.tsx'
import type { qualifications } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { levelsTo } from './ResultsForm.tsx'
import { useAct } from './useQualificationsApi.ts'

type List = Output<typeof qualifications.listQualifications>
type One = List['qualifications'][number]

const empty = { name: '', issuer: '', months: '', levels: [{ skill: '', level: '1' }] }

/** Adds a qualification or changes one; of two who change it at once the second is shown both. */
export function QualificationForm({
  known,
  skills,
  highestLevel,
  onSaved,
}: {
  known?: One
  skills: List['skills']
  highestLevel: number
  onSaved: () => void
}) {
  const t = useMessages(pageMessages)
  const stored = known && { is: draftOf(known), version: known.version }
  const { typed, type, drop, ...edited } = useEdited(`qualification-${known?.qualificationId ?? 'new'}`, empty, stored)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const set = (more: Partial<typeof empty>) => type({ ...typed, ...more })
  const setLevel = (at: number, more: Partial<(typeof empty.levels)[number]>) =>
    set({ levels: typed.levels.map((one, place) => (place === at ? { ...one, ...more } : one)) })
  async function submit() {
    const months = typed.months.trim() === '' ? null : wholeIn(typed.months, 1, 600)
    const levels = typed.levels.filter(({ skill }) => skill !== '')
    const found: FieldTrouble[] = [
      ...(typed.name.trim() === '' ? [{ name: 'name', message: t('fault.name') }] : []),
      ...(months === undefined ? [{ name: 'months', message: t('fault.months') }] : []),
      ...(levels.length === 0 ? [{ name: 'skill0', message: t('fault.skill') }] : []),
    ]
    setErrors(found)
    if (found.length > 0 || months === undefined) return
    const input = {
      ...{ name: typed.name, issuer: typed.issuer, validMonths: months },
      levels: levels.map(({ skill, level }) => ({ skill, level: Number(level) })),
      ...(known ? { qualificationId: known.qualificationId, seen: edited.seen } : {}),
    }
    if (!(await act((client) => client.qualifications.saveQualification(input), t('saved')))) return
    drop()
    onSaved()
  }
  const wordsOf = (said: typeof empty) => ({
    name: said.name,
    issuer: said.issuer,
    months: said.months,
    levels: said.levels
      .map(({ skill, level }) =>
        t('claim.level', { skill: skills.find((one) => one.skill === skill)?.name ?? skill, level }),
      )
      .join('、'),
  })
  const names = ['name', 'issuer', 'months', 'levels'] as const
  const faultOf = faultsIn(errors)
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('list.save')}
        </Button>
      }
    >
      {edited.now && (
        <ChangedMeanwhile
          rows={names
            .filter((name) => wordsOf(typed)[name] !== wordsOf(edited.now!)[name])
            .map((name) => ({
              name,
              label: t(`field.${name}`),
              mine: wordsOf(typed)[name],
              stored: wordsOf(edited.now!)[name],
            }))}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      <TextField
        name="name"
        label={t('field.name')}
        required
        value={typed.name}
        onChange={(name) => set({ name })}
        {...faultOf('name')}
      />
      <TextField name="issuer" label={t('field.issuer')} value={typed.issuer} onChange={(issuer) => set({ issuer })} />
      <TextField
        name="months"
        label={t('field.months')}
        support={t('field.months_support')}
        characters={4}
        value={typed.months}
        onChange={(months) => set({ months })}
        {...faultOf('months')}
      />
      {typed.levels.map(({ skill, level }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place alone.
        <div key={at} className="grid gap-3 sm:grid-cols-[1fr_8rem]">
          <Select
            name={`skill${at}`}
            label={t('field.skill_n', { n: at + 1 })}
            required={at === 0}
            value={skill}
            onChange={(chosen) => setLevel(at, { skill: chosen })}
            choices={[
              { value: '', label: t('field.no_skill') },
              ...skills.map((one) => ({ value: one.skill, label: one.name })),
            ]}
            {...faultOf(`skill${at}`)}
          />
          <Select
            name={`level${at}`}
            label={t('field.level')}
            value={level}
            onChange={(chosen) => setLevel(at, { level: chosen })}
            choices={levelsTo(highestLevel)}
          />
        </div>
      ))}
      <div>
        <Button
          look="secondary"
          size="small"
          onClick={() => set({ levels: [...typed.levels, { skill: '', level: '1' }] })}
        >
          {t('list.more_skills')}
        </Button>
      </div>
      {error && !isStale(error) && <Trouble error={error} />}
    </Form>
  )
}

/** Of a skill that ended nothing can be said any more: what is saved names those of today. */
function draftOf({ name, issuer, validMonths, levels }: One): typeof empty {
  const shown = levels.flatMap(({ skill, level, isEnded }) => (isEnded ? [] : [{ skill, level: String(level) }]))
  return {
    ...{ name, issuer, months: validMonths === null ? '' : String(validMonths) },
    levels: shown.length > 0 ? shown : empty.levels,
  }
}
