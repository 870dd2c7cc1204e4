import { RolesHeld, RolesOf } from '#rooms/skills/roles/ui/RolesOf.tsx'
import { SkillsPage } from '#rooms/skills/ui/SkillsPage.tsx'
import { StaffSkillsPage } from '#rooms/skills/ui/StaffSkillsPage.tsx'

/** What somebody can do, and behind the picture the roles that they hold with what these ask. */
export function OwnSkills() {
  return <SkillsPage behind={({ held, pyramid }) => <RolesHeld held={held} today={pyramid.asOf} />} />
}

export function StaffSkills() {
  return <StaffSkillsPage behind={(staffMemberId) => <RolesOf staffMemberId={staffMemberId} />} />
}
