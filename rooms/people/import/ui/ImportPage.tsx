import { useEffect, useRef, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { ProgressBar } from '#platform/ui/Progress.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { type Step, Steps } from '#platform/ui/Steps.tsx'
import type { Progress } from '../../ui/useProgress.ts'
import { uploadBytes } from '../columns.rules.ts'
import { importPageMessages } from '../messages.ts'
import { ImportAlike } from './ImportAlike.tsx'
import { filesToRead, ImportColumns } from './ImportColumns.tsx'
import { ImportCounts } from './ImportCounts.tsx'
import { ImportFiles } from './ImportFiles.tsx'
import { ImportProblems } from './ImportProblems.tsx'
import { ImportTwins } from './ImportTwins.tsx'
import { ImportWarnings } from './ImportWarnings.tsx'
import { type Report, UnreadableFile, useImport, withProposals } from './useImport.ts'

/** HR brings CSV files, sees what they would do, and then lets them do it. */
export function ImportPage() {
  const t = useMessages(importPageMessages)
  const importing = useImport()
  const { files, choose, check, run, progress, restart, reading } = importing
  const size = Object.values(files).reduce((sum, file) => sum + file.size, 0)
  const isTooLarge = size > uploadBytes
  const isBusy = check.isPending || run.isPending
  const done = run.data?.applied ? run.data : undefined
  const report = run.data ?? check.data?.report
  const recheck = (isRestApart = false) => {
    const next = report ? withProposals(report, reading) : reading
    run.reset()
    check.mutate({ reading: next, isRestApart })
  }
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      <Steps label={t('steps')} steps={stepsOf(t, report, done)} />
      {done ? (
        <Done report={done} restart={restart} />
      ) : (
        <div className="mt-8 grid gap-8">
          {!isBusy && <ImportFiles files={files} choose={choose} />}
          {isBusy && <Doing progress={progress} />}
          {check.error && <CheckTrouble error={check.error} retry={() => recheck()} />}
          {run.error && <Trouble error={run.error} retry={() => check.data && run.mutate(check.data.checked)} />}
          {isTooLarge && <p role="alert">{t('tooLarge', { limit: uploadBytes / 1_000_000 })}</p>}
          {!isBusy && !report && (
            <div>
              <Button disabled={size === 0 || isTooLarge} onClick={() => recheck()}>
                {t('check')}
              </Button>
              {Object.keys(files).length === 0 && <p className="mt-2 text-solid-gray-700">{t('nothing')}</p>}
            </div>
          )}
          {report && !isBusy && (
            <Checked
              report={report}
              importing={importing}
              recheck={recheck}
              start={() => check.data && run.mutate(check.data.checked)}
            />
          )}
        </div>
      )}
    </>
  )
}

type T = ReturnType<typeof useMessages<keyof (typeof importPageMessages)['ja'] & string>>

function stepsOf(t: T, report: Report | undefined, done: Report | undefined): Step[] {
  const isGood = report !== undefined && report.problemCount === 0 && report.unanswered === 0
  return [
    { label: t('step.choose'), state: isGood ? 'done' : 'current' },
    { label: t('step.check'), state: isGood ? 'done' : 'todo' },
    { label: t('step.import'), state: done ? 'done' : isGood ? 'current' : 'todo' },
  ]
}

const stages = ['reading', 'checking', 'writing'] as const

function Doing({ progress }: { progress: Progress | undefined }) {
  const t = useMessages(importPageMessages)
  const stage = stages.find((one) => one === progress?.stage) ?? 'sending'
  return <ProgressBar label={t(`stage.${stage}`)} done={progress?.done ?? 0} total={progress?.total ?? 0} />
}

function CheckTrouble({ error, retry }: { error: Error; retry: () => void }) {
  const t = useMessages(importPageMessages)
  if (!(error instanceof UnreadableFile)) return <Trouble error={error} retry={retry} />
  return <p role="alert">{t('unreadable', { name: error.message })}</p>
}

interface CheckedProps {
  report: Report
  importing: ReturnType<typeof useImport>
  recheck: (isRestApart?: boolean) => void
  start: () => void
}

function Checked({ report, importing, recheck, start }: CheckedProps) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  const [isAsking, setAsking] = useState(false)
  const isAsked = report.unanswered > 0
  const unknown = report.files.flatMap((file) => file.columns.filter(({ isUnknown }) => isUnknown)).length
  const isGood = report.problemCount === 0 && !isAsked
  const toRead = filesToRead(report)
  const isSame = report.files.every(({ added, changed, ended }) => added + changed + ended === 0)
  const count = report.problemCount.toLocaleString(language)
  const numbers = ({ added, changed, ended }: Report['files'][number]) => ({
    added: added.toLocaleString(language),
    changed: changed.toLocaleString(language),
    ended: ended.toLocaleString(language),
  })
  return (
    <>
      <Outcome>
        {unknown > 0
          ? t('checked.columns', { count: unknown })
          : report.problemCount > 0
            ? t('checked.bad', { count })
            : isAsked
              ? t('checked.asked', { count: report.unanswered.toLocaleString(language) })
              : t(isSame ? 'checked.same' : 'checked.good')}
      </Outcome>
      {toRead.length > 0 && <ImportColumns report={report} reading={importing.reading} read={importing.readAs} />}
      {report.alike.length > 0 && (
        <ImportAlike
          report={report}
          said={new Map([...importing.said].map(([key, { isSame }]) => [key, isSame]))}
          say={importing.say}
          restIsApart={() => recheck(true)}
        />
      )}
      {(toRead.length > 0 || report.alike.length > 0) && (
        <div>
          <Button look={isGood ? 'secondary' : 'primary'} onClick={() => recheck()}>
            {t('recheck')}
          </Button>
        </div>
      )}
      {report.problemCount > 0 && (
        <div>
          <ImportProblems report={report} />
        </div>
      )}
      <ImportTwins report={report} />
      <ImportWarnings report={report} />
      <div>
        <Section title={t('counts.title')}>
          <ImportCounts files={report.files} />
        </Section>
      </div>
      {isGood && (
        <div>
          <Button onClick={() => setAsking(true)}>{t('import')}</Button>
        </div>
      )}
      <ConfirmDialog
        title={t('confirm.title')}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('import')}
        onConfirm={() => {
          setAsking(false)
          start()
        }}
        danger={false}
      >
        <p>{t('confirm.lead')}</p>
        <ul className="mt-2 list-disc pl-6">
          {report.files.map((file) => (
            <li key={file.file}>{t('confirm.line', { file: t(`${file.file}.label`), ...numbers(file) })}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  )
}

function Done({ report, restart }: { report: Report; restart: () => void }) {
  const t = useMessages(importPageMessages)
  return (
    <div className="mt-8">
      <Section title={t('done.title')} lead={<Outcome>{t('done.lead')}</Outcome>}>
        <ImportCounts files={report.files} tense="did" />
      </Section>
      <Section title={t('next.title')}>
        <ul className="list-disc pl-6">
          {(['next.password', 'next.roles', 'next.policy', 'next.again'] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
        <div className="mt-6 flex flex-wrap gap-3">
          <LinkButton to="/admin">{t('next.admin')}</LinkButton>
          <Button look="secondary" onClick={restart}>
            {t('again')}
          </Button>
        </div>
      </Section>
    </div>
  )
}

/** What came out; the focus goes there, because the button that was pressed is gone. */
function Outcome({ children }: { children: string }) {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <strong ref={ref} role="status" tabIndex={-1} className="block text-std-16B-170">
      {children}
    </strong>
  )
}
