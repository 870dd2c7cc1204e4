/** Every quantity that the rooms offer to KPIs and indicators, and what is kept up beside them; offered when this file is read. */
import { followFigures } from '#platform/measure/following.ts'
import { keepOfToday, offerFamilies, offerMeasures } from '#platform/measure/measure.ts'
import { attemptsMeasures } from '#rooms/literacy/attempts/measures.ts'
import { floorByGroup } from '#rooms/literacy/floor.service.ts'
import { literacyMeasures } from '#rooms/literacy/measures.ts'
import { mvvMeasures } from '#rooms/mvv/measures.ts'
import { peopleMeasures } from '#rooms/people/measures.ts'
import { standings } from '#rooms/skills/counting.service.ts'
import { skillsMeasures } from '#rooms/skills/measures.ts'
import { surveysFamilies, surveysMeasures } from '#rooms/surveys/measures.ts'
import { thanksMeasures } from '#rooms/thanks/measures.ts'
import { trainingFamilies, trainingMeasures } from '#rooms/training/measures.ts'
import { keptRounds } from '#rooms/training/rounds/kept.service.ts'

offerMeasures([...peopleMeasures, ...mvvMeasures, ...skillsMeasures, ...literacyMeasures, ...attemptsMeasures])
offerMeasures([...trainingMeasures, ...surveysMeasures, ...thanksMeasures])
offerFamilies([...trainingFamilies, ...surveysFamilies])
keepOfToday([standings, floorByGroup])
followFigures([keptRounds])
