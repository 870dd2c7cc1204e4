import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { pageMessages } from './messages.ts'

/** 研修報告書, kept as a draft until it is sent. */
export function Report({ applicationId }: { applicationId: number }) {
  const t = useMessages(pageMessages)
  const [body, keep, drop] = useDraft(`report-${applicationId}`, '')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct()
  async function submit() {
    const isEmpty = body.trim() === ''
    setErrors(isEmpty ? [{ name: 'body', message: t('form.missing', { field: t('application.report') }) }] : [])
    if (isEmpty) return
    if (await act((client) => client.training.submitReport({ applicationId, body }), t('done.report'))) drop()
  }
  return (
    <Card>
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={isPending}>
            {t('do.report')}
          </Button>
        }
      >
        <TextArea
          name="body"
          label={t('application.report')}
          support={t('do.report_support')}
          required
          rows={8}
          value={body}
          onChange={keep}
        />
        {error && <Trouble error={error} />}
      </Form>
    </Card>
  )
}
