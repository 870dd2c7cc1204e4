import { useQuery } from '@tanstack/react-query'
import { homeMessages } from '#app/home/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Tabs } from '#platform/ui/Tabs.tsx'
import { TeamSkills } from '#rooms/skills/ui/TeamSkills.tsx'
import { Approvals } from '#rooms/training/applications/ui/Approvals.tsx'
import { TeamPeople } from '#rooms/training/applications/ui/TeamPeople.tsx'
import { TeamRounds } from '#rooms/training/rounds/ui/TeamRounds.tsx'
import { TeamSchedules } from '#rooms/training/scheduling/ui/TeamSchedules.tsx'
import { api } from './api.ts'

/** チーム: what waits for the head first, then the people, then what the section can do and lacks. All three are asked for at once. */
export function TeamPage() {
  const t = useMessages(homeMessages)
  const [chosen, choose] = useChoiceInAddress('tab', tabs, { alone: true })
  const approvals = useQuery(api.training.listApprovals.queryOptions({ input: {} })).data
  const people = useQuery(api.training.showTeamTraining.queryOptions({ input: {} })).data
  const skills = useQuery(api.skills.showTeamSkills.queryOptions({ input: {} })).data
  const counts = {
    approvals: approvals && approvals.total.toDecide + approvals.total.toCover,
    people: people?.total,
    // Where nothing is known yet, no number says that nothing is lacking.
    skills: skills?.skills.some(({ assessed }) => assessed > 0)
      ? skills.skills.filter(({ below }) => below > 0).length
      : undefined,
  }
  return (
    <>
      <PageHeading
        lead={t('team.lead')}
        actions={
          <>
            <Link to="/staffing">{t('team.staffing')}</Link>
            <Link to="/team/workshop">{t('team.workshop')}</Link>
            <Link to="/team/deputies">{t('team.deputies')}</Link>
            <Link to="/team/surveys">{t('team.surveys')}</Link>
          </>
        }
      >
        {t('team.title')}
      </PageHeading>
      <Tabs
        label={t('team.tabs')}
        chosen={chosen}
        onChoose={(id) => choose(id as (typeof tabs)[number])}
        tabs={tabs.map((id) => ({
          id,
          label: t(`team.${id}`),
          count: counts[id],
          countInWords: counts[id] === undefined ? undefined : t(`team.${id}_n`, { n: counts[id] }),
          content: parts[id],
        }))}
      />
    </>
  )
}

const tabs = ['approvals', 'people', 'skills'] as const
const parts = {
  approvals: (
    <>
      <TeamSchedules />
      <Approvals />
    </>
  ),
  people: (
    <>
      <TeamRounds />
      <TeamPeople />
    </>
  ),
  skills: <TeamSkills />,
}
