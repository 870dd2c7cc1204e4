import { useMessages } from '#platform/i18n/react.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { appMessages } from './messages.ts'

/** An address that leads nowhere. */
export function MissingPage() {
  const t = useMessages(appMessages)
  return (
    <>
      <PageHeading lead={t('missing.lead')}>{t('missing.title')}</PageHeading>
      <LinkButton to="/">{t('missing.home')}</LinkButton>
    </>
  )
}
