import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Link } from '#platform/ui/Link.tsx'
import { useTurn } from '#platform/ui/turn.ts'
import { isSentFromHere } from './kept.ts'
import { answerMessages } from './messages.ts'
import { type AskingRound, isAnonymous } from './mine.ts'
import { namedMessages } from './named.messages.ts'
import { useSurveysApi, useSurveysClient } from './useSurveys.ts'

/**
 * Under every page, where it moves nothing that is read, and once a page that was opened has what it asked for: the surveys that ask this person.
 * Ballots are drawn here by themselves, whenever any page is opened, so that drawing says nothing of when somebody answers; and receipts are
 * brought that an earlier visit has left. `address`: of the page; the start page itself says which surveys wait, and a survey's own page need not
 * lead to itself.
 */
export function OpenRounds({ person, address }: { person: number; address: string | undefined }) {
  const api = useSurveysApi()
  const client = useSurveysClient()
  const queries = useQueryClient()
  const isQuiet = useQuiet()
  const { data } = useQuery({
    ...api.surveys.listMySurveyRounds.queryOptions({ input: {}, staleTime: FRESH }),
    enabled: isQuiet,
  })
  useEffect(() => {
    const open = (data ?? []).filter(isAnonymous).filter(({ receiptRedeemed }) => !receiptRedeemed)
    if (open.length === 0) return
    const keepUp = async () => {
      const { ballotOf, bring } = await import('./ballots.ts')
      for (const mine of open) {
        if (!mine.onPaper) await ballotOf({ client, person, mine })
        await bring({ client, person, mine })
      }
      await queries.invalidateQueries({ queryKey: api.surveys.key() })
    }
    // The page of the survey says what is wrong; nobody has to hear of it elsewhere.
    void keepUp().catch(() => undefined)
  }, [data, client, person, queries, api])
  const asking = (data ?? []).filter(
    (round) =>
      addressOf(round) !== address &&
      (!isAnonymous(round) || !(round.receiptRedeemed || isSentFromHere(person, round.roundId))),
  )
  return address === '/' || asking.length === 0 ? null : <Asking rounds={asking} />
}

const addressOf = ({ roundId }: AskingRound) => `/surveys/${roundId}`

/** Whether the window has been open for so long that its first page has surely been drawn. */
function useQuiet(): boolean {
  const [isQuiet, setQuiet] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), QUIET)
    return () => clearTimeout(timer)
  }, [])
  return isQuiet
}

/** Comes when what is read above has come. */
function Asking({ rounds }: { rounds: readonly AskingRound[] }) {
  const { language } = useLanguage()
  const says = useSays()
  const { part, hasCome } = useTurn<HTMLDivElement>({ isLast: true })
  return (
    <div ref={part} hidden={!hasCome} data-print="no">
      <ul className="mt-8 grid gap-2">
        {rounds.map((round) => (
          <li key={round.roundId} className="rounded-8 border border-solid-gray-300 bg-white px-4 py-2">
            <Link to={addressOf(round)}>
              {says(round, {
                title: (language === 'en' && round.titleEn) || round.title,
                to: formatDate(round.closesOn, language, 'short'),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function useSays() {
  const t = useMessages(answerMessages)
  const named = useMessages(namedMessages)
  return (round: AskingRound, values: { title: string; to: string }) => {
    if (isAnonymous(round)) return t(round.onPaper ? 'open.on_paper' : 'open', values)
    return named(round.hasAnswered ? 'open.named_answered' : 'open.named', values)
  }
}

/** Milliseconds for which the list is not asked for again. */
const FRESH = 600_000
/** Milliseconds. */
const QUIET = 1_500
