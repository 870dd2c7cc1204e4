import { Joins } from '#app/persons/ui/Joins.tsx'
import { RecordsPage as PersonsRecords } from '#rooms/people/records/ui/RecordsPage.tsx'

/** Records of staff, with what reaches over all rooms. */
export function RecordsPage() {
  return <PersonsRecords Waiting={Joins} />
}
