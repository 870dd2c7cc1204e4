import type { Input } from '#platform/contract/contract.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import type { surveys } from './contract.ts'
import { keysFor, makeKeys } from './opening.service.ts'

type Opening = Input<typeof surveys.openSurveyRound>

/** Keys take some 50 ms each, so they are made before the round's transaction begins. */
export const surveysBeforehand = {
  openSurveyRound: {
    look: keysFor,
    work: (_outside, _input: Opening, wanted: Awaited<ReturnType<typeof keysFor>>) => makeKeys(wanted),
  },
} satisfies Beforehands<typeof surveys>
