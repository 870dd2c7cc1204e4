import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, fieldTroublesIn, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { policy } from '#rooms/policy/contract.ts'
import { categoriesIn, skillsOf } from '#rooms/policy/rules.ts'
import type { attempts } from '../contract.ts'
import { Audience } from './Audience.tsx'
import { adminMessages } from './admin.messages.ts'
import { Marks, Parts } from './PartFields.tsx'
import { TestChanged } from './TestChanged.tsx'
import { askedOf, draftOf, type Fault, newTest, type TestDraft } from './test-draft.ts'
import { useTestsAct } from './useTests.ts'

type Shown = Output<typeof attempts.showTest>

/** Writes a test, or changes the one that is given. */
export function TestForm({ shown, onSaved }: { shown?: Shown; onSaved: (testId: number) => unknown }) {
  const t = useMessages(adminMessages)
  const document = usePolicy()
  const stored = shown && { is: draftOf(shown.test), version: shown.version }
  const {
    typed: draft,
    type: keep,
    drop,
    ...edited
  } = useEdited<TestDraft>(`test-${shown?.testId ?? 'new'}`, newTest(), stored)
  const [own, setOwn] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useTestsAct<{ testId: number }>()
  const set = (change: Partial<TestDraft>) => keep({ ...draft, ...change })
  const wordsOf = ({ field, bounds, name }: Fault): FieldTrouble => {
    const label =
      field === 'items' ? t('parts.items') : field === 'percent' ? t('form.mark_percent') : t(`form.${field}`)
    if (bounds) return { name, message: t('form.number', { field: label, min: bounds[0], max: bounds[1] }) }
    return { name, message: t('form.missing', { field: label }) }
  }

  async function submit() {
    const said = askedOf(draft)
    setOwn('faults' in said ? said.faults.map(wordsOf) : [])
    if ('faults' in said) return
    const input = { test: said.asked, ...(shown ? { testId: shown.testId, seen: edited.seen } : {}) }
    const saved = await act((client) => client.attempts.saveTest(input), t('tests.saved'))
    if (!saved) return
    drop()
    await onSaved(saved.testId)
  }

  const theirs = own.length === 0 ? fieldTroublesIn(error) : []
  const errors = [...own, ...theirs]
  const errorOf = (name: string) => {
    const message = messageFor(errors, name)
    return message ? { error: message } : {}
  }
  const text = (name: 'title' | 'minutes' | 'attempts' | 'waitingDays', label: string, more: object = {}) => (
    <TextField
      name={`test.${name}`}
      label={label}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      {...more}
      {...errorOf(`test.${name}`)}
    />
  )
  const skills = document ? skillsOf(document) : []
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('form.save')}
        </Button>
      }
    >
      {edited.now && (
        <TestChanged
          mine={draft}
          stored={edited.now}
          skills={skills}
          onMine={edited.takeOver}
          onStored={edited.takeStored}
        />
      )}
      {text('title', t('form.title'), { required: true })}
      <Select
        name="test.skill"
        label={t('form.skill')}
        required
        value={draft.skill || null}
        onChange={(skill) => set({ skill })}
        choices={skills.map(({ id, name }) => ({ value: id, label: name }))}
        {...errorOf('test.skill')}
      />
      <Parts
        parts={draft.parts}
        highest={document?.pyramid?.highestLevel ?? 0}
        onChange={(parts) => set({ parts })}
        errorOf={(name) => messageFor(errors, name)}
      />
      <Marks
        marks={draft.marks}
        highest={document?.pyramid?.highestLevel ?? 0}
        onChange={(marks) => set({ marks })}
        errorOf={(name) => messageFor(errors, name)}
      />
      {text('minutes', t('form.minutes'), { required: true, characters: 4 })}
      {text('attempts', t('form.attempts'), { support: t('form.attempts_support'), characters: 4 })}
      {text('waitingDays', t('form.waiting'), { characters: 4 })}
      <DateField
        name="test.openFrom"
        label={t('form.open_from')}
        required
        value={draft.openFrom}
        onChange={(openFrom) => set({ openFrom })}
        {...errorOf('test.openFrom')}
      />
      <DateField
        name="test.lastDay"
        label={t('form.last_day')}
        support={t('form.last_day_support')}
        value={draft.lastDay}
        onChange={(lastDay) => set({ lastDay })}
        {...errorOf('test.lastDay')}
      />
      <Audience
        draft={draft}
        onChange={set}
        categories={document ? categoriesIn(document) : []}
        error={messageFor(errors, 'test.sections') ?? messageFor(errors, 'test.employmentCategories')}
      />
      <TextArea name="test.note" label={t('form.note')} value={draft.note} onChange={(note) => set({ note })} />
      {error && !isStale(error) && theirs.length === 0 && <Trouble error={error} />}
    </Form>
  )
}

function usePolicy() {
  const api = useApi<{ policy: typeof policy }>()
  const { data } = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
  return data?.document
}
