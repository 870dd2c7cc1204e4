import { homeMessages } from '#app/home/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { TeamSkills } from '#rooms/skills/ui/TeamSkills.tsx'
import { ApprovalsPart } from '#rooms/training/applications/ui/ApprovalsPart.tsx'
import { TeamTraining } from '#rooms/training/applications/ui/TeamTraining.tsx'

/** チーム: what waits for the head first, then who has learnt what, then what the section can do and lacks. */
export function TeamPage() {
  const t = useMessages(homeMessages)
  return (
    <>
      <PageHeading lead={t('team.lead')}>{t('team.title')}</PageHeading>
      <ApprovalsPart />
      <TeamTraining />
      <TeamSkills />
    </>
  )
}
