import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Input, Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn, wholeIn } from '#platform/ui/form/typed.ts'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { NotLaidDown } from '#rooms/policy/ui/NotLaidDown.tsx'
import type { evidence } from '../contract.ts'
import { type Design, designs, needsCovariates, steps, type Trait, traits, usesCovariates } from '../statement.rules.ts'
import { pageMessages, type Say } from './messages.ts'
import { Preview } from './Preview.tsx'
import { useAct, useEvidenceApi } from './useEvidenceApi.ts'

type Choices = Output<typeof evidence.showStudyForm>
type Statement = Input<typeof evidence.previewStudy>

const blank = {
  ...{ question: '', arrow: '', kind: 'completion' as const, courseCode: '', from: '', to: '' },
  ...{ outcome: 'level' as const, skill: '', level: '', measure: '', months: '6', expected: '+' as const },
  ...{ comparison: 'never' as const, design: 'did' as Design, covariates: [] as Trait[], every: '6' },
  ...{ sections: [] as string[], employmentCategories: [] as string[], least: '0.5' },
}
type Draft = Omit<typeof blank, 'kind' | 'outcome' | 'expected' | 'comparison'> & {
  kind: Statement['treatment']['kind']
  outcome: Statement['outcome']['kind']
  expected: Statement['expected']
  comparison: Statement['comparison']
}

/** /studies/new: the question, before any number is seen. What was typed stays until it is settled. */
export function StudyFormPage() {
  const t = useMessages(pageMessages)
  const api = useEvidenceApi()
  const { follows } = useSearch({ strict: false }) as { follows?: number | string }
  const { data, error, refetch } = useQuery(api.evidence.showStudyForm.queryOptions({ input: {} }))
  const title = t('form.title')
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('studies'), to: '/studies' }, { label: title }]} />
      <PageHeading lead={follows ? t('form.follows', { n: follows }) : t('form.lead')}>{title}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="page" />}
      {data && <Fields choices={data} follows={follows === undefined ? undefined : Number(follows)} />}
    </>
  )
}

