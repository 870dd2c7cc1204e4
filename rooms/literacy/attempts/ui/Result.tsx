import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { itemsMessages } from '../../items/messages.ts'
import type { attempts } from '../contract.ts'
import type { Given } from './answers.ts'
import { pageMessages } from './messages.ts'
import { useTestsApi } from './useTests.ts'

type Whole = Output<typeof attempts.showResult>
type Answered = Whole['answers'][number]

/** What was reached, where it was right, and each item with what is right and why. */
export function Result({ testAttemptId, afterwards }: { testAttemptId: number; afterwards?: ReactNode }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const api = useTestsApi()
  const { data, error, refetch } = useQuery(api.attempts.showResult.queryOptions({ input: { testAttemptId } }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  return (
    <>
      <PageHeading lead={`${data.title} · ${formatDate(data.satOn, language)}`}>{t('result.title')}</PageHeading>
      <Reached result={data} />
      {afterwards}
      <Fields fields={data.fields} />
      <Items answers={data.answers} />
      <div className="mt-8">
        <LinkButton to="/tests">{t('attempt.to_list')}</LinkButton>
      </div>
    </>
  )
}

function Reached({ result }: { result: Whole }) {
  const t = useMessages(pageMessages)
  const { level, levelName, voidedReason, ending, items, right, marks } = result
  return (
    <Card title={level === null ? t('result.failed') : t('result.passed', { level, name: levelName ?? '' })}>
      <p className="figures text-std-20B-150">{t('score.of', { items, right })}</p>
      {voidedReason !== null ? (
        <p>{t('result.voided', { reason: voidedReason })}</p>
      ) : (
        <p>{t(level === null ? 'result.failed.what' : 'result.evidence')}</p>
      )}
      {ending !== 'submitted' && <p className="text-solid-gray-700">{t(`result.${ending}`)}</p>}
      <p className="mt-3">{t('result.marks')}</p>
      <ul className="list-disc pl-6">
        {marks.map((mark) => (
          <li key={mark.level}>
            {t('result.mark', {
              level: mark.level,
              name: mark.levelName,
              needed: mark.needed,
              percent: mark.percent,
            })}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Fields({ fields }: { fields: Whole['fields'] }) {
  const t = useMessages(pageMessages)
  const name = useMessages(itemsMessages)
  return (
    <Section title={t('result.fields')}>
      <ul className="grid max-w-[32rem] gap-3">
        {fields.map(({ field, items, right }) => (
          <li key={field} className="grid gap-1">
            <p className="flex justify-between gap-4">
              <span>{name(`field.${field}`)}</span>
              <span className="figures">{t('score.of', { items, right })}</span>
            </p>
            <div aria-hidden="true" className="h-2 rounded-full bg-solid-gray-100">
              <div className="h-2 rounded-full bg-blue-800" style={{ width: `${(100 * right) / items}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Items({ answers }: { answers: readonly Answered[] }) {
  const t = useMessages(pageMessages)
  const wrong = answers.filter(({ isRight }) => !isRight)
  const [onlyWrong, choose] = useState(wrong.length > 0)
  const shown = onlyWrong ? wrong : answers
  return (
    <Section title={t('result.items')}>
      {wrong.length === 0 && <p className="mb-3">{t('result.all_right')}</p>}
      {wrong.length > 0 && (
        <div data-print="no">
          <Checkbox name="only_wrong" label={t('result.only_wrong')} checked={onlyWrong} onChange={choose} />
        </div>
      )}
      <ol className="mt-2 grid gap-4">
        {shown.map((answer) => (
          <li key={answer.place} className="rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
            <Explained answer={answer} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Explained({ answer }: { answer: Answered }) {
  const t = useMessages(pageMessages)
  const { place, stem, isRight, isSample, explanation } = answer
  return (
    <>
      <h3 className="flex flex-wrap items-center gap-3 text-std-16B-170">
        {t('attempt.number', { place })}
        <Tag tone={isRight ? 'green' : 'yellow'}>{t(isRight ? 'result.right' : 'result.wrong')}</Tag>
        {isSample && <SampleTag />}
      </h3>
      <p className="max-w-[42em] whitespace-pre-line">{stem}</p>
      <dl className="mt-3 grid gap-2">
        {!isRight && (
          <div>
            <dt className="text-dns-14N-130 text-solid-gray-700">{t('result.own')}</dt>
            <dd>
              <Said lines={linesOf(answer, answer.given)} />
            </dd>
          </div>
        )}
        <div>
          <dt className="text-dns-14N-130 text-solid-gray-700">{t('result.is_right')}</dt>
          <dd>
            <Said lines={useRightLines(answer)} />
          </dd>
        </div>
        {explanation && (
          <div>
            <dt className="text-dns-14N-130 text-solid-gray-700">{t('result.why')}</dt>
            <dd className="max-w-[42em] whitespace-pre-line">{explanation}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

function Said({ lines }: { lines: readonly string[] }) {
  const t = useMessages(pageMessages)
  if (lines.length === 0) return <>{t('result.nothing')}</>
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** What was chosen or typed, as it was read. */
function linesOf({ kind, choices, unit }: Pick<Answered, 'kind' | 'choices' | 'unit'>, given: Given): string[] {
  if (given === null) return []
  if (typeof given === 'string') return given === '' ? [] : [`${given}${unit}`]
  return given.map((place, at) => `${kind === 'ordering' ? `${at + 1}. ` : ''}${choices[place - 1] ?? ''}`)
}

function useRightLines(answer: Answered): string[] {
  const t = useMessages(pageMessages)
  const { kind, rightPlaces, rightWords, tolerance, unit } = answer
  if (rightPlaces.length > 0) return linesOf(answer, rightPlaces)
  if (kind === 'numeric') {
    const value = `${rightWords[0] ?? ''}${unit}`
    return [tolerance === '0' ? value : t('result.tolerance', { value, tolerance })]
  }
  return [t('result.accepted', { words: rightWords.join('、') })]
}
