import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, faultsIn, fieldTroublesIn } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { yenIn } from '#platform/ui/form/typed.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { type ChosenOwner, OwnerField } from './OwnerField.tsx'
import { planMessages } from './plan.messages.ts'
import type { Initiative, YearPlan } from './review.ts'
import { useAct } from './usePdcaApi.ts'

interface Typed extends ChosenOwner {
  name: string
  activity: string
  /** Plan and pillar, as one choice. */
  place: string
  budget: string
  milestones: { milestoneId?: number; name: string; dueOn: string }[]
}

const NONE = ''
const blank: Typed = { name: '', activity: NONE, place: NONE, budget: '', owner: null, ownerWords: '', milestones: [] }
const MOST_YEN = 1_000_000_000_000

/** What is done, who answers for it, by when, with what money, and what of the policy it belongs to. */
export function InitiativeForm({
  plan,
  initiative,
  onDone,
}: {
  plan: YearPlan
  initiative?: Initiative
  onDone: () => void
}) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const { fiscalYear } = plan
  const stored = initiative && {
    is: typedOf(initiative, (day) => formatDate(day, language)),
    version: initiative.version,
  }
  const { typed, type, seen, now, takeOver, takeStored, drop } = useEdited<Typed>(
    `initiative-${fiscalYear}-${initiative?.initiativeId ?? 'new'}`,
    blank,
    stored,
  )
  const [own, setOwn] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const errors = own.length > 0 ? own : fieldTroublesIn(error)
  const faultOf = faultsIn(errors)
  const change = (more: Partial<Typed>) => type({ ...typed, ...more })
  const places = placesOf(plan, initiative)
  async function submit() {
    const { owner, name, activity, place, milestones } = typed
    const budget = typed.budget.trim() === '' ? null : budgetIn(typed.budget)
    const missing = [
      ...(name.trim() ? [] : [{ name: 'name', message: t('needed') }]),
      ...(owner ? [] : [{ name: 'owner', message: t('owner.needed') }]),
      ...(budget === undefined ? [{ name: 'budget', message: t('budget.number') }] : []),
      ...milestones.flatMap((one, at) =>
        one.name.trim() && parseDate(one.dueOn)
          ? []
          : [{ name: `milestone-${at}`, message: t('milestone.needed', { n: at + 1 }) }],
      ),
    ]
    setOwn(missing)
    if (missing.length > 0 || !owner || budget === undefined) return
    const chosen = places.find(({ value }) => value === place)
    const input = {
      ...(initiative ? { initiativeId: initiative.initiativeId } : {}),
      ...(seen === undefined ? {} : { seen }),
      ...{ fiscalYear, name, owner: owner.id, budget, activity: activity === NONE ? null : activity },
      ...{ plan: chosen?.plan ?? null, pillar: chosen?.pillar ?? null },
      milestones: milestones.map((one) => ({ ...one, dueOn: parseDate(one.dueOn)! })),
    }
    if (!(await act((client) => client.pdca.saveInitiative(input), t('saved')))) return
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
            {t('save')}
          </Button>
          <Button look="text" onClick={onDone}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {now !== undefined && !isPending && initiative && (
        <ChangedMeanwhile
          rows={[{ name: 'name', label: t('name'), mine: inWords(typed), stored: inWords(now) }]}
          onMine={takeOver}
          onStored={takeStored}
        />
      )}
      <TextField
        name="name"
        label={t('name')}
        support={t('name.support')}
        required
        value={typed.name}
        onChange={(name) => change({ name })}
        {...faultOf('name')}
      />
      <OwnerField name="owner" label={t('owner')} required chosen={typed} onChange={change} {...faultOf('owner')} />
      <Select
        name="activity"
        label={t('activity')}
        value={typed.activity}
        onChange={(activity) => change({ activity })}
        choices={[
          { value: NONE, label: t('activity.none') },
          ...plan.activities.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...faultOf('activity')}
      />
      {places.length > 0 && (
        <Select
          name="place"
          label={t('plan')}
          value={typed.place}
          onChange={(place) => change({ place })}
          choices={[{ value: NONE, label: t('plan.none') }, ...places]}
        />
      )}
      <TextField
        name="budget"
        label={t('budget')}
        support={t('budget.support')}
        characters={14}
        value={typed.budget}
        onChange={(budget) => change({ budget })}
        {...faultOf('budget')}
      />
      <MilestoneFields
        milestones={typed.milestones}
        onChange={(milestones) => change({ milestones })}
        faultOf={faultOf}
      />
      {error && !isStale(error) && errors.length === 0 && <Trouble error={error} />}
    </Form>
  )
}

