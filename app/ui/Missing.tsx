import type { AdminWay } from '#app/home/ways.rules.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { appMessages } from './messages.ts'

/** A page of 管理 that belongs to a role which the reader does not have today. */
export function OthersPage({ way }: { way: AdminWay }) {
  const t = useMessages(appMessages)
  return (
    <>
      <PageHeading>{t(`admin.${way}`)}</PageHeading>
      <Empty title={t('others.title')} action={<LinkButton to="/">{t('missing.home')}</LinkButton>}>
        {t('others.lead')}
      </Empty>
    </>
  )
}

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
