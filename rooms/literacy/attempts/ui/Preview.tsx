import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { adminMessages } from './admin.messages.ts'
import { SheetItems } from './SheetItems.tsx'
import { useTestsApi } from './useTests.ts'

/** The test as somebody might get it; another press draws another one. */
export function Preview({ testId }: { testId: number }) {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const [seed, setSeed] = useState<number | null>(null)
  const { data, error } = useQuery({
    ...api.attempts.previewTest.queryOptions({ input: { testId, seed: seed ?? 0 } }),
    enabled: seed !== null,
  })
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setSeed(1)}>
        {t('preview')}
      </Button>
      <SidePanel
        title={t('preview.title', { title: data?.title ?? '' })}
        open={seed !== null}
        onClose={() => setSeed(null)}
      >
        {error && <Trouble error={error} />}
        {!error && !data && <Waiting shape="text" />}
        {data && (
          <>
            <SheetItems items={data.items} />
            <Button look="secondary" size="small" onClick={() => setSeed((seed ?? 0) + 1)}>
              {t('preview.again')}
            </Button>
          </>
        )}
      </SidePanel>
    </>
  )
}
