import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import { policyStartMessages } from '#app/home/policy-start.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { api } from '../api.ts'
import { CheckedEdition } from './CheckedEdition.tsx'

/** The way of a new edition: choose or paste, check, look at what it says, keep as a draft or publish. */
export function NewEdition() {
  const t = useMessages(policyPageMessages)
  const start = useMessages(policyStartMessages)
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const check = useMutation(api.home.previewPolicy.mutationOptions())

  /** What was checked is no longer what stands in the field. */
  function change(next: string) {
    setText(next)
    setMissing(false)
    check.reset()
  }

  function clear() {
    setFile(null)
    change('')
  }

  function submit() {
    setMissing(text.trim() === '')
    if (text.trim() !== '') check.mutate({ text })
  }

  const error = isMissing ? t('text.missing') : undefined
  return (
    <Section
      title={t('new.title')}
      actions={
        <LinkButton look="secondary" size="small" to="/admin/policy/start">
          {start('open')}
        </LinkButton>
      }
    >
      <Card>
        <Form
          onSubmit={submit}
          errors={error ? [{ name: 'text', message: error }] : []}
          actions={
            <Button type="submit" busy={check.isPending} look={check.data?.summary ? 'secondary' : 'primary'}>
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
      {check.data && <CheckedEdition text={text} result={check.data} onStored={clear} />}
    </Section>
  )
}
