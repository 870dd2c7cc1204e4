import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { Several } from '#platform/ui/form/Several.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { numberIn } from '#platform/ui/form/typed.ts'
import { Breadcrumbs, Card, PageHeading } from '#platform/ui/Page.tsx'
import { ProgressBar } from '#platform/ui/Progress.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { newProgressKey, useProgress } from '#rooms/people/ui/useProgress.ts'
import { useSectionChoices } from '#rooms/people/ui/useSectionChoices.ts'
import { type Attribute, attributes, LEAST_K, USUAL_LEVEL } from '../opening.rules.ts'
import { PlanTables } from './PlanTables.tsx'
import { USUAL_K } from './SheetPreview.tsx'
import { teamMessages } from './team.messages.ts'
import type { Plan, SurveyList } from './told.ts'
import { useSurveysApi, useTeam } from './useSurveys.ts'

/** A round is described, looked at, and only then opened. */
export function OpenRoundPage() {
  const t = useMessages(teamMessages)
  const api = useSurveysApi()
  const { survey = '' } = useParams({ strict: false }) as { survey?: string }
  const { data, error, refetch } = useQuery(api.surveys.listSurveys.queryOptions({ input: {} }))
  const categories = useCategories()
  const found = data?.surveys.find((one) => one.survey === survey)
  const title = found?.title ?? survey
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), to: '/admin/surveys' }, { label: t('survey.open') }]} />
      <PageHeading lead={t(found?.kind === 'named' ? 'open.lead_named' : 'open.lead')}>
        {t('open.title', { title })}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !(data && categories) && <Waiting shape="page" />}
      {data && categories && (
        <Opening
          {...{ survey, categories, ofHr: data.ofHr }}
          isNamed={found?.kind === 'named'}
          hasText={found?.items.some(({ type }) => type === 'text') ?? false}
        />
      )}
    </>
  )
}

const empty = {
  ...{ from: '', to: '', sections: [] as readonly string[], attributes: ['section'] as readonly Attribute[] },
  ...{ level: USUAL_LEVEL, k: String(USUAL_K), share: '100', employmentCategories: [] as readonly string[] },
  team: [] as readonly string[],
}

