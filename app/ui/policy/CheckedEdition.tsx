import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { home } from '#app/home/contract.ts'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { api } from '../api.ts'
import { CheckResult } from './CheckResult.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { usePublished } from './usePublished.ts'

/** What a checked file says; kept as a draft or published from here where nothing is wrong with it. */
export function CheckedEdition({
  text,
  result,
  onStored,
}: {
  text: string
  result: Output<typeof home.previewPolicy>
  onStored: () => unknown
}) {
  const t = useMessages(policyPageMessages)
  const [isPublishing, setPublishing] = useState(false)
  const load = useMutation(api.policy.loadPolicy.mutationOptions())
  const published = usePublished()
  const { summary } = result

  async function store(publishFrom?: string, replace = false) {
    await load.mutateAsync({ text, ...(publishFrom ? { publishFrom, ...(replace ? { replace } : {}) } : {}) })
    setPublishing(false)
    onStored()
    await published(publishFrom)
  }

  return (
    <>
      <CheckResult result={result} />
      {summary && (
        <div className="mt-4 flex flex-wrap gap-3">
          <Button onClick={() => setPublishing(true)}>{t('publish.do')}</Button>
          <Button
            look="secondary"
            busy={load.isPending && !isPublishing}
            onClick={() => store().catch(() => undefined)}
          >
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
    </>
  )
}