function Fields({ choices, follows }: { choices: Choices; follows: number | undefined }) {
  const t = useMessages(pageMessages)
  const api = useEvidenceApi()
  const navigate = useNavigate()
  const [draft, keep, drop] = useDraft<Draft>('study', blank)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [seen, setSeen] = useState<Statement>()
  const { act, error, isPending, reset } = useAct()
  const preview = useQuery(api.evidence.previewStudy.queryOptions({ input: seen ?? skipToken, retry: false }))
  const faultOf = faultsIn(errors)
  const change = (more: Partial<Draft>) => {
    keep({ ...draft, ...more })
    setSeen(undefined)
    reset()
  }
  const isMeasure = draft.outcome === 'measure'

  function said(): Statement | undefined {
    const missing = troublesOf(draft, t)
    setErrors(missing)
    return missing.length > 0 ? undefined : statementOf(draft)
  }
  async function settle() {
    const statement = said()
    if (!statement) return
    const answer = await act(
      (client) => client.evidence.stateStudy({ ...statement, ...(follows === undefined ? {} : { follows }) }),
      t('form.stated'),
    )
    if (!answer) return
    drop()
    await navigate({ to: `/studies/${answer.studyId}` })
  }

  return (
    <Form
      onSubmit={() => setSeen(said())}
      errors={errors}
      actions={
        <>
          <Button type="submit" look={seen && preview.data ? 'secondary' : 'primary'} busy={preview.isFetching}>
            {t('form.preview')}
          </Button>
          {seen && preview.data && (preview.data.isEnough || preview.data.isToCome) && (
            <Button busy={isPending} onClick={settle}>
              {t('form.state')}
            </Button>
          )}
        </>
      }
    >
      <TextArea
        name="question"
        label={t('form.question')}
        support={t('form.question.support')}
        required
        rows={2}
        value={draft.question}
        onChange={(question) => change({ question })}
        {...faultOf('question')}
      />
      <Select
        name="arrow"
        label={t('form.arrow')}
        support={t('form.arrow.support')}
        value={draft.arrow}
        onChange={(arrow) => change({ arrow })}
        choices={[
          { value: '', label: t('form.arrow.none') },
          ...choices.arrows.map(({ from, to, fromName, toName }) => ({
            value: `${from} ${to}`,
            label: t('statement.arrow_is', { from: fromName, to: toName }),
          })),
        ]}
      />
      <RadioGroup
        name="kind"
        label={t('form.kind')}
        inRow
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as Draft['kind'] })}
        choices={(['completion', 'recommendation'] as const).map((value) => ({
          ...{ value, label: t(`form.kind.${value}`) },
        }))}
      />
      <Select
        name="courseCode"
        label={t('form.course')}
        required
        value={draft.courseCode || null}
        onChange={(courseCode) => change({ courseCode })}
        choices={choices.courses.map(({ courseCode, title }) => ({ value: courseCode, label: title }))}
        {...faultOf('courseCode')}
      />
      <DateField
        name="from"
        label={t('form.from')}
        required
        value={draft.from}
        onChange={(from) => change({ from })}
        {...faultOf('from')}
      />
      <DateField
        name="to"
        label={t('form.to')}
        required
        value={draft.to}
        onChange={(to) => change({ to })}
        {...faultOf('to')}
      />
      <RadioGroup
        name="outcome"
        label={t('form.outcome')}
        value={draft.outcome}
        onChange={(outcome) => change({ outcome: outcome as Draft['outcome'] })}
        choices={(['level', 'atLeast', 'measure'] as const).map((value) => ({
          ...{ value, label: t(`form.outcome.${value}`) },
        }))}
      />
      {isMeasure ? (
        <Select
          name="measure"
          label={t('form.measure')}
          required
          value={draft.measure || null}
          onChange={(measure) => change({ measure })}
          choices={choices.measures.map(({ measure, name }) => ({ value: measure, label: name }))}
          {...faultOf('measure')}
        />
      ) : choices.skills.length === 0 ? (
        <NotLaidDown part="pyramid" />
      ) : (
        <Select
          name="skill"
          label={t('form.skill')}
          required
          value={draft.skill || null}
          onChange={(skill) => change({ skill })}
          choices={choices.skills.map(({ skill, name }) => ({ value: skill, label: name }))}
          {...faultOf('skill')}
        />
      )}
      {draft.outcome === 'atLeast' && (
        <Select
          name="level"
          label={t('form.level')}
          value={levelOf(draft, choices)}
          onChange={(level) => change({ level })}
          choices={Array.from({ length: choices.highestLevel }, (_, place) => String(place + 1)).map((value) => ({
            ...{ value, label: value },
          }))}
        />
      )}
      <TextField
        name="months"
        label={t('form.months')}
        support={t('form.months.support')}
        required
        type="number"
        characters={4}
        value={draft.months}
        onChange={(months) => change({ months })}
        {...faultOf('months')}
      />
      <RadioGroup
        name="expected"
        label={t('form.expected')}
        inRow
        value={draft.expected ?? '+'}
        onChange={(expected) => change({ expected: expected as Draft['expected'] })}
        choices={(['+', '-'] as const).map((value) => ({ value, label: t(`form.expected.${value}`) }))}
      />
      <RadioGroup
        name="design"
        label={t('form.design')}
        value={draft.design}
        onChange={(design) => change({ design: design as Design })}
        choices={designs.map((value) => ({
          ...{ value, label: t(`design.${value}`), support: t(`design.${value}.support`) },
        }))}
      />
      {draft.design === 'staggered' && (
        <Select
          name="every"
          label={t('form.every')}
          value={draft.every}
          onChange={(every) => change({ every })}
          choices={steps.map((n) => ({ value: String(n), label: t('form.every.months', { n }) }))}
        />
      )}
      {usesCovariates(draft.design) && (
        <Several
          name="covariates"
          label={t('form.covariates')}
          chosenLabel={t('form.covariates.chosen')}
          nothing={t('form.nothing')}
          drop={(name) => t('form.drop', { name })}
          choices={traits.map((value) => ({ value, label: t(`trait.${value}`) }))}
          chosen={draft.covariates}
          onChange={(covariates) => change({ covariates: covariates as Trait[] })}
          {...faultOf('covariates')}
        />
      )}
      {draft.design !== 'beforeAfter' && draft.design !== 'staggered' && (
        <RadioGroup
          name="comparison"
          label={t('form.comparison')}
          value={draft.comparison ?? 'never'}
          onChange={(comparison) => change({ comparison: comparison as Draft['comparison'] })}
          choices={[
            { value: 'never', label: t('form.comparison.never') },
            { value: 'later', label: t('form.comparison.later'), support: t('form.comparison.later.support') },
          ]}
        />
      )}
      <Several
        name="sections"
        label={t('form.sections')}
        support={t('form.sections.support')}
        chosenLabel={t('form.sections.chosen')}
        nothing={t('form.nothing')}
        drop={(name) => t('form.drop', { name })}
        choices={choices.sections.map(({ sectionCode, name }) => ({ value: sectionCode, label: name }))}
        chosen={draft.sections}
        onChange={(sections) => change({ sections: [...sections] })}
      />
      <Several
        name="employmentCategories"
        label={t('form.categories')}
        chosenLabel={t('form.categories.chosen')}
        nothing={t('form.nothing')}
        drop={(name) => t('form.drop', { name })}
        choices={choices.employmentCategories.map((value) => ({ value, label: value }))}
        chosen={draft.employmentCategories}
        onChange={(employmentCategories) => change({ employmentCategories: [...employmentCategories] })}
      />
      <Select
        name="least"
        label={t('form.least')}
        support={t('form.least.support')}
        value={draft.least}
        onChange={(least) => change({ least })}
        choices={(['0.2', '0.5', '0.8'] as const).map((value) => ({ value, label: t(`form.least.${value}`) }))}
      />
      <div aria-live="polite" className="empty:hidden">
        {seen && preview.error && <Trouble error={preview.error} />}
        {seen && preview.data && (
          <Section title={t('preview.title')}>
            <Preview preview={preview.data} least={seen.leastDifference ?? 0.5} design={draft.design} />
          </Section>
        )}
        {error && <Trouble error={error} />}
      </div>
    </Form>
  )
}