function Opening({
  survey,
  categories,
  ofHr,
  isNamed,
  hasText,
}: {
  survey: string
  categories: readonly string[]
  ofHr: SurveyList['ofHr']
  isNamed: boolean
  hasText: boolean
}) {
  const t = useMessages(teamMessages)
  const navigate = useNavigate()
  const { sections, levels, nameOf } = useSections()
  const [typed, keep, drop] = useDraft(`survey-round-${survey}`, empty)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [plan, setPlan] = useState<Plan | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  const progress = useProgress(key)
  const looking = useTeam()
  const opening = useTeam()
  const faultOf = faultsIn(errors)
  const change = (more: Partial<typeof empty>) => {
    keep({ ...typed, ...more })
    setPlan(null)
  }
  const [from, to] = [parseDate(typed.from), parseDate(typed.to)]
  const [k, share] = [numberIn(typed.k), numberIn(typed.share)]
  const level = levels.find((one) => one === typed.level) ?? levels.at(-1)!
  const asked = {
    ...{ survey, from: from ?? '', to: to ?? '', k, level },
    ...{ sections: [...typed.sections], attributes: [...typed.attributes] },
    employmentCategories: [...typed.employmentCategories],
    team: typed.team.map(Number),
    ...(share < 100 ? { share } : {}),
  }
  async function look() {
    const faults = [
      ...(from ? [] : [{ name: 'from', message: t('open.date_missing') }]),
      ...(to ? [] : [{ name: 'to', message: t('open.date_missing') }]),
      ...(share >= 1 && share <= 100 ? [] : [{ name: 'share', message: t('open.share_wrong') }]),
      ...(k >= LEAST_K && k <= 1_000 ? [] : [{ name: 'k', message: t('open.k_wrong') }]),
    ]
    setErrors(faults)
    if (faults.length > 0) return
    setPlan((await looking.ask((client) => client.surveys.previewSurveyRound(asked))) ?? null)
  }
  async function open() {
    setAsking(false)
    const progressKey = newProgressKey()
    setKey(progressKey)
    // Those who were looked at, where a part is drawn.
    const drawn = plan?.seed == null ? asked : { ...asked, seed: plan.seed }
    const opened = await opening.ask(
      (client) => client.surveys.openSurveyRound(drawn, { context: { progressKey } }),
      t('open.done'),
    )
    setKey(null)
    if (opened) {
      drop()
      await navigate({ to: `/admin/survey-rounds/${opened.roundId}` } as Parameters<typeof navigate>[0])
    }
  }
  if (key !== null) {
    return (
      <Card>
        <ProgressBar label={t('keys.title')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      </Card>
    )
  }
  return (
    <>
      <Form
        onSubmit={look}
        errors={errors}
        actions={
          <Button type="submit" look={plan ? 'secondary' : 'primary'} busy={looking.isPending}>
            {t('open.look')}
          </Button>
        }
      >
        <DateField
          {...{ name: 'from', label: t('open.from'), support: t('open.from_support'), required: true }}
          value={typed.from}
          onChange={(value) => change({ from: value })}
          {...faultOf('from')}
        />
        <DateField
          {...{ name: 'to', label: t('open.to'), support: t('open.to_support'), required: true }}
          value={typed.to}
          onChange={(value) => change({ to: value })}
          {...faultOf('to')}
        />
        <Several
          {...{ name: 'sections', label: t('open.sections'), chosenLabel: t('open.sections_chosen') }}
          nothing={t('open.whole')}
          drop={(name) => t('open.drop', { name })}
          choices={sections}
          chosen={typed.sections}
          onChange={(chosen) => change({ sections: chosen })}
        />
        {categories.length > 0 && (
          <FieldGroup name="categories" label={t('open.categories')} support={t('open.categories_support')}>
            {categories.map((one) => (
              <Checkbox
                key={one}
                name={`category-${one}`}
                label={one}
                checked={typed.employmentCategories.includes(one)}
                onChange={(isChosen) =>
                  change({
                    employmentCategories: categories.filter((other) =>
                      other === one ? isChosen : typed.employmentCategories.includes(other),
                    ),
                  })
                }
              />
            ))}
          </FieldGroup>
        )}
        <TextField
          {...{ name: 'share', label: t('open.share'), support: t('open.share_support'), required: true }}
          characters={4}
          value={typed.share}
          onChange={(value) => change({ share: value })}
          {...faultOf('share')}
        />
        <FieldGroup name="attributes" label={t('open.attributes')} support={t('open.attributes_support')}>
          {attributes.map((one) => (
            <Checkbox
              key={one}
              name={`attribute-${one}`}
              label={t(`attribute.${one}`)}
              checked={typed.attributes.includes(one)}
              onChange={(isChosen) =>
                change({
                  attributes: attributes.filter((other) =>
                    other === one ? isChosen : typed.attributes.includes(other),
                  ),
                })
              }
            />
          ))}
        </FieldGroup>
        {typed.attributes.includes('section') && (
          <Select
            {...{ name: 'level', label: t('open.level') }}
            value={level}
            choices={levels.map((value) => ({ value, label: value }))}
            onChange={(level) => change({ level })}
          />
        )}
        <TextField
          {...{ name: 'k', label: t('open.k'), support: t('open.k_support'), required: true }}
          characters={4}
          value={typed.k}
          onChange={(value) => change({ k: value })}
          {...faultOf('k')}
        />
        {(hasText || isNamed) && (
          <Several
            {...{ name: 'team', label: t(isNamed ? 'open.readers' : 'open.team') }}
            support={t(ofHr.length === 0 ? 'open.team_nobody' : 'open.team_support')}
            chosenLabel={t('open.team_chosen')}
            nothing={t(isNamed ? 'open.readers_none' : 'open.team_none')}
            drop={(name) => t('open.drop', { name })}
            choices={ofHr.map(({ staffMemberId, name }) => ({ value: String(staffMemberId), label: name }))}
            chosen={typed.team}
            onChange={(team) => change({ team })}
          />
        )}
        {looking.error && <Trouble error={looking.error} />}
      </Form>
      {plan && (
        <PlanTables plan={plan} nameOf={nameOf}>
          <Button onClick={() => setAsking(true)}>{t('open.do', { n: plan.receivers })}</Button>
        </PlanTables>
      )}
      {opening.error && <Trouble error={opening.error} />}
      <ConfirmDialog
        title={t('survey.open')}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('open.do', { n: plan?.receivers ?? 0 })}
        danger={false}
        onConfirm={open}
      >
        <p>{t(isNamed ? 'open.confirm_named' : 'open.confirm')}</p>
      </ConfirmDialog>
    </>
  )
}

/** As the policy names them, none before there is one; undefined until that is known. */
function useCategories(): readonly string[] | undefined {
  const api = useSurveysApi()
  const { data, isPending } = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
  return isPending ? undefined : (data?.document.organisation?.employmentCategories ?? [])
}

/** Sections of today, as choices and by code; kinds of them. */
function useSections() {
  const api = useSurveysApi()
  const { data = [] } = useQuery(api.people.listSections.queryOptions({ input: {}, staleTime: 3_600_000 }))
  const sections = useSectionChoices()
  const names = new Map(data.map(({ sectionCode, name }) => [sectionCode, name]))
  const kinds = [...new Set(data.map(({ kind }) => kind))]
  return {
    sections,
    levels: kinds.length === 0 ? [USUAL_LEVEL] : kinds,
    nameOf: (code: string) => names.get(code) ?? code,
  }
}
