import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Empty, Waiting } from '#platform/ui/States.tsx'
import type { surveys } from '../contract.ts'
import { teamMessages } from './team.messages.ts'
import { textsMessages } from './texts.messages.ts'
import { useSurveysApi } from './useSurveys.ts'

type Told = Output<typeof surveys.showSurveyTexts>

/** 自由記述: what people wrote, for those alone who were named to read it. */
export function TextsPage() {
  const t = useMessages(textsMessages)
  const team = useMessages(teamMessages)
  const api = useSurveysApi()
  const { language } = useLanguage()
  const roundId = Number((useParams({ strict: false }) as { roundId?: string }).roundId)
  const [asked, setAsked] = useState<{ item?: string; words?: string; after: number }>({ after: 0 })
  const { data, error, refetch } = useQuery({
    ...api.surveys.showSurveyTexts.queryOptions({ input: { roundId, ...asked } }),
    placeholderData: keepPreviousData,
  })
  if (error) return <PageTrouble title={t('title')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const wording = (one: Told['items'][number]) => (language === 'en' && one.wordingEn) || one.wording
  const find = (words: string | undefined) =>
    setAsked({ item: data.item, after: 0, ...(words === undefined ? {} : { words }) })
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: team('title'), to: '/admin/surveys' },
          { label: team('round.title', { title: data.title, n: data.number }), to: `/admin/survey-rounds/${roundId}` },
          { label: t('title') },
        ]}
      />
      <PageHeading lead={t('lead', { team: data.team.join('・') })}>{t('title')}</PageHeading>
      <div className="max-w-[42em]">
        <Select
          name="item"
          label={t('item')}
          value={data.item}
          choices={data.items.map((one) => ({ value: one.id, label: wording(one) }))}
          onChange={(item) => setAsked({ item, after: 0 })}
        />
        {data.texts === null ? (
          <div className="mt-8">
            <Empty title={t('texts.few.title')}>{t('texts.few', { k: data.k })}</Empty>
          </div>
        ) : (
          <>
            <Groups told={data} onChoose={find} />
            <Finding key={asked.words ?? ''} words={asked.words} onFind={find} />
            <Texts
              told={data}
              words={asked.words}
              isFirst={asked.after === 0}
              onTurn={(after) => setAsked({ ...asked, after })}
            />
          </>
        )}
      </div>
    </>
  )
}

function Groups({ told: { groups, k }, onChoose }: { told: Told; onChoose: (word: string) => void }) {
  const t = useMessages(textsMessages)
  const { language } = useLanguage()
  return (
    <Section title={t('groups.title')} lead={groups.length > 0 && t('groups.lead', { k })}>
      {groups.length === 0 ? (
        <p>{t('groups.none', { k })}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {groups.map(({ word, texts }) => (
            <li key={word}>
              <Button look="secondary" size="small" onClick={() => onChoose(word)}>
                {t('groups.one', { word, n: formatNumber(texts, language) ?? '' })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Finding({ words, onFind }: { words: string | undefined; onFind: (words: string | undefined) => void }) {
  const t = useMessages(textsMessages)
  const [typed, setTyped] = useState(words ?? '')
  return (
    <div className="mt-8">
      <Form
        onSubmit={() => onFind(typed.trim() || undefined)}
        errors={[]}
        actions={
          <>
            <Button type="submit" look="secondary">
              {t('find')}
            </Button>
            {words !== undefined && (
              <Button look="text" onClick={() => onFind(undefined)}>
                {t('words.drop')}
              </Button>
            )}
          </>
        }
      >
        <TextField name="words" label={t('words')} value={typed} onChange={(value) => setTyped(value.slice(0, 100))} />
      </Form>
    </div>
  )
}

function Texts({
  told: { texts, total, next },
  words,
  isFirst,
  onTurn,
}: {
  told: Told
  words: string | undefined
  isFirst: boolean
  onTurn: (after: number) => void
}) {
  const t = useMessages(textsMessages)
  const { language } = useLanguage()
  const n = formatNumber(total, language) ?? ''
  return (
    <Section title={t('texts.title')}>
      <p role="status" className="figures mb-4">
        {words === undefined ? t('texts.total', { n }) : t('texts.some', { words, n })}
      </p>
      {total === 0 ? (
        <p>{t('texts.none')}</p>
      ) : (
        <ul className="grid gap-3">
          {texts?.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may have written the same.
            <li key={at} className="rounded-8 border border-solid-gray-300 bg-white px-4 py-3">
              <p className="wrap-anywhere whitespace-pre-line">{text}</p>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        {next !== null && (
          <Button look="secondary" onClick={() => onTurn(next)}>
            {t('more')}
          </Button>
        )}
        {!isFirst && (
          <Button look="text" onClick={() => onTurn(0)}>
            {t('back')}
          </Button>
        )}
      </div>
    </Section>
  )
}
