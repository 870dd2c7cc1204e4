/** Which years are closed, and what rests on a section, for those that correct something; told when this file is read. */
import { yearsAreClosedBy } from '#platform/correction/reach.ts'
import { testsResting } from '#rooms/literacy/attempts/resting.service.ts'
import { purposesResting } from '#rooms/mvv/resting.service.ts'
import { closedYears } from '#rooms/pdca/service.ts'
import { onSectionsRest } from '#rooms/people/section-records/resting.service.ts'
import { roundsResting } from '#rooms/training/rounds/resting.service.ts'
import { minimumsResting } from '#rooms/training/staffing/resting.service.ts'

yearsAreClosedBy(closedYears)
onSectionsRest([minimumsResting, roundsResting, testsResting, purposesResting])
