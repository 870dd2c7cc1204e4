import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of, saveCsv, saveFile } from '#platform/ui/files.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { fieldTroublesIn } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { modelNodes } from '#rooms/policy/rules.ts'
import { checkSurvey, type SurveyItem, toldIn } from '../survey.rules.ts'
import {
  draftOfItem,
  type ItemDraft,
  idFrom,
  itemHeader,
  rowOfItem,
  type SurveyDraft,
  surveyYaml,
} from '../writing.rules.ts'
import { editorMessages } from './editor.messages.ts'
import { ItemList } from './ItemList.tsx'
import { Register } from './Register.tsx'
import { teamMessages } from './team.messages.ts'
import type { Listed } from './told.ts'
import { useSurveysApi, useTeam } from './useSurveys.ts'

interface Draft extends SurveyDraft {
  /** The version that it began from. */
  readonly madeFrom: number
}

const empty: Draft = { madeFrom: 0, id: '', title: '', titleEn: '', kind: 'anonymous', items: [] }

/** A survey is written here, and becomes the same file that could have been brought. */
export function EditorPage() {
  const t = useMessages(editorMessages)
  const words = useMessages(teamMessages)
  const api = useSurveysApi()
  const { survey = '' } = useParams({ strict: false }) as { survey?: string }
  const { data, error, refetch } = useQuery(api.surveys.listSurveys.queryOptions({ input: {} }))
  const stored = data?.surveys.find((one) => one.survey === survey)
  const title = stored ? t('title.of', { title: stored.title }) : t('title')
  return (
    <>
      <Breadcrumbs crumbs={[{ label: words('title'), to: '/admin/surveys' }, { label: title }]} />
      <PageHeading lead={t('lead')}>{title}</PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="list" rows={6} />}
      {data && !stored && survey !== NEW && <Empty>{t('gone')}</Empty>}
      {data && (stored || survey === NEW) && <Editor key={survey} stored={stored} surveys={data.surveys} />}
    </>
  )
}

const NEW = 'new'
const kinds = ['anonymous', 'named'] as const

function Editor({ stored, surveys }: { stored: Listed | undefined; surveys: readonly Listed[] }) {
  const t = useMessages(editorMessages)
  const words = useMessages(teamMessages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const outcomes = useOutcomes()
  const initial = stored ? draftOf(stored) : empty
  const [draft, keep, drop] = useDraft<Draft>(`survey-${stored?.survey ?? NEW}`, initial)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })
  const [isChecked, setChecked] = useState(false)
  const change = (more: Partial<Draft>) => {
    latest.current = { ...latest.current, ...more }
    keep(latest.current)
  }
  const text = surveyYaml({ ...draft, id: draft.id.trim() || idFrom(draft.title) })
  const { document, problems } = checkSurvey(text)
  const told = isChecked ? toldIn(language, problems) : []
  const at = (path: string) => Number(/^items\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN)
  const faults = new Map(
    [...Map.groupBy(told, ({ path }) => at(path))].map(([place, own]) => [place, own.map(({ message }) => message)]),
  )
  const faultOf = (name: string) => {
    const message = told.find(({ path }) => path === name)?.message
    return message ? { error: message } : {}
  }
  return (
    <>
      <div className="grid max-w-[40rem] gap-4">
        <TextField
          {...{ name: 'title', label: t('survey.title'), required: true }}
          value={draft.title}
          onChange={(title) => change({ title })}
          {...faultOf('title')}
        />
        <TextField
          {...{ name: 'titleEn', label: t('survey.title_en') }}
          value={draft.titleEn}
          onChange={(titleEn) => change({ titleEn })}
          {...faultOf('en.title')}
        />
        {!stored && (
          <Select
            {...{ name: 'kind', label: words('survey.kind'), support: words('survey.kind_support') }}
            value={draft.kind}
            choices={kinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
            onChange={(kind) => change({ kind: kind as Draft['kind'] })}
          />
        )}
        {!stored && (
          <TextField
            {...{ name: 'id', label: t('survey.id'), support: t('survey.id_support') }}
            value={draft.id}
            onChange={(id) => change({ id })}
            {...faultOf('id')}
          />
        )}
      </div>
      <Section title={t('items')}>
        <ItemList
          items={draft.items}
          faults={faults}
          outcomes={outcomes}
          onChange={(next) => change({ items: next(latest.current.items) })}
        />
      </Section>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button onClick={() => setChecked(true)}>{t('check')}</Button>
        {stored && surveyYaml(initial) !== text && (
          <Button look="text" onClick={drop}>
            {t('discard')}
          </Button>
        )}
      </div>
      {isChecked && <Faults faults={told.map(({ path, message }) => ({ path, message, item: at(path) }))} />}
      {isChecked && document && (
        <Register
          key={text}
          document={document}
          text={text}
          before={surveys.find(({ survey }) => survey === document.id)}
          madeFrom={draft.madeFrom}
          onDone={() => {
            drop()
            void navigate({ to: '/admin/surveys' } as Parameters<typeof navigate>[0])
          }}
        />
      )}
      <Files draft={draft} text={text} onRead={(items) => change({ items })} />
    </>
  )
}

