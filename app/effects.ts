/** How the policy room learns what a publication does to people; told when this file is read. */
import { declareEffects } from '#rooms/policy/effects.service.ts'
import { findEffects } from './editions/effects.service.ts'

declareEffects(findEffects)