function MilestoneFields({
  milestones,
  onChange,
  faultOf,
}: {
  milestones: Typed['milestones']
  onChange: (milestones: Typed['milestones']) => void
  faultOf: (name: string) => { error?: string }
}) {
  const t = useMessages(planMessages)
  const set = (at: number, more: Partial<Typed['milestones'][number]>) =>
    onChange(milestones.map((one, place) => (place === at ? { ...one, ...more } : one)))
  return (
    <fieldset className="grid gap-4">
      <legend className="text-std-16B-170">{t('milestones')}</legend>
      {milestones.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new one has nothing else to be told by.
        <div key={at} className="grid gap-3 border-solid-gray-300 border-l-2 pl-4">
          <TextField
            name={`milestone-${at}`}
            label={t('milestone.name', { n: at + 1 })}
            required
            value={one.name}
            onChange={(name) => set(at, { name })}
            {...faultOf(`milestone-${at}`)}
          />
          <DateField
            name={`milestone-due-${at}`}
            label={t('milestone.due', { n: at + 1 })}
            required
            value={one.dueOn}
            onChange={(dueOn) => set(at, { dueOn })}
          />
          <div>
            <Button look="text" size="small" onClick={() => onChange(milestones.filter((_, place) => place !== at))}>
              {t('milestone.remove', { n: at + 1 })}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button look="secondary" size="small" onClick={() => onChange([...milestones, { name: '', dueOn: '' }])}>
          {t('milestone.add')}
        </Button>
      </div>
    </fieldset>
  )
}

function typedOf(initiative: Initiative, inWords: (day: string) => string): Typed {
  const { name, activity, plan, pillar, owner, ownerName, budget, milestones } = initiative
  return {
    ...{
      name,
      activity: activity ?? NONE,
      place: placeOf(plan, pillar),
      budget: budget === null ? '' : String(budget),
    },
    ...{ owner: { id: owner, name: ownerName ?? '', nameKana: '' }, ownerWords: ownerName ?? '' },
    milestones: milestones.map(({ milestoneId, name: what, dueOn }) => ({
      ...{ milestoneId, name: what, dueOn: inWords(dueOn) },
    })),
  }
}

/** Pillars of the plans that the policy names; what an initiative is tied to stays a choice after the policy has changed. */
function placesOf({ plans }: YearPlan, initiative: Initiative | undefined) {
  const known = plans.flatMap(({ name, pillars }) => [
    { plan: name, pillar: null },
    ...pillars.map((pillar) => ({ plan: name, pillar })),
  ])
  const own = initiative?.plan ? [{ plan: initiative.plan, pillar: initiative.pillar }] : []
  const all = new Map([...known, ...own].map((one) => [placeOf(one.plan, one.pillar), one]))
  return [...all].map(([value, { plan, pillar }]) => ({
    ...{ value, plan, pillar },
    label: pillar === null ? plan : `${plan} / ${pillar}`,
  }))
}

function placeOf(plan: string | null, pillar: string | null): string {
  return plan === null ? NONE : JSON.stringify([plan, pillar])
}

function budgetIn(text: string): number | undefined {
  const yen = yenIn(text)
  return Number.isInteger(yen) && yen <= MOST_YEN ? yen : undefined
}

function inWords({ name, ownerWords, budget, milestones }: Typed): string {
  return [name, ownerWords, budget, ...milestones.map((one) => `${one.name} ${one.dueOn}`)].filter(Boolean).join('\n')
}
