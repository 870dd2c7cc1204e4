import { operationOf, problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Empty, Trouble } from '#platform/ui/States.tsx'
import { appMessages } from './messages.ts'

/**
 * In place of a page that could not be drawn. What no call to the server said is about the page itself: a window that stood open while the
 * product was renewed asks for parts that are gone, or reads answers that have another shape. Loading it anew brings both.
 */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useMessages(appMessages)
  if (problemFrom(error) || operationOf(error)) return <Trouble error={error} retry={reset} />
  const again = <Button onClick={() => globalThis.location.reload()}>{t('broken.again')}</Button>
  return (
    <>
      <PageHeading>{t('broken.title')}</PageHeading>
      <Empty title={t('broken.why')} action={again}>
        {t('broken.lead')}
      </Empty>
    </>
  )
}
