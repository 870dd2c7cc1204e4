import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of, saveSent } from '#platform/ui/files.ts'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { fieldTroublesIn } from '#platform/ui/form/Form.tsx'
import { LineProblems } from '#platform/ui/LineProblems.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { api, client } from '../api.ts'
import { SaveButtons } from './SaveButtons.tsx'
import { usePublished } from './usePublished.ts'

/** The skills of the policy in force alone: out as a table or CASE, and back into a draft. */
export function FrameworkFile() {
  const { data } = useQuery(api.policy.listPolicyEditions.queryOptions({ input: {} }))
  // It waits for its turn below what is asked for, whatever that will say.
  return !data || data.some(({ state }) => state === 'inForce') ? <Framework /> : null
}

function Framework() {
  const t = useMessages(policyPageMessages)
  const [file, setFile] = useState<File | null>(null)
  const published = usePublished()
  const save = useMutation({
    mutationFn: (format: 'csv' | 'case') => client.policy.exportFramework({ format }),
    onSuccess: ({ name: fileName, base64 }) => saveSent({ fileName, base64 }, 'application/octet-stream'),
  })
  const load = useMutation({
    mutationFn: async (chosen: File) =>
      client.policy.loadFramework({ file: { name: chosen.name, base64: await base64Of(chosen) } }),
    onSuccess: async () => {
      setFile(null)
      await published()
    },
  })
  const { data } = load
  const list = (ids: readonly string[]) => (ids.length === 0 ? t('summary.none') : ids.join('、'))
  return (
    <Section title={t('framework.title')} lead={t('framework.lead')}>
      <Card>
        <div className="grid gap-4">
          <SaveButtons formats={['csv', 'case']} save={save} label={(format) => t(`framework.${format}`)} />
          <FileField
            name="framework"
            label={t('framework.file')}
            support={t('framework.hint')}
            accept=".csv,.xlsx,.json,text/csv,application/json"
            file={file}
            onChange={(next) => {
              setFile(next)
              load.reset()
            }}
          />
          {file && (
            <div>
              <Button size="small" busy={load.isPending} onClick={() => load.mutate(file)}>
                {t('framework.load')}
              </Button>
            </div>
          )}
          {load.error && <NotLoaded error={load.error} />}
          {data && (
            <div role="status">
              <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
                {(['added', 'changed', 'removed'] as const).map((kind) => (
                  <div key={kind} className="contents">
                    <dt className="text-std-16B-170">{t(`framework.${kind}`)}</dt>
                    <dd className="min-w-0 break-words">{list(data[kind])}</dd>
                  </div>
                ))}
              </dl>
            </div>
          )}
        </div>
      </Card>
    </Section>
  )
}

/** What is wrong with the file, each at its line or place. */
function NotLoaded({ error }: { error: unknown }) {
  const places = fieldTroublesIn(error)
  const title = problemFrom(error)?.title
  if (places.length === 0 || title === undefined) return <Trouble error={error} />
  const problems = places.map(({ name, message: reason }) => {
    const [, line, column = null] = name.match(/^(\d+)(?::(.*))?$/) ?? []
    return line ? { line: Number(line), column, reason } : { line: null, column: name, reason }
  })
  return <LineProblems title={title} problems={problems} />
}
