import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, fieldTroublesIn, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { training } from '#rooms/training/contract.ts'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { type ChosenOwner, OwnerField } from './OwnerField.tsx'
import type { Review } from './review.ts'

interface Draft extends ChosenOwner {
  subject: string | null
  decision: 'continue' | 'improve' | 'abolish' | null
  cause: string
  changes: string
  aim: string
  dueOn: string
}
const blank: Draft = {
  subject: null,
  decision: null,
  cause: '',
  changes: '',
  aim: '',
  owner: null,
  ownerWords: '',
  dueOn: '',
}
const decisions = ['continue', 'improve', 'abolish'] as const

/** HR writes down what was decided: about what, why, who carries it out and by when. */
export function DecisionForm({ fiscalYear, subjects }: { fiscalYear: number; subjects: Review['subjects'] }) {
  const t = useMessages(pdcaMessages)
  const api = useApi<{ pdca: typeof pdca; training: typeof training }>()
  const { data: catalogue } = useQuery(api.training.listCourses.queryOptions({ input: { pageSize: 100 } }))
  const courses = catalogue?.courses ?? []
  const queries = useQueryClient()
  const toast = useToast()
  const [draft, keep, drop] = useDraft<Draft>(`decision-${fiscalYear}`, blank)
  const [own, setOwn] = useState<readonly FieldTrouble[]>([])
  const decide = useMutation(
    api.pdca.decide.mutationOptions({
      onSuccess: async () => {
        drop()
        toast({ message: t('decide.saved') })
        await queries.invalidateQueries()
      },
    }),
  )
  const errors = own.length > 0 ? own : fieldTroublesIn(decide.error)
  const field = (name: string) => ({ name, error: messageFor(errors, name), required: true })
  function submit() {
    const { subject, decision, cause, changes, aim, owner } = draft
    const dueOn = parseDate(draft.dueOn)
    setOwn(missingIn(draft, t))
    if (subject && decision && cause.trim() && owner && dueOn) {
      decide.mutate({ fiscalYear, subject, decision, cause, changes, aim: aimOf(aim), owner: owner.id, dueOn })
    }
  }
  return (
    <div data-print="no">
      <Section level={3} title={t('decisions.form')}>
        <Form
          onSubmit={submit}
          errors={errors}
          actions={
            <Button type="submit" busy={decide.isPending}>
              {t('decide.submit')}
            </Button>
          }
        >
          {decide.error && errors.length === 0 && <Trouble error={decide.error} />}
          <Select
            {...field('subject')}
            label={t('decide.subject')}
            value={draft.subject}
            onChange={(subject) => keep({ ...draft, subject })}
            choices={subjects.map(({ id, kind, name }) => ({ value: id, label: `${groupName(kind, t)}: ${name}` }))}
          />
          <RadioGroup
            {...field('decision')}
            label={t('decide.decision')}
            inRow
            value={draft.decision}
            onChange={(decision) => keep({ ...draft, decision: decision as Draft['decision'] })}
            choices={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
          />
          <TextArea
            {...field('cause')}
            label={t('decide.cause')}
            support={t('decide.cause_support')}
            value={draft.cause}
            onChange={(cause) => keep({ ...draft, cause })}
          />
          <TextArea
            name="changes"
            label={t('decide.changes')}
            support={t('decide.changes_support')}
            rows={2}
            value={draft.changes}
            onChange={(changes) => keep({ ...draft, changes })}
          />
          <Select
            name="aim"
            label={t('decide.aim')}
            support={t('decide.aim_support')}
            value={draft.aim}
            onChange={(aim) => keep({ ...draft, aim })}
            choices={[
              { value: '', label: t('aim.none') },
              ...subjects.map(({ id, kind, name }) => {
                const of = kind === 'kpi' || kind === 'indicator' ? 'target' : 'node'
                return { value: `${of} ${id}`, label: t(`aim.${of}`, { name }) }
              }),
              ...courses.map(({ courseCode, title }) => ({
                ...{ value: `course ${courseCode}`, label: t('aim.course', { name: title }) },
              })),
            ]}
          />
          <OwnerField
            {...field('owner')}
            label={t('decide.owner')}
            chosen={draft}
            onChange={(chosen) => keep({ ...draft, ...chosen })}
          />
          <DateField
            {...field('dueOn')}
            label={t('decide.due')}
            value={draft.dueOn}
            onChange={(dueOn) => keep({ ...draft, dueOn })}
          />
        </Form>
      </Section>
    </div>
  )
}

/** As it was chosen: kind and id. */
function aimOf(chosen: string) {
  const at = chosen.indexOf(' ')
  if (at < 0) return null
  return { kind: chosen.slice(0, at) as 'node' | 'target' | 'course', id: chosen.slice(at + 1) }
}

type Say = (key: keyof (typeof pdcaMessages)['ja']) => string

function missingIn(draft: Draft, t: Say): FieldTrouble[] {
  const needed: [string, unknown, string][] = [
    ['subject', draft.subject, t('decide.choose')],
    ['decision', draft.decision, t('decide.choose')],
    ['cause', draft.cause.trim(), t('decide.needed')],
    ['owner', draft.owner, t('decide.owner_needed')],
    ['dueOn', parseDate(draft.dueOn), t('decide.needed')],
  ]
  return needed.filter(([, value]) => !value).map(([name, , message]) => ({ name, message }))
}

function groupName(kind: string, t: Say): string {
  return t(`group.${kind}` as Parameters<Say>[0])
}
