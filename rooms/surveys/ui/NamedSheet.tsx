import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { kept as keptAnswers, type Value } from '../answers.rules.ts'
import type { surveys } from '../contract.ts'
import type { SurveyItem } from '../survey.rules.ts'
import { keep, keptOf } from './kept.ts'
import { answerMessages } from './messages.ts'
import { namedMessages } from './named.messages.ts'
import { Sheet } from './Sheet.tsx'
import { useSurveysApi, useSurveysClient } from './useSurveys.ts'

type Named = Output<typeof surveys.showNamedSheet>

/** A named round as whoever is asked answers it, and answers it again until its last day. */
export function NamedSheet({ person, roundId }: { person: number; roundId: number }) {
  const api = useSurveysApi()
  const t = useMessages(answerMessages)
  const { language } = useLanguage()
  const { data, error, refetch } = useQuery(api.surveys.showNamedSheet.queryOptions({ input: { roundId } }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  return (
    <div className="max-w-[42em]">
      <PageHeading>{(language === 'en' && data.titleEn) || data.title}</PageHeading>
      {data.isOpen ? (
        <Answering key={data.version} {...{ person, roundId, named: data }} />
      ) : (
        <Empty title={t('gone')}>{t('gone.why')}</Empty>
      )}
    </div>
  )
}

function Answering({ person, roundId, named }: { person: number; roundId: number; named: Named }) {
  const t = useMessages(namedMessages)
  const words = useMessages(answerMessages)
  const { language } = useLanguage()
  const api = useSurveysApi()
  const client = useSurveysClient()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(() => keptOf(person, roundId).draft ?? named.answers)
  const [isSending, setSending] = useState(false)
  const [wrong, setWrong] = useState<ReactNode>()
  const to = formatDate(named.closesOn, language)
  const choose = (item: string, value: Value | undefined) => {
    const { [item]: _, ...rest } = chosen
    const draft = value === undefined ? rest : { ...rest, [item]: value }
    setChosen(draft)
    keep(person, roundId, { draft })
  }
  async function send() {
    const said = keptAnswers(named.items as readonly SurveyItem[], new Map(Object.entries(chosen)))
    const answers = Object.entries(said).map(([item, value]) => ({
      item,
      value: typeof value === 'object' ? [...value] : value,
    }))
    if (answers.length === 0) return setWrong(<p role="alert">{words('nothing')}</p>)
    setSending(true)
    try {
      await client.surveys.sendNamedAnswers({ roundId, answers, ...(named.version && { seen: named.version }) })
      keep(person, roundId, { draft: undefined })
      await queries.invalidateQueries({ queryKey: api.surveys.key() })
    } catch (error) {
      setWrong(<Trouble error={error} />)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      {named.version && (
        <p role="status" className="mb-6 rounded-8 bg-green-50 px-4 py-3">
          <b className="block">{words('sent.title')}</b>
          {t('sent', { to })}
        </p>
      )}
      <Sheet
        items={named.items}
        isNamed
        kept={<WhatIsKept readers={named.readers} k={named.k} to={to} />}
        answers={chosen}
        onChange={choose}
      />
      <div aria-live="polite" className="mt-6 text-error-2">
        {wrong}
      </div>
      <div className="mt-4 grid gap-3">
        <Button onClick={send} busy={isSending}>
          {t(named.version ? 'send.again' : 'send')}
        </Button>
        <p className="text-dns-14N-130 text-solid-gray-700">{words('draft.kept')}</p>
      </div>
    </>
  )
}

/** Before the first item: that it is named, who reads it, what comes of it. */
export function WhatIsKept({ readers, k, to }: { readers: readonly string[] | undefined; k: number; to?: string }) {
  const t = useMessages(namedMessages)
  return (
    <div className="rounded-8 border-2 border-yellow-700 bg-white px-4 py-3">
      <p className="font-bold">{t('named')}</p>
      <ul className="mt-2 grid list-disc gap-1 pl-6">
        <li>
          {readers === undefined
            ? t('kept.later')
            : readers.length === 0
              ? t('kept.nobody')
              : t('kept.readers', { names: readers.join('・') })}
        </li>
        <li>{t('kept.counts', { k })}</li>
        <li>{to === undefined ? t('kept.changing.later') : t('kept.changing', { to })}</li>
      </ul>
    </div>
  )
}
