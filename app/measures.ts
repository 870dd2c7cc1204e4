/** Every quantity that the rooms offer to KPIs and indicators, what of a person's records fed them, and what is kept up beside them; offered when this file is read. */
import { offerFeeds } from '#platform/measure/feeding.ts'
import { followFigures } from '#platform/measure/following.ts'
import { keepOfToday, offerFamilies, offerMeasures } from '#platform/measure/measure.ts'
import { kpiFeed } from '#rooms/kpi/feeding.service.ts'
import { attemptsFeed } from '#rooms/literacy/attempts/feeding.service.ts'
import { attemptsMeasures } from '#rooms/literacy/attempts/measures.ts'
import { literacyFeed } from '#rooms/literacy/feeding.service.ts'
import { floorByGroup } from '#rooms/literacy/floor.service.ts'
import { literacyMeasures } from '#rooms/literacy/measures.ts'
import { mvvFeed } from '#rooms/mvv/feeding.service.ts'
import { mvvMeasures } from '#rooms/mvv/measures.ts'
import { pdcaFeed } from '#rooms/pdca/feeding.service.ts'
import { peopleMeasures } from '#rooms/people/measures.ts'
import { standings } from '#rooms/skills/counting.service.ts'
import { skillsFeed } from '#rooms/skills/feeding.service.ts'
import { skillsMeasures } from '#rooms/skills/measures.ts'
import { holdings } from '#rooms/skills/roles/holding.service.ts'
import { rolesMeasures } from '#rooms/skills/roles/measures.ts'
import { surveysFeed } from '#rooms/surveys/feeding.service.ts'
import { surveysFamilies, surveysMeasures } from '#rooms/surveys/measures.ts'
import { thanksFeed } from '#rooms/thanks/feeding.service.ts'
import { thanksMeasures } from '#rooms/thanks/measures.ts'
import { trainingFeed } from '#rooms/training/feeding.service.ts'
import { trainingFamilies, trainingMeasures } from '#rooms/training/measures.ts'
import { keptRounds } from '#rooms/training/rounds/kept.service.ts'

offerMeasures([...peopleMeasures, ...mvvMeasures, ...skillsMeasures, ...literacyMeasures, ...attemptsMeasures])
offerMeasures([...rolesMeasures, ...trainingMeasures, ...surveysMeasures, ...thanksMeasures])
offerFamilies([...trainingFamilies, ...surveysFamilies])
offerFeeds([mvvFeed, skillsFeed, literacyFeed, attemptsFeed, trainingFeed, surveysFeed, thanksFeed, kpiFeed, pdcaFeed])
keepOfToday([standings, holdings, floorByGroup])
followFigures([keptRounds])
