import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { api } from '../api.ts'
import { CheckResult } from './CheckResult.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { usePublished } from './usePublished.ts'

/** The way of a new edition: choose or paste, check, look at what it says, keep as a draft or publish. */
export function NewEdition() {
  const t = useMessages(policyPageMessages)
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isPublishing, setPublishing] = useState(false)
  const check = useMutation(api.home.previewPolicy.mutationOptions())
  const load = useMutation(api.policy.loadPolicy.mutationOptions())
  const published = usePublished()

  /** What was checked is no longer what stands in the field. */
  function change(next: string) {
    setText(next)
    setMissing(false)
    check.reset()
    load.reset()
  }

  async function store(publishFrom?: string, replace = false) {
    await load.mutateAsync({ text, ...(publishFrom ? { publishFrom, ...(replace ? { replace } : {}) } : {}) })
    setPublishing(false)
    setFile(null)
    change('')
    await published(publishFrom)
  }

  function submit() {
    setMissing(text.trim() === '')
    if (text.trim() !== '') check.mutate({ text })
  }

  const error = isMissing ? t('text.missing') : undefined
  const { summary } = check.data ?? {}
  return (
    <Section title={t('new.title')}>
      <Card>
        <Form
          onSubmit={submit}
          errors={error ? [{ name: 'text', message: error }] : []}
          actions={
            <Button type="submit" busy={check.isPending} look={summary ? 'secondary' : 'primary'}>
              {t('check')}
            </Button>
          }
        >
          <FileField
            name="file"
            label={t('file')}
            support={t('file.hint')}
            accept=".yaml,.yml,text/yaml,application/yaml"
            file={file}
            onChange={async (next) => {
              setFile(next)
              change(await next.text())
            }}
          />
          <div className="[&_textarea]:max-h-80">
            <TextArea
              name="text"
              label={t('text')}
              rows={6}
              value={text}
              onChange={change}
              {...(error ? { error } : {})}
            />
          </div>
        </Form>
      </Card>
      {check.isError && (
        <div className="mt-4">
          <Trouble error={check.error} />
        </div>
      )}
      {check.data && <CheckResult result={check.data} />}
      {summary && (
        <div className="mt-4 flex flex-wrap gap-3">
          <Button onClick={() => setPublishing(true)}>{t('publish.do')}</Button>
          <Button look="secondary" onClick={() => store().catch(() => undefined)}>
            {t('keep')}
          </Button>
        </div>
      )}
      {load.isError && !isPublishing && (
        <div className="mt-4">
          <Trouble error={load.error} />
        </div>
      )}
      <PublishDialog
        open={isPublishing}
        edition={summary?.edition ?? ''}
        samples={summary?.samples ?? 0}
        error={load.error}
        onClose={() => {
          setPublishing(false)
          load.reset()
        }}
        onPublish={store}
      />
    </Section>
  )
}
