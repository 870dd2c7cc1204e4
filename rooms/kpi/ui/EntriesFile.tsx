import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of } from '#platform/ui/files.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { LineProblems } from '#platform/ui/LineProblems.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { kpi } from '../contract.ts'
import { kpiMessages } from '../messages.ts'

type Report = Output<typeof kpi.importKpiActuals>
type Answers = Readonly<Record<number, 'written' | 'other'>>

/** A file of values chosen → looked through, with every fault at its line and what is to be asked → entered, all or nothing. */
export function EntriesFile() {
  const t = useMessages(kpiMessages)
  const api = useApi<{ kpi: typeof kpi }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report>()
  const [answers, setAnswers] = useState<Answers>({})
  const send = useMutation(
    api.kpi.importKpiActuals.mutationOptions({
      onSuccess: async (told) => {
        setReport(told)
        if (!told.applied) return
        setFile(null)
        setReport(undefined)
        setAnswers({})
        toast({ message: t('file.imported', { added: told.added, corrected: told.corrected }) })
        await queries.invalidateQueries()
      },
    }),
  )
  async function ask(dryRun: boolean, said: Answers = answers) {
    if (!file) return
    const given = Object.entries(said).map(([line, as]) => ({ line: Number(line), as }))
    send.mutate({ file: { name: file.name, base64: await base64Of(file) }, dryRun, answers: given })
  }
  const isReady = report && report.problemCount === 0 && report.questions.length === 0
  return (
    <details data-print="no" className="mt-6">
      <summary className="min-h-11 cursor-pointer py-2 text-std-16B-170">{t('file.title')}</summary>
      <div className="grid max-w-[40rem] gap-3">
        <p className="text-solid-gray-700">{t('file.lead')}</p>
        <FileField
          name="values"
          label={t('file.choose')}
          support={t('file.support')}
          accept=".csv,.xlsx,text/csv"
          file={file}
          onChange={(chosen) => {
            setFile(chosen)
            setReport(undefined)
            setAnswers({})
          }}
        />
        {file && !isReady && (
          <Button look="secondary" size="small" busy={send.isPending} onClick={() => ask(true)}>
            {t('file.check')}
          </Button>
        )}
        {report && (
          <Found
            report={report}
            answer={(line, as) => {
              const said = { ...answers, [line]: as }
              setAnswers(said)
              ask(true, said)
            }}
          />
        )}
        {isReady && (
          <Button look="secondary" size="small" busy={send.isPending} onClick={() => ask(false)}>
            {t('file.import')}
          </Button>
        )}
        {send.error && <Trouble error={send.error} />}
      </div>
    </details>
  )
}

function Found({ report, answer }: { report: Report; answer: (line: number, as: 'written' | 'other') => void }) {
  const t = useMessages(kpiMessages)
  const { problems, problemCount, questions, added, corrected, unchanged } = report
  if (problemCount > 0) {
    return <LineProblems title={t('file.problems', { n: problemCount })} problems={problems} />
  }
  if (questions.length === 0) return <p role="status">{t('file.would', { added, corrected, unchanged })}</p>
  return (
    <div role="alert" className="grid gap-3">
      <p>{t('file.questions')}</p>
      {questions.map(({ line, name, written, other }) => (
        <fieldset key={line} className="flex flex-wrap gap-3">
          <legend className="mb-1">{t('file.question', { line, name })}</legend>
          <Button look="secondary" size="small" onClick={() => answer(line, 'written')}>
            {t('entry.as_written', { value: written })}
          </Button>
          <Button look="secondary" size="small" onClick={() => answer(line, 'other')}>
            {t('entry.as_other', { value: other })}
          </Button>
        </fieldset>
      ))}
    </div>
  )
}
