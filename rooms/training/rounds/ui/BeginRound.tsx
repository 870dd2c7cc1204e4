import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { rounds } from '../contract.ts'
import { Courses } from './Courses.tsx'
import { pageMessages } from './messages.ts'
import { askedOf, type RoundTyped, standingsChosen, typedFrom, typedLike } from './round-draft.ts'
import { useGroups } from './useGroups.ts'
import { Waves } from './Waves.tsx'

type Preview = Output<typeof rounds.previewRound>

/** A round is described, then counted, then begun; the address may say what the worklist, or another round, begins with. */
export function BeginRound() {
  const t = useMessages(pageMessages)
  const navigate = useNavigate()
  const first = useFirst()
  const { sections, grades, categories } = useGroups()
  const [draft, keep, drop] = useDraft<RoundTyped | null>(first.key, null)
  const typed = draft ?? first.typed
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [preview, setPreview] = useState<Preview | null>(null)
  const looking = useAct<Preview>()
  const beginning = useAct<{ roundId: number; people: number }>()
  const change = (more: Partial<RoundTyped>) => {
    keep({ ...typed, ...more })
    setPreview(null)
  }
  const errorOf = (name: string) => {
    const error = messageFor(errors, name)
    return error ? { error } : {}
  }
  const { asked, faults: found } = askedOf(typed)
  async function look() {
    const faults: FieldTrouble[] = found.map(({ name, message }) => ({
      name,
      message: message === 'form.missing_name' ? t('form.missing', { field: t('form.name') }) : t(message),
    }))
    setErrors(faults)
    if (faults.length > 0) return
    setPreview((await looking.act((client) => client.training.previewRound(asked))) ?? null)
  }
  async function begin() {
    const begun = await beginning.act(
      (client) => client.training.beginRound({ ...asked, name: typed.name }),
      ({ people }) => t('form.begun', { n: people }),
    )
    if (!begun) return
    drop()
    await navigate({ to: `/admin/rounds/${begun.roundId}` } as Parameters<typeof navigate>[0])
  }
  const all = { value: '', label: t('form.all') }
  const words = (list: readonly string[]) => list.map((value) => ({ value, label: value }))
  const several = { nothing: t('form.all'), drop: (title: string) => t('form.course_drop', { title }) }
  return (
    <>
      <Form
        onSubmit={look}
        errors={errors}
        actions={
          <Button type="submit" look={preview ? 'secondary' : 'primary'} busy={looking.isPending}>
            {t('form.preview')}
          </Button>
        }
      >
        <TextField
          name="name"
          label={t('form.name')}
          support={t('form.name_support')}
          required
          value={typed.name}
          onChange={(name) => change({ name })}
          {...errorOf('name')}
        />
        <Several
          {...several}
          name="section"
          label={t('form.section')}
          chosenLabel={t('form.chosen', { label: t('form.section') })}
          choices={sections}
          chosen={typed.sections}
          onChange={(chosen) => change({ sections: chosen })}
        />
        <Several
          {...several}
          name="grade"
          label={t('form.grade')}
          chosenLabel={t('form.chosen', { label: t('form.grade') })}
          choices={words(grades)}
          chosen={typed.grades}
          onChange={(chosen) => change({ grades: chosen })}
        />
        <Several
          {...several}
          name="category"
          label={t('form.category')}
          chosenLabel={t('form.chosen', { label: t('form.category') })}
          choices={words(categories)}
          chosen={typed.categories}
          onChange={(chosen) => change({ categories: chosen })}
        />
        <Select
          name="standing"
          label={t('form.standing')}
          value={typed.standing}
          onChange={(standing) => change({ standing })}
          choices={[all, ...standingsChosen.map((value) => ({ value, label: t(`form.standing.${value}`) }))]}
        />
        <DateField
          name="asOf"
          label={t('form.as_of')}
          support={t('form.as_of_support')}
          value={typed.asOf}
          onChange={(value) => change({ asOf: value })}
          {...errorOf('asOf')}
        />
        <Waves waves={typed.waves} sections={sections} errors={errors} onChange={(waves) => change({ waves })} />
        <Courses
          chosen={typed}
          onChange={({ courseIds, testIds }) => change({ courseIds, testIds })}
          error={messageFor(errors, 'course')}
        />
        {looking.error && <Trouble error={looking.error} />}
      </Form>
      {preview && (
        <Counted preview={preview}>
          <Button onClick={begin}>{t('form.begin', { n: preview.people })}</Button>
          {beginning.error && <Trouble error={beginning.error} />}
        </Counted>
      )}
    </>
  )
}

/** Whom the round would hold, before anything is pressed. */
function Counted({ preview, children }: { preview: Preview; children: React.ReactNode }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  return (
    <div role="status" className="mt-6 grid gap-2 border-solid-gray-200 border-t pt-4">
      <h3 className="text-std-16B-170">{t('preview.title')}</h3>
      {preview.people === 0 ? (
        <p>{t('preview.nobody')}</p>
      ) : (
        <>
          <p className="figures text-std-20B-150">
            {t('preview.people', { n: preview.people, paused: preview.paused })}
          </p>
          <ul className="figures list-disc pl-6">
            {preview.waves.map(({ wave, dueOn, people }) => (
              <li key={wave}>{t('preview.wave', { n: wave, due: formatDate(dueOn, language, 'weekday'), people })}</li>
            ))}
            {preview.courses.map(({ courseId, title, forPeople }) => (
              <li key={courseId}>{t('preview.course', { title, people: forPeople })}</li>
            ))}
            {preview.tests.map(({ testId, title, forPeople }) => (
              <li key={`test ${testId}`}>{t('preview.test', { title, people: forPeople })}</li>
            ))}
          </ul>
          <div className="mt-2">{children}</div>
        </>
      )}
    </div>
  )
}

/** What the address says, or the round that is to be copied, once it has come; what is typed on it is kept for each. */
function useFirst(): { key: string; typed: RoundTyped } {
  const api = useTrainingApi()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const roundId = Number(search.copy) || 0
  const { data } = useQuery({
    ...api.training.copyRound.queryOptions({ input: { roundId }, staleTime: Number.POSITIVE_INFINITY }),
    enabled: roundId > 0,
  })
  const { within, grade, employmentCategory, standing } = search
  const typed = data ? typedLike(data) : typedFrom(search)
  return { key: `round-${JSON.stringify({ roundId, within, grade, employmentCategory, standing })}`, typed }
}
