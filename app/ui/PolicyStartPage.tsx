import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { policyStartMessages } from '#app/home/policy-start.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { saveFile } from '#platform/ui/files.ts'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import {
  answeredIn,
  type Beginning,
  beginningFile,
  type Gap,
  gapsIn,
  nothingSaid,
} from '#rooms/policy/beginning.rules.ts'
import { api } from './api.ts'
import { type Asking, Plans, Statements } from './policy/Asked.tsx'
import { CheckedEdition } from './policy/CheckedEdition.tsx'
import { workshopMessages } from './policy/workshop/workshop.messages.ts'

type T = ReturnType<typeof useMessages<keyof (typeof policyStartMessages)['ja'] & string>>

/** A policy from nothing: the guideline's questions, answered as far as a town has decided. */
export function PolicyStartPage() {
  const t = useMessages(policyStartMessages)
  const workshop = useMessages(workshopMessages)
  const navigate = useNavigate()
  const [said, keep, drop] = useDraft<Beginning>('policy-start', nothingSaid)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [isClearing, setClearing] = useState(false)
  const check = useMutation(api.home.previewPolicy.mutationOptions())
  const text = () =>
    beginningFile(said, { title: t('default.title'), edition: t('default.edition'), goals: t('default.goals') })
  const put = (more: Partial<Beginning>) => {
    keep({ ...said, ...more })
    check.reset()
  }
  const errorOf = (field: string) => {
    const error = messageFor(errors, field)
    return error ? { error } : {}
  }
  /** Does it where nothing is missing; else what is missing is told. */
  const whenWhole = (work: () => void) => {
    const gaps = gapsIn(said)
    setErrors(gaps.map((gap) => troubleOf(t, gap)))
    if (gaps.length === 0) work()
  }
  const title = `${said.town.trim()}${t('default.title')}`
  const begin = useMutation(
    api.workingDrafts.beginWorkingDraft.mutationOptions({
      onSuccess: ({ workingDraftId }) => {
        drop()
        void navigate({ to: `/admin/policy/drafts/${workingDraftId}` })
      },
    }),
  )
  const asking: Asking = { said, put, errorOf }
  return (
    <>
      <PageHeading lead={t('lead')} aside={<Link to="/admin/policy">{t('back')}</Link>}>
        {t('title')}
      </PageHeading>
      <p role="status" className="mb-6">
        {t('answered', { n: answeredIn(said).length })}
      </p>
      <Form
        onSubmit={() => whenWhole(() => check.mutate({ text: text() }))}
        errors={errors}
        actions={
          <>
            <Button
              busy={begin.isPending}
              onClick={() => whenWhole(() => begin.mutate({ title: said.title.trim() || title, text: text() }))}
            >
              {workshop('continue')}
            </Button>
            <Button type="submit" busy={check.isPending} look="secondary">
              {t('check')}
            </Button>
            <Button
              look="secondary"
              onClick={() =>
                whenWhole(() =>
                  saveFile(new Blob([text()], { type: 'application/yaml' }), `${said.title.trim() || title}.yaml`),
                )
              }
            >
              {t('save')}
            </Button>
            <Button look="text" onClick={() => setClearing(true)}>
              {t('clear')}
            </Button>
            <p className="text-solid-gray-700">{t('save.why')}</p>
          </>
        }
      >
        <Question title={t('town.title')}>
          <Line {...asking} field="town" label={t('town')} support={t('town.support')} required />
          <Line {...asking} field="title" label={t('title.field')} support={t('title.support', { title })} />
          <Line
            {...asking}
            field="edition"
            label={t('edition')}
            support={t('edition.support', { edition: t('default.edition') })}
          />
          <Line {...asking} field="decidedOn" label={t('decidedOn')} />
        </Question>
        <Question title={t('staff.title')} lead={t('staff.lead')}>
          <Lines {...asking} field="traits" label={t('traits')} support={t('traits.support')} rows={4} />
        </Question>
        <Question title={t('words.title')} lead={t('words.lead')}>
          <Statements {...asking} />
        </Question>
        <Question title={t('plans.title')} lead={t('plans.lead')}>
          <Plans {...asking} />
        </Question>
        <Question title={t('goals.title')} lead={t('goals.lead')}>
          <Lines {...asking} field="goals" label={t('goals')} rows={4} />
          <Line {...asking} field="everyYears" label={t('everyYears')} support={t('everyYears.support')} />
          <Line {...asking} field="reviewedBy" label={t('reviewedBy')} />
          <Line {...asking} field="nextReview" label={t('nextReview')} support={t('nextReview.support')} />
        </Question>
        <Question title={t('bodies.title')} lead={t('bodies.lead')}>
          <Line {...asking} field="decides" label={t('decides')} support={t('decides.support')} />
          <Line {...asking} field="carriesOut" label={t('carriesOut')} support={t('carriesOut.support')} />
        </Question>
        <Question title={t('joint.title')} lead={t('joint.lead')}>
          <Line {...asking} field="jointWork" label={t('jointWork')} support={t('jointWork.support')} />
          <Lines {...asking} field="jointWith" label={t('jointWith')} rows={3} />
        </Question>
      </Form>
      {begin.isError && (
        <div className="mt-4">
          <Trouble error={begin.error} />
        </div>
      )}
      {check.isError && (
        <div className="mt-4">
          <Trouble error={check.error} />
        </div>
      )}
      {check.data && (
        <CheckedEdition
          text={check.variables.text}
          result={check.data}
          onStored={() => {
            drop()
            void navigate({ to: '/admin/policy' })
          }}
        />
      )}
      <ConfirmDialog
        title={t('clear.title')}
        open={isClearing}
        onClose={() => setClearing(false)}
        confirmLabel={t('clear')}
        onConfirm={() => {
          setClearing(false)
          setErrors([])
          check.reset()
          drop()
        }}
      >
        <p>{t('clear.says')}</p>
      </ConfirmDialog>
    </>
  )
}

