import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { deputies } from '../contract.ts'
import { deputiesMessages } from '../messages.ts'

/** By which posts somebody below a head may be their deputy. */
export function DeputyRule({ listed: { postTitles, version } }: { listed: Output<typeof deputies.listDeputies> }) {
  const t = useMessages(deputiesMessages)
  const api = useApi<{ deputies: typeof deputies }>()
  const queries = useQueryClient()
  const toast = useToast()
  const [typed, setTyped] = useState((postTitles ?? []).join('\n'))
  const saving = useMutation(
    api.deputies.setDeputyRule.mutationOptions({
      onSuccess: () => toast({ message: t('rule.saved') }),
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  const titles = typed.split('\n').flatMap((line) => line.trim() || [])
  const isTooMuch = titles.length > 50 || titles.some((title) => title.length > 100)
  return (
    <Card className="grid gap-4">
      <h2 className="text-std-20B-150">{t('rule')}</h2>
      {postTitles === null && <p>{t('rule.any')}</p>}
      {saving.error && <Trouble error={saving.error} />}
      <Form
        onSubmit={() => !isTooMuch && saving.mutate({ seen: version, postTitles: titles.length > 0 ? titles : null })}
        errors={isTooMuch ? [{ name: 'postTitles', message: t('rule.too_many') }] : []}
        actions={
          <Button type="submit" look="secondary" busy={saving.isPending}>
            {t('rule.save')}
          </Button>
        }
      >
        <TextArea
          name="postTitles"
          label={t('rule.field')}
          support={t('rule.support')}
          value={typed}
          onChange={setTyped}
          rows={3}
        />
      </Form>
    </Card>
  )
}
