import { useQuery } from '@tanstack/react-query'
import type { editions } from '#app/editions/contract.ts'
import { readingMessages } from '#app/editions/reading.messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { api } from '../../api.ts'

type ForMe = Output<typeof editions.showPolicyForMe>

/** My grade, my section, my next step: what of the policy is about me. */
export function WhatItMeansForMe() {
  const t = useMessages(readingMessages)
  const { data, error, refetch } = useQuery(api.editions.showPolicyForMe.queryOptions({ input: {} }))
  return (
    <Section title={t('me.title')}>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : data ? (
        <div className="grid items-start gap-4 lg:grid-cols-3">
          <Grade mine={data} />
          <Purpose mine={data} />
          <Next mine={data} />
        </div>
      ) : (
        <Waiting shape="cards" rows={3} />
      )}
    </Section>
  )
}

function Grade({ mine: { grade, expected, steps } }: { mine: ForMe }) {
  const t = useMessages(readingMessages)
  if (!grade) return null
  return (
    <Card title={t('me.grade')}>
      <p>
        <strong>
          {grade.id} {grade.label}
        </strong>{' '}
        {grade.isSample && <SampleTag />}
      </p>
      {grade.role && (
        <p className="mt-1">
          <span className="text-solid-gray-700">{t('me.role')}: </span>
          {grade.role}
        </p>
      )}
      {expected.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-11 cursor-pointer py-2">{t('me.expected', { n: expected.length })}</summary>
          <ul className="grid gap-2">
            {expected.map(({ skill, name, level, expected: wanted, behaviour }) => (
              <li key={skill}>
                <span className="text-std-16B-170">{name}</span>{' '}
                <span className="text-dns-14N-130 text-solid-gray-700">
                  {level === null
                    ? t('me.level.unknown', { expected: wanted })
                    : t('me.level', { expected: wanted, level })}
                </span>
                {behaviour && <span className="block">{behaviour}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {steps.length > 0 && (
        <>
          <p className="mt-2 text-std-16B-170">{t('me.steps')}</p>
          <ul className="list-disc pl-6">
            {steps.map(({ path, name, text }) => (
              <li key={`${path} ${name}`}>
                {path}: {name} {text && <span className="block">{text}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function Purpose({ mine: { section } }: { mine: ForMe }) {
  const t = useMessages(readingMessages)
  if (!section) return null
  return (
    <Card title={t('me.section')}>
      <p className="text-dns-14N-130 text-solid-gray-700">{section.name}</p>
      <p className="mt-1">
        {section.purpose ?? t('me.section.none', { section: section.name })} {section.isSample && <SampleTag />}
      </p>
      <div data-print="no" className="mt-3">
        <LinkButton look="secondary" size="small" to="/line-of-sight">
          {t('me.sight')}
        </LinkButton>
      </div>
    </Card>
  )
}

function Next({ mine: { expected, next } }: { mine: ForMe }) {
  const t = useMessages(readingMessages)
  const step = expected.find(({ skill }) => skill === next)
  return (
    <Card title={t('me.next')}>
      {step ? (
        <>
          <p className="text-std-16B-170">
            {t('me.next.level', { skill: step.name, level: step.levelName ?? String(step.expected) })}
          </p>
          {step.behaviour && <p className="mt-1">{step.behaviour}</p>}
          <div data-print="no" className="mt-3 flex flex-wrap gap-3">
            <LinkButton size="small" to="/training">
              {t('me.next.do')}
            </LinkButton>
            <LinkButton look="secondary" size="small" to="/skills">
              {t('me.next.see')}
            </LinkButton>
          </div>
        </>
      ) : (
        <p>{t(expected.length > 0 ? 'me.next.none' : 'me.next.nothing')}</p>
      )}
    </Card>
  )
}