function Question({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      <legend className="sr-only">{title}</legend>
      <div>
        <h2 className="text-std-20B-150 text-solid-gray-900">{title}</h2>
        {lead && <p className="mt-1 text-solid-gray-700">{lead}</p>}
      </div>
      {children}
    </fieldset>
  )
}

type Typed = { [Name in keyof Beginning]: Beginning[Name] extends string ? Name : never }[keyof Beginning]
type Answer = Asking & { field: Typed; label: string; support?: string; required?: boolean }

function Line({ said, put, errorOf, field, ...shown }: Answer) {
  return (
    <TextField
      name={field}
      value={said[field]}
      onChange={(text) => put({ [field]: text })}
      {...shown}
      {...errorOf(field)}
    />
  )
}

function Lines({ said, put, errorOf, field, ...shown }: Answer & { rows: number }) {
  return (
    <TextArea
      name={field}
      value={said[field]}
      onChange={(text) => put({ [field]: text })}
      {...shown}
      {...errorOf(field)}
    />
  )
}

/** Words of a field whose last part is another than their key. */
const named = {
  ...({ title: 'title.field', name: 'plan.name', from: 'plan.from', to: 'plan.to' } as const),
  ...({ pillar: 'plan.pillar', initiatives: 'plan.initiatives' } as const),
}
type Named = keyof typeof named | Typed | 'label' | 'heading' | 'text'

function troubleOf(t: T, { field, because }: Gap): FieldTrouble {
  const [list, at, last = list as Named] = field.split('.') as [string, string | undefined, Named | undefined]
  const label = t(last in named ? named[last as keyof typeof named] : (last as Exclude<Named, keyof typeof named>))
  const row = at === undefined ? '' : `${t(list === 'plans' ? 'plans.one' : 'words.one', { n: Number(at) + 1 })} `
  const why = because === 'no_date' && list === 'plans' ? ('no_when' as const) : because
  return { name: field, message: t(`because.${why}`, { label: `${row}${label}` }) }
}
