import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Editions } from './policy/Editions.tsx'
import { FrameworkFile } from './policy/FrameworkFile.tsx'
import { NewEdition } from './policy/NewEdition.tsx'
import { WorkshopLink } from './policy/workshop/DraftsPage.tsx'

/** 方針ファイル: what is in force, what came before, and the way of a new edition: check, look, keep or publish. */
export function PolicyPage() {
  const t = useMessages(policyPageMessages)
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      <WorkshopLink />
      <Editions />
      <NewEdition />
      <FrameworkFile />
    </>
  )
}
