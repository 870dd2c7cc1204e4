import { Decline } from '#app/persons/ui/Decline.tsx'
import { Joining } from '#app/persons/ui/Joining.tsx'
import { RecordPage as PersonsRecord } from '#rooms/people/records/ui/RecordPage.tsx'

/** One person's record, with what reaches over all rooms. */
export function RecordPage() {
  return <PersonsRecord Decline={Decline} Joining={Joining} />
}