/** Where the faults stand that the page has no field for in sight. */
function Faults({ faults }: { faults: readonly { path: string; message: string; item: number }[] }) {
  const words = useMessages(teamMessages)
  if (faults.length === 0) return null
  return (
    <div role="alert" className="mt-4 rounded-8 border-2 border-error-1 bg-white p-4">
      <p className="text-std-16B-170 text-error-2">{words('upload.faults', { n: faults.length })}</p>
      <ul className="mt-2 list-disc pl-6">
        {faults.map(({ path, message, item }) => (
          <li key={`${path} ${message}`}>{Number.isNaN(item) ? message : `${item + 1}. ${message}`}</li>
        ))}
      </ul>
    </div>
  )
}

function Files({
  draft,
  text,
  onRead,
}: {
  draft: SurveyDraft
  text: string
  onRead: (items: readonly ItemDraft[]) => void
}) {
  const t = useMessages(editorMessages)
  const toast = useToast()
  const { ask, error } = useTeam()
  const [file, setFile] = useState<File | null>(null)
  async function read(chosen: File) {
    setFile(chosen)
    const sent = { name: chosen.name, base64: await base64Of(chosen) }
    const answer = await ask((client) => client.surveys.readSurveyItems({ file: sent }))
    if (!answer) return
    const before = draft.items
    onRead(answer.items)
    toast({ message: t('files.read', { n: answer.items.length }), undo: async () => onRead(before) })
  }
  const name = draft.id || NEW
  return (
    <Section title={t('files.title')} lead={t('files.lead')} data-print="no">
      <Card>
        <div className="flex flex-wrap gap-3">
          <Button
            look="secondary"
            onClick={() => saveFile(new Blob([text], { type: 'application/yaml' }), `${name}.yaml`)}
          >
            {t('files.yaml')}
          </Button>
          <Button look="secondary" onClick={() => saveCsv([itemHeader, ...draft.items.map(rowOfItem)], `${name}.csv`)}>
            {t('files.csv')}
          </Button>
        </div>
        <div className="mt-4">
          <FileField name="file" label={t('files.choose')} accept=".csv,.xlsx,text/csv" file={file} onChange={read} />
        </div>
        {error && (
          <div className="mt-4">
            <Trouble error={error} />
            <ul className="mt-2 list-disc pl-6">
              {fieldTroublesIn(error).map(({ name: place, message }) => (
                <li key={`${place} ${message}`}>{`${place}: ${message}`}</li>
              ))}
            </ul>
          </div>
        )}
      </Card>
    </Section>
  )
}

function draftOf({ survey, version, title, titleEn, kind, items }: Listed): Draft {
  const drafts: ItemDraft[] = items.map((item) => draftOfItem(item as SurveyItem))
  return { madeFrom: version, id: survey, title, titleEn: titleEn ?? '', kind, items: drafts }
}

/** Outcomes of the policy of today. */
function useOutcomes() {
  const api = useSurveysApi()
  const { data } = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
  return data ? modelNodes(data.document).filter(({ level }) => level.endsWith('Outcome')) : []
}
