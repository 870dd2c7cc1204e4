/** Every quantity that the rooms offer to KPIs and indicators; offered when this file is read. */
import { offerMeasures } from '#platform/measure/measure.ts'
import { literacyMeasures } from '#rooms/literacy/measures.ts'
import { skillsMeasures } from '#rooms/skills/measures.ts'
import { trainingMeasures } from '#rooms/training/measures.ts'

offerMeasures([...skillsMeasures, ...literacyMeasures, ...trainingMeasures])
