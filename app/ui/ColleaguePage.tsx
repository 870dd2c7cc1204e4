import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#platform/i18n/react.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { DirectoryPersonPage } from '#rooms/people/ui/DirectoryPersonPage.tsx'
import { RecommendDialog } from '#rooms/training/recommendations/ui/RecommendDialog.tsx'
import { api } from './api.ts'
import { appMessages } from './messages.ts'
import { useSession } from './session.ts'

/** A colleague as the directory shows them, with the ways to what else of them the reader may see. */
export function ColleaguePage() {
  return <DirectoryPersonPage actions={Ways} />
}

function Ways({ person }: { person: { staffMemberId: number; name: string } }) {
  const t = useMessages(appMessages)
  const { staffMemberId } = person
  const { signedIn } = useSession()
  // Ways lead from one colleague to another; an account for administration only has none.
  const isColleague = signedIn?.staffMemberId != null
  const { data } = useQuery(api.home.showColleagueWays.queryOptions({ input: { staffMemberId }, enabled: isColleague }))
  return data?.ways.map((way) =>
    way === 'recommend' ? (
      <RecommendDialog key={way} person={person} size="medium" />
    ) : (
      <LinkButton key={way} to={addressOf(way, staffMemberId)}>
        {t(`colleague.${way}`)}
      </LinkButton>
    ),
  )
}

function addressOf(way: 'ownSkills' | 'skills' | 'thanks' | 'record', staffMemberId: number): string {
  if (way === 'ownSkills') return '/skills'
  if (way === 'thanks') return `/thanks?to=${staffMemberId}`
  return way === 'record' ? `/admin/records/${staffMemberId}` : `/skills/staff/${staffMemberId}`
}
