import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { saveFile } from '#platform/ui/files.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { exampleSurvey } from '../example.rules.ts'
import { checkSurvey, type SurveyDocument, surveyJsonSchema, toldIn } from '../survey.rules.ts'
import { Register } from './Register.tsx'
import { teamMessages } from './team.messages.ts'
import type { Listed } from './told.ts'

interface Read extends ReturnType<typeof checkSurvey> {
  readonly text: string
  /** Of every survey, as they stood when the file was chosen. */
  readonly versions: Readonly<Record<string, number>>
}

/** A survey from its file: read here, so that all that is to be mended stands before anything is sent. */
export function LoadFile({ surveys }: { surveys: readonly Listed[] }) {
  const t = useMessages(teamMessages)
  const [file, setFile] = useState<File | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  async function choose(chosen: File) {
    setFile(chosen)
    const versions = Object.fromEntries(surveys.map(({ survey, version }) => [survey, version]))
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    setRead({ ...checkSurvey(bytes), text: new TextDecoder().decode(bytes), versions })
  }
  const document: SurveyDocument | undefined = read?.document
  return (
    <Section title={t('upload.title')} lead={t('upload.lead')} data-print="no">
      <Card>
        <FileField name="file" label={t('upload.file')} accept=".yaml,.yml" file={file} onChange={choose} />
        <div className="mt-2">
          <ExampleFiles />
        </div>
        {read && read.problems.length > 0 && <Faults problems={read.problems} />}
        {document && read && (
          <Register
            key={read.text}
            document={document}
            text={read.text}
            before={surveys.find(({ survey }) => survey === document.id)}
            madeFrom={read.versions[document.id] ?? 0}
            onDone={() => {
              setFile(null)
              setRead(null)
            }}
          />
        )}
      </Card>
    </Section>
  )
}

function Faults({ problems }: { problems: ReturnType<typeof checkSurvey>['problems'] }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  return (
    <div role="alert" className="mt-4 rounded-8 border-2 border-error-1 p-4">
      <p className="text-std-16B-170 text-error-2">{t('upload.faults', { n: problems.length })}</p>
      <ul className="mt-2 grid list-disc gap-1 pl-6">
        {toldIn(language, problems).map(({ line, column, path, message }) => (
          <li key={`${line}:${column} ${path} ${message}`} className="wrap-anywhere">
            {t('upload.fault', { line, path, message })}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What helps to write a first file. */
function ExampleFiles() {
  const t = useMessages(teamMessages)
  const save = (text: string, name: string, type: string) => saveFile(new Blob([text], { type }), name)
  return (
    <div className="flex flex-wrap justify-center gap-x-3 sm:justify-start">
      <Button look="text" size="small" onClick={() => save(exampleSurvey, 'survey-example.yaml', 'application/yaml')}>
        {t('example')}
      </Button>
      <Button
        look="text"
        size="small"
        onClick={() =>
          save(`${JSON.stringify(surveyJsonSchema(), null, 2)}\n`, 'survey.schema.json', 'application/json')
        }
      >
        {t('schema')}
      </Button>
    </div>
  )
}
