import { useParams } from '@tanstack/react-router'
import { AnswerSheet } from '#rooms/surveys/ui/AnswerSheet.tsx'
import { MissingPage } from './Missing.tsx'
import { useSession } from './session.ts'

/** A survey, as one of those whom it asks answers it. */
export function SurveyPage() {
  const { signedIn } = useSession()
  const roundId = Number(useParams({ strict: false }).roundId)
  const person = signedIn?.staffMemberId ?? null
  return person === null || !(roundId > 0) ? <MissingPage /> : <AnswerSheet person={person} roundId={roundId} />
}
