import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { kept as keptAnswers, type Value } from '../answers.rules.ts'
import type { SurveyItem } from '../survey.rules.ts'
import { ballotOf, bring, ListTrouble, type PublicList, send } from './ballots.ts'
import { ChangesBefore } from './ChangesBefore.tsx'
import { type Kept, keep, keptOf } from './kept.ts'
import { answerMessages } from './messages.ts'
import { isAnonymous, type Mine } from './mine.ts'
import { NamedSheet } from './NamedSheet.tsx'
import { Sheet, WhatIsKept } from './Sheet.tsx'
import { useSurveysApi, useSurveysClient } from './useSurveys.ts'

/** A round as its receiver answers it: what is kept, the items, one press. */
export function AnswerSheet({
  person,
  roundId,
  isPart = false,
}: {
  person: number
  roundId: number
  /** On a page that asks it in its own place: without a heading of its own. */
  isPart?: boolean
}) {
  const api = useSurveysApi()
  const { data, error, refetch } = useQuery(api.surveys.listMySurveyRounds.queryOptions({ input: {} }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const own = data.find((one) => one.roundId === roundId)
  if (own && !isAnonymous(own)) return <NamedSheet {...{ person, roundId }} />
  return <AnonymousSheet {...{ person, roundId, own, isPart }} />
}

function AnonymousSheet({
  person,
  roundId,
  own,
  isPart,
}: {
  person: number
  roundId: number
  own: Mine | undefined
  isPart: boolean
}) {
  const t = useMessages(answerMessages)
  const { language } = useLanguage()
  const api = useSurveysApi()
  const list = useQuery(api.surveys.showSurveyRound.queryOptions({ input: { roundId } }))
  if (list.error) return <Trouble error={list.error} retry={list.refetch} />
  if (!list.data) return <Waiting shape="page" />
  return (
    <div className="max-w-[42em]">
      {!isPart && <PageHeading>{(language === 'en' && list.data.titleEn) || list.data.title}</PageHeading>}
      {own ? (
        <Answering person={person} mine={own} list={list.data} />
      ) : (
        <Empty title={t('gone')}>{t('gone.why')}</Empty>
      )}
      {!isPart && <ChangesBefore roundId={roundId} />}
    </div>
  )
}

function Answering({ person, mine, list }: { person: number; mine: Mine; list: PublicList }) {
  const t = useMessages(answerMessages)
  const client = useSurveysClient()
  const api = useSurveysApi()
  const queries = useQueryClient()
  const [kept, setKept] = useState<Kept>(() => keptOf(person, mine.roundId))
  const [wrong, setWrong] = useState<ReactNode>()
  const own = { client, person, mine }
  const isDone = mine.receiptRedeemed || kept.isSent
  const isOpen = !isDone && !mine.onPaper
  // Drawn here only where a page before this one has not had the time to.
  const drawing = useQuery({
    queryKey: ['survey-ballot', person, mine.roundId],
    queryFn: async () => {
      const drawn = await ballotOf(own)
      if (drawn) setKept(drawn)
      return drawn !== undefined
    },
    ...{ enabled: isOpen, retry: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  })
  if (isDone) return <Arrived />
  if (mine.onPaper) return <Empty title={t('on_paper.title')}>{t('on_paper')}</Empty>
  if (drawing.error instanceof ListTrouble) return <p role="alert">{t('list.trouble')}</p>
  if (drawing.error) return <Trouble error={drawing.error} retry={drawing.refetch} />
  if (drawing.isPending) return <Waiting shape="page" />

  async function again() {
    try {
      const drawn = await ballotOf(own, { reissue: true })
      if (drawn) setKept(drawn)
    } catch (error) {
      setWrong(<Trouble error={error} />)
    }
  }
  if (!kept.ballot) {
    return (
      <>
        <Empty title={t('lost.title')} action={<Button onClick={again}>{t('lost.again')}</Button>}>
          {t('lost')}
        </Empty>
        {wrong}
      </>
    )
  }

  const draft = kept.draft ?? {}
  const choose = (item: string, value: Value | undefined) => {
    const { [item]: _, ...rest } = keptOf(person, mine.roundId).draft ?? {}
    setKept(keep(person, mine.roundId, { draft: value === undefined ? rest : { ...rest, [item]: value } }))
  }
  async function press() {
    const said = keptAnswers(list.items as readonly SurveyItem[], new Map(Object.entries(draft)))
    const answers = Object.entries(said).map(([item, value]) => ({ item, value }))
    if (answers.length === 0) return setWrong(<p role="alert">{t('nothing')}</p>)
    try {
      await send(own, answers)
    } catch (error) {
      const said = error instanceof Error && error.message
      return setWrong(<p role="alert">{said || t('not_taken')}</p>)
    }
    setKept(keptOf(person, mine.roundId))
    // A while of chance later, or at the next visit: when a receipt comes must not tell when the answers did.
    setTimeout(
      () => {
        bring(own)
          .then(() => queries.invalidateQueries({ queryKey: api.surveys.key() }))
          .catch(() => undefined)
      },
      60_000 + Math.random() * 1_200_000,
    )
  }
  return (
    <>
      <Sheet items={list.items} kept={<WhatIsKept {...list} team={mine.team} />} answers={draft} onChange={choose} />
      <div aria-live="polite" className="mt-6 text-error-2">
        {wrong}
      </div>
      <div className="mt-4 grid gap-3">
        <Button onClick={press}>{t('send')}</Button>
        <p className="text-dns-14N-130 text-solid-gray-700">{t('draft.kept')}</p>
      </div>
    </>
  )
}

function Arrived() {
  const t = useMessages(answerMessages)
  return (
    <div role="status">
      <Section title={t('sent.title')}>
        <p>{t('sent')}</p>
      </Section>
    </div>
  )
}
