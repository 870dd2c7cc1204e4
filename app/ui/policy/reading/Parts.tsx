import type { ReactNode } from 'react'
import { readingMessages } from '#app/editions/reading.messages.ts'
import { useLanguage, useList, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Card, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { demandOf, whoIn } from '#rooms/policy/demand.rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { crossingRoles, floorOf, modelNodes, skillsOf } from '#rooms/policy/rules.ts'
import { Marked } from './marked.tsx'

type Named = { readonly name: string; readonly isSample?: boolean }

/** The parts that say who does what by when; a part that the policy has not stands nowhere. */
export function Parts({ document }: { document: PolicyDocument }) {
  return (
    <>
      <Pillars document={document} />
      <Plans document={document} />
      <Bodies document={document} />
      <Grades document={document} />
      <Roles document={document} />
      <Paths document={document} />
      <Terms document={document} />
    </>
  )
}

function Pillars({ document: { pillars } }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  return (
    pillars && (
      <Section title={t('pillars.title')}>
        <Cards>
          {pillars.map((pillar) => (
            <One key={pillar.id} of={pillar}>
              {pillar.guideline && (
                <p className="text-solid-gray-700">{t('pillars.guideline', { guideline: pillar.guideline })}</p>
              )}
            </One>
          ))}
        </Cards>
        <Marked parts={['pillars']} />
      </Section>
    )
  )
}

function Plans({ document }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const { language } = useLanguage()
  const skillsSaid = useNames(skillsOf(document))
  const nodesSaid = useNames(modelNodes(document))
  const when = (time: number | string) =>
    typeof time === 'number' ? formatFiscalYear(time, language) : formatDate(time, language)
  return (
    document.plans && (
      <Section title={t('plans.title')}>
        <Cards>
          {document.plans.map((plan) => (
            <One key={plan.name} of={plan}>
              <p className="text-solid-gray-700">{t('plans.term', { from: when(plan.from), to: when(plan.to) })}</p>
              <Wanted document={document} plan={plan} pillar={null} />
              {plan.pillars.map((pillar) => (
                <div key={pillar.name} className="mt-2">
                  <p className="text-std-16B-170">
                    {pillar.name} {pillar.isSample && !plan.isSample && <SampleTag />}
                  </p>
                  <ul className="list-disc pl-6">
                    {pillar.initiatives.map((initiative) => {
                      const {
                        name,
                        people,
                        skills = [],
                        activities = [],
                        isSample = false,
                      } = typeof initiative === 'string' ? { name: initiative } : initiative
                      const more = [
                        ...(people ? [t('plans.people', { n: people })] : []),
                        ...(skills.length > 0 ? [t('plans.skills', { skills: skillsSaid(skills) })] : []),
                        ...(activities.length > 0
                          ? [t('plans.activities', { activities: nodesSaid(activities) })]
                          : []),
                      ]
                      return (
                        <li key={name}>
                          {name} {isSample && !pillar.isSample && !plan.isSample && <SampleTag />}
                          {more.length > 0 && <span className="block text-solid-gray-700">{more.join(' · ')}</span>}
                        </li>
                      )
                    })}
                  </ul>
                  <Wanted document={document} plan={plan} pillar={pillar} />
                </div>
              ))}
            </One>
          ))}
        </Cards>
        <Marked parts={['plans']} />
      </Section>
    )
  )
}

/** People whom a plan or one of its pillars wants, by year; what is a sample is marked where neither of them is. */
function Wanted({ document, plan, pillar }: { document: PolicyDocument; plan: Named; pillar: Named | null }) {
  const t = useMessages(readingMessages)
  const { language } = useLanguage()
  const list = useList()
  const whoOf = whoIn(document)
  const wanted = demandOf(document).filter((one) => one.plan === plan.name && one.pillar === (pillar?.name ?? null))
  const isMarkedAbove = plan.isSample || pillar?.isSample
  return wanted.map((one) => (
    <p key={whoOf(one).join()} className="text-solid-gray-700">
      {t('plans.wanted', {
        who: whoOf(one).join('・'),
        years: list(
          one.stated.map(({ fiscalYear, people }) =>
            t('plans.wanted.year', { year: formatFiscalYear(fiscalYear, language), n: people }),
          ),
        ),
      })}{' '}
      {!isMarkedAbove && one.stated.some(({ isSample }) => isSample) && <SampleTag />}
    </p>
  ))
}

function Bodies({ document: { bodies, review } }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const { language } = useLanguage()
  const list = useList()
  return (
    <>
      {bodies && (
        <Section title={t('bodies.title')}>
          <Cards>
            {bodies.map((body) => (
              <One key={body.name} of={body} tag={t(`bodies.${body.role}`)}>
                {body.text && <p>{body.text}</p>}
                {body.members && (
                  <p className="text-solid-gray-700">{t('bodies.members', { members: body.members })}</p>
                )}
                {body.with && <p className="text-solid-gray-700">{t('bodies.with', { with: list(body.with) })}</p>}
              </One>
            ))}
          </Cards>
          <Marked parts={['bodies']} />
        </Section>
      )}
      {review && (
        <Section title={t('review.title')}>
          <Card>
            {review.everyYears && <p>{t('review.everyYears', { years: review.everyYears })}</p>}
            {review.by && <p>{t('review.by', { by: review.by })}</p>}
            {review.next && <p>{t('review.next', { date: formatDate(review.next, language) })}</p>}
          </Card>
          <Marked parts={['review']} />
        </Section>
      )}
    </>
  )
}

function Grades({ document: { organisation } }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const said = organisation?.grades.filter(({ role }) => role !== undefined) ?? []
  if (said.length === 0) return null
  return (
    <Section title={t('grades.title')}>
      <Card>
        <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[max-content_1fr]">
          {said.map(({ id, label, role, isSample }) => (
            <div key={id} className="contents">
              <dt className="text-std-16B-170">
                {id} {label} {isSample && <SampleTag />}
              </dt>
              <dd className="min-w-0 max-w-[42em]">{role}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Marked parts={['organisation']} />
    </Section>
  )
}

function Roles({ document }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const list = useList()
  const crossing = crossingRoles(document)
  if (crossing.length === 0) return null
  return (
    <Section title={t('roles.title')}>
      <Cards>
        {crossing.map((role) => {
          const { perSection, sectionKind, share, count } = role.wanted ?? {}
          const expected = role.expected.map(({ skill, level }) => t('roles.skill', { skill, level }))
          const wanted = [
            ...(perSection
              ? [t('wanted.perSection', { n: perSection, kind: sectionKind ?? t('wanted.section') })]
              : []),
            ...(share ? [t('wanted.share', { n: Math.round(share * 1000) / 10 })] : []),
            ...(count ? [t('wanted.count', { n: count })] : []),
          ]
          return (
            <One key={role.id} of={role}>
              {role.description && <p>{role.description}</p>}
              {expected.length > 0 && (
                <p className="text-solid-gray-700">{t('roles.expected', { skills: list(expected) })}</p>
              )}
              {wanted.length > 0 && <p className="text-solid-gray-700">{list(wanted)}</p>}
            </One>
          )
        })}
      </Cards>
      <Marked parts={['roles']} />
    </Section>
  )
}

function Paths({ document }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const list = useList()
  const skillsSaid = useNames(skillsOf(document))
  return (
    document.paths && (
      <Section title={t('paths.title')}>
        <Cards>
          {document.paths.map((path) => (
            <One key={path.id} of={path} tag={t(`paths.${path.kind}`)}>
              <ol className="list-decimal pl-6">
                {path.steps.map(({ name, text, grades = [], skills = [], courses = [] }) => (
                  <li key={name} className="mt-1">
                    {name} {grades.length > 0 && <span className="text-solid-gray-700">({list(grades)})</span>}
                    {text && <span className="block">{text}</span>}
                    {skills.length > 0 && (
                      <span className="block text-solid-gray-700">
                        {t('paths.skills', { skills: skillsSaid(skills) })}
                      </span>
                    )}
                    {courses.length > 0 && (
                      <span className="block text-solid-gray-700">
                        {t('paths.courses', { courses: list(courses) })}
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            </One>
          ))}
        </Cards>
        <Marked parts={['paths']} />
      </Section>
    )
  )
}

/** Each word of the pages with the policy's own sentence. */
function Terms({ document }: { document: PolicyDocument }) {
  const t = useMessages(readingMessages)
  const { literacy, model, pyramid } = document
  const outcomes = [
    ...(model?.directOutcomes ?? []),
    ...(model?.intermediateOutcomes ?? []),
    ...(model?.finalOutcomes ?? []),
  ].filter(({ description }) => description)
  const floor = floorOf(document)
  const terms = [
    ...(pyramid?.tiers ?? []).flatMap(({ id, name, nature, skills, isSample }) => [
      { id: `tier ${id}`, name, of: t('terms.tier'), says: nature, isSample },
      ...skills.map((skill) => ({
        ...{ id: skill.id, name: skill.name, of: name, says: skill.description, isSample: skill.isSample },
      })),
    ]),
    ...(literacy
      ? [
          {
            ...{ id: 'floor', name: literacy.name, of: t('terms.floor'), isSample: literacy.isSample },
            says: [...floor.map(({ name, floorLevel }) => `${name} ${floorLevel}`), literacy.population.note].join(
              ' · ',
            ),
          },
        ]
      : []),
    ...outcomes.map(({ id, name, description, isSample }) => ({
      ...{ id, name, of: t('terms.outcome'), says: description!, isSample },
    })),
  ]
  if (terms.length === 0) return null
  return (
    <Section title={t('terms.title')} lead={t('terms.lead')}>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {terms.map(({ id, name, of, says, isSample }) => (
          <div key={id}>
            <dt>
              <dfn className="text-std-16B-170 not-italic">{name}</dfn>{' '}
              <span className="text-dns-14N-130 text-solid-gray-700">{of}</span> {isSample && <SampleTag />}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Cards({ children }: { children: ReactNode }) {
  return <ul className="grid items-start gap-4 md:grid-cols-2">{children}</ul>
}

function One({ of: { name, isSample = false }, tag, children }: { of: Named; tag?: string; children: ReactNode }) {
  return (
    <li className="h-full rounded-12 border border-solid-gray-200 bg-white p-4">
      <h3 className="flex flex-wrap items-center gap-x-2 text-std-16B-170">
        {name} {tag && <span className="text-dns-14N-130 text-solid-gray-700">{tag}</span>} {isSample && <SampleTag />}
      </h3>
      {children}
    </li>
  )
}

function useNames(of: readonly { readonly id: string; readonly name: string }[]): (ids: readonly string[]) => string {
  const list = useList()
  const names = new Map(of.map(({ id, name }) => [id, name]))
  return (ids) => list(ids.map((id) => names.get(id) ?? id))
}
