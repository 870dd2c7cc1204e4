/** Who tells those that correct something which years are closed; told when this file is read. */
import { yearsAreClosedBy } from '#platform/correction/reach.ts'
import { closedYears } from '#rooms/pdca/service.ts'

yearsAreClosedBy(closedYears)