/** The floor of the skill where the policy states one. */
function levelOf({ level, skill }: Draft, { skills }: Choices): string {
  return level || String(skills.find((one) => one.skill === skill)?.floorLevel ?? 1)
}

function troublesOf(draft: Draft, t: Say): FieldTrouble[] {
  const [from, to] = [parseDate(draft.from), parseDate(draft.to)]
  const months = wholeIn(draft.months, 0, 60)
  const wrong: [isWrong: boolean, name: string, message: string][] = [
    [draft.question.trim() === '', 'question', t('form.question.missing')],
    [draft.courseCode === '', 'courseCode', t('form.course.missing')],
    [!from, 'from', t('form.day.missing')],
    [!to, 'to', t('form.day.missing')],
    [!!from && !!to && from >= to, 'to', t('form.to.before')],
    [draft.outcome === 'measure' && draft.measure === '', 'measure', t('form.measure.missing')],
    [draft.outcome !== 'measure' && draft.skill === '', 'skill', t('form.skill.missing')],
    [months === undefined, 'months', t('form.months.wrong')],
    [needsCovariates(draft.design) && draft.covariates.length === 0, 'covariates', t('form.covariates.missing')],
  ]
  return wrong.flatMap(([isWrong, name, message]) => (isWrong ? [{ name, message }] : []))
}

function statementOf(draft: Draft): Statement {
  const { skill, measure, kind, courseCode, question, expected, comparison, design } = draft
  const [arrowFrom, arrowTo] = draft.arrow.split(' ')
  return {
    ...{ question, design, expected, comparison, treatment: { kind, courseCode } },
    arrow: arrowFrom && arrowTo ? { from: arrowFrom, to: arrowTo } : null,
    from: parseDate(draft.from)!,
    to: parseDate(draft.to)!,
    outcome:
      draft.outcome === 'measure'
        ? { kind: 'measure', measure }
        : draft.outcome === 'level'
          ? { kind: 'level', skill }
          : { kind: 'atLeast', skill, level: Number(draft.level || 1) },
    months: numberIn(draft.months),
    sections: draft.sections,
    employmentCategories: draft.employmentCategories,
    covariates: usesCovariates(design) ? draft.covariates : [],
    every: Number(draft.every) as (typeof steps)[number],
    leastDifference: Number(draft.least),
  }
}
