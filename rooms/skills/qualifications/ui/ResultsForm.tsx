import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import type { FoundColleague } from '#rooms/people/ui/useColleagueSearch.ts'
import { CheckedFile } from './CheckedFile.tsx'
import { pageMessages } from './messages.ts'
import { useAct, useQualificationsApi } from './useQualificationsApi.ts'

const nothing = {
  kind: 'qualification' as 'qualification' | 'test',
  qualification: null as string | null,
  source: '',
  skill: null as string | null,
  level: '1',
  asOf: '',
  last: '',
}

/** One result of many people, or a file of them. */
export function ResultsForm() {
  const t = useMessages(pageMessages)
  return (
    <>
      <Section title={t('results.many')} lead={t('results.lead')}>
        <ManyPeople />
      </Section>
      <Section title={t('results.file')}>
        <ResultsFile />
      </Section>
    </>
  )
}

function ManyPeople() {
  const t = useMessages(pageMessages)
  const api = useQualificationsApi()
  const { data, error, refetch } = useQuery(api.qualifications.listQualifications.queryOptions({ input: {} }))
  const [people, setPeople] = useState<readonly FoundColleague[]>([])
  const [typed, setTyped] = useState(nothing)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error: refused, isPending } = useAct()
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="cards" rows={3} />
  const change = (more: Partial<typeof typed>) => setTyped({ ...typed, ...more })
  const isTest = typed.kind === 'test'
  const [asOf, lastDay] = [parseDate(typed.asOf), parseDate(typed.last)]
  async function submit() {
    const found: FieldTrouble[] = [
      ...(people.length === 0 ? [{ name: 'person', message: t('fault.people') }] : []),
      ...(!isTest && typed.qualification === null
        ? [{ name: 'qualification', message: t('fault.qualification') }]
        : []),
      ...(isTest && typed.source.trim() === '' ? [{ name: 'source', message: t('fault.source') }] : []),
      ...(isTest && typed.skill === null ? [{ name: 'skill', message: t('fault.skill') }] : []),
      ...(asOf ? [] : [{ name: 'asOf', message: t('fault.date') }]),
      ...(typed.last.trim() === '' || lastDay ? [] : [{ name: 'last', message: t('fault.date') }]),
    ]
    setErrors(found)
    if (found.length > 0 || !asOf) return
    const input = {
      staffMemberIds: people.map(({ id }) => id),
      of: isTest
        ? { kind: 'test' as const, source: typed.source, skill: typed.skill!, level: Number(typed.level) }
        : { kind: 'qualification' as const, qualificationId: Number(typed.qualification) },
      asOf,
      ...(lastDay ? { lastDay } : {}),
    }
    const done = await act(
      (client) => client.qualifications.recordResults(input),
      ({ added, known }) => t('results.done', { added, known }),
    )
    if (done) setPeople([])
  }
  const faultOf = faultsIn(errors)
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('results.save')}
        </Button>
      }
    >
      <RadioGroup
        name="kind"
        label={t('field.kind')}
        inRow
        value={typed.kind}
        onChange={(kind) => change({ kind: kind as typeof typed.kind })}
        choices={[
          { value: 'qualification', label: t('kind.qualification') },
          { value: 'test', label: t('kind.test') },
        ]}
      />
      {isTest ? (
        <>
          <TextField
            name="source"
            label={t('field.source')}
            required
            value={typed.source}
            onChange={(source) => change({ source })}
            {...faultOf('source')}
          />
          <Select
            name="skill"
            label={t('field.skill')}
            required
            value={typed.skill}
            onChange={(skill) => change({ skill })}
            choices={data.skills.map(({ skill, name }) => ({ value: skill, label: name }))}
            {...faultOf('skill')}
          />
          <Select
            name="level"
            label={t('field.level')}
            value={typed.level}
            onChange={(level) => change({ level })}
            choices={levelsTo(data.highestLevel)}
          />
        </>
      ) : (
        <Select
          name="qualification"
          label={t('field.qualification')}
          required
          value={typed.qualification}
          onChange={(qualification) => change({ qualification })}
          choices={data.qualifications
            .filter(({ isRetired }) => !isRetired)
            .map(({ qualificationId, name }) => ({ value: String(qualificationId), label: name }))}
          {...faultOf('qualification')}
        />
      )}
      <DateField
        name="asOf"
        label={t('field.acquired')}
        required
        value={typed.asOf}
        onChange={(on) => change({ asOf: on })}
        {...faultOf('asOf')}
      />
      <DateField
        name="last"
        label={t('field.last')}
        support={t('field.last_support')}
        value={typed.last}
        onChange={(last) => change({ last })}
        {...faultOf('last')}
      />
      <ColleaguePicker
        key={people.length}
        name="person"
        label={t('field.people')}
        support={t('field.people_support')}
        required
        onChoose={(one) => one && setPeople((all) => (all.some(({ id }) => id === one.id) ? all : [...all, one]))}
        {...faultOf('person')}
      />
      {people.length > 0 && (
        <ul aria-label={t('results.chosen')} className="flex flex-wrap gap-2">
          {people.map((one) => (
            <li key={one.id}>
              <Button
                look="secondary"
                size="small"
                onClick={() => setPeople((all) => all.filter(({ id }) => id !== one.id))}
              >
                {one.name} ✕<span className="sr-only">{t('results.drop')}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {refused && <Trouble error={refused} />}
    </Form>
  )
}

/** 0 to the highest, as choices. */
export function levelsTo(highest: number) {
  return Array.from({ length: highest + 1 }, (_, level) => ({ value: String(level), label: String(level) }))
}

function ResultsFile() {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useAct()
  return (
    <CheckedFile
      label={t('results.file_label')}
      support={t('results.file_support')}
      accept=".csv,.xlsx,text/csv"
      bring={(file, dryRun) =>
        act(
          (client) => client.qualifications.importResults({ file, dryRun }),
          ({ added, applied }) => (applied ? t('results.imported', { added }) : ''),
        )
      }
      would={({ added, unchanged }) => t('results.would', { added, unchanged })}
      changes={({ added }) => added > 0}
      {...{ error, isPending }}
    />
  )
}
