import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { InitiativeForm } from './InitiativeForm.tsx'
import { Milestones } from './Milestones.tsx'
import { planMessages } from './plan.messages.ts'
import type { Initiative, YearPlan } from './review.ts'
import { useAct } from './usePdcaApi.ts'

/** What is done, by whom and by when, how far it is, and what was planned where it is otherwise now. */
export function InitiativeCard({ plan, initiative }: { plan: YearPlan; initiative: Initiative }) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const [open, setOpen] = useState<'edit' | 'note' | 'drop'>()
  const { name, dropped, notes, may } = initiative
  const close = () => setOpen(undefined)
  if (open === 'edit') return <InitiativeForm plan={plan} initiative={initiative} onDone={close} />
  return (
    <div className="grid gap-2">
      <h3 className="text-std-16B-170">{dropped ? <del>{name}</del> : name}</h3>
      {dropped && <p>{t('dropped', { date: formatDate(dropped.on, language), reason: dropped.reason })}</p>}
      <About {...initiative} activity={initiative.activityName} />
      <Milestones initiative={initiative} />
      <Planned plan={plan} initiative={initiative} />
      {notes.length > 0 && (
        <div>
          <h4 className="text-dns-14N-130 text-solid-gray-700">{t('notes')}</h4>
          <ul className="grid gap-2">
            {notes.map(({ note, by, on }) => (
              <li key={`${on} ${note}`} className="max-w-[42em] whitespace-pre-line">
                {note}
                <span className="block text-dns-14N-130 text-solid-gray-700">
                  {t('note.by', { by: by ?? t('command'), date: formatDate(on, language) })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open && <WordsForm key={open} what={open} initiativeId={initiative.initiativeId} onDone={close} />}
      {!open && may.length > 0 && (
        <p className="flex flex-wrap gap-4" data-print="no">
          {may.includes('noteProgress') && (
            <Press word={t('note.open')} of={name} onClick={() => setOpen('note')} look="secondary" />
          )}
          {may.includes('saveInitiative') && <Press word={t('edit')} of={name} onClick={() => setOpen('edit')} />}
          {may.includes('dropInitiative') && <Press word={t('drop')} of={name} onClick={() => setOpen('drop')} />}
        </p>
      )}
    </div>
  )
}

function Press({
  word,
  of,
  onClick,
  look = 'text',
}: {
  word: string
  of: string
  onClick: () => void
  look?: 'text' | 'secondary'
}) {
  return (
    <Button look={look} size="small" onClick={onClick}>
      {word}
      <span className="sr-only"> {of}</span>
    </Button>
  )
}

function About(said: {
  activity: string | null
  plan: string | null
  pillar: string | null
  ownerName: string | null
  budget: number | null
}) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const { activity, plan, pillar, ownerName, budget } = said
  return (
    <p className="figures flex flex-wrap gap-x-6 text-dns-14N-130 text-solid-gray-700">
      <span>{t('about.owner', { name: ownerName ?? '—' })}</span>
      {budget !== null && <span>{t('about.budget', { n: formatNumber(budget, language) ?? '' })}</span>}
      {activity && <span>{activity}</span>}
      {plan && <span>{pillar ? t('plan.of', { plan, pillar }) : plan}</span>}
    </p>
  )
}

/** What was planned when the plan was fixed, where it is otherwise now. */
function Planned({ plan, initiative: { planned, isOtherwise } }: { plan: YearPlan; initiative: Initiative }) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  if (!isOtherwise) return null
  if (!planned) return <Tag tone="yellow">{t('later')}</Tag>
  return (
    <div className="rounded-8 border border-solid-gray-300 border-dashed p-3">
      <p className="flex flex-wrap items-center gap-2">
        <Tag tone="yellow">{t('otherwise')}</Tag>
        <span className="text-dns-14N-130">
          {t('planned.then')} {plan.fixed && formatDate(plan.fixed.on, language)}
        </span>
      </p>
      <p className="mt-1">{planned.name}</p>
      <About
        {...planned}
        activity={plan.activities.find(({ id }) => id === planned.activity)?.name ?? planned.activity}
      />
      <ul className="list-disc pl-6 text-dns-14N-130">
        {planned.milestones.map(({ name, dueOn }) => (
          <li key={`${dueOn} ${name}`}>
            {name} {t('due', { date: formatDate(dueOn, language) })}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How it goes, or why it is given up: words, and nothing else. */
function WordsForm({
  what,
  initiativeId,
  onDone,
}: {
  what: 'note' | 'drop'
  initiativeId: number
  onDone: () => void
}) {
  const t = useMessages(planMessages)
  const [words, keep, forget] = useDraft(`${what}-${initiativeId}`, '')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  const isNote = what === 'note'
  async function submit() {
    const missing = words.trim() ? [] : [{ name: what, message: t(`${what}.needed`) }]
    setErrors(missing)
    if (missing.length > 0) return
    const done = isNote
      ? await act((client) => client.pdca.noteProgress({ initiativeId, note: words }), t('note.saved'))
      : await act((client) => client.pdca.dropInitiative({ initiativeId, reason: words }), t('drop.saved'))
    if (!done) return
    forget()
    onDone()
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <>
          <Button type="submit" look="secondary" busy={isPending}>
            {t(isNote ? 'note.save' : 'drop.do')}
          </Button>
          <Button look="text" onClick={onDone}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <TextArea
        name={what}
        label={t(isNote ? 'note' : 'drop.reason')}
        support={isNote ? t('note.support') : undefined}
        required
        rows={3}
        value={words}
        onChange={keep}
        {...faultsIn(errors)(what)}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}
