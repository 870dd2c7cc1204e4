import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { useList, useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import type { mvv } from '#rooms/mvv/contract.ts'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api } from '../api.ts'

type Mvv = Output<typeof mvv.showMvv>

/**
 * The statements and chapters of the policy and the desired staff, in its own words, with their source (INV-D1, D3).
 *
 * @param leads to the page on which the whole policy is read
 */
export function MvvWords({ leads = false }: { leads?: boolean }) {
  const t = useMessages(homeMessages)
  const { data, isPending } = useQuery(api.mvv.showMvv.queryOptions({ input: {} }))
  // Before a policy is in force there are no words to show; the path above says what is missing.
  if (!data) return isPending ? <Waiting shape="text" rows={3} /> : null
  return <PolicyWords words={data} {...(leads && { actions: <Link to="/policy">{t('line.policy')}</Link> })} />
}

interface PolicyWordsProps {
  words: Mvv
  actions?: ReactNode
  children?: ReactNode
}

/** The same of any policy, in force or not. */
export function PolicyWords({ words, actions, children }: PolicyWordsProps) {
  const t = useMessages(homeMessages)
  const { edition, statements, chapters, desiredStaffProfile } = words
  return (
    <Section title={t('line.mvv')} lead={t('line.mvv_lead')} actions={actions}>
      {statements && (
        <div className="grid items-start gap-4 lg:grid-cols-3">
          {statements.map((said) => (
            <Statement key={`${said.kind} ${said.text}`} said={said} edition={edition} />
          ))}
        </div>
      )}
      {desiredStaffProfile && <Profile profile={desiredStaffProfile} />}
      {chapters && <Chapters chapters={chapters} edition={edition} />}
      {children}
    </Section>
  )
}

type Said = NonNullable<Mvv['statements']>[number]

function Statement({ said, edition }: { said: Said; edition: string }) {
  const t = useMessages(mvvMessages)
  const { kind, label, heading, text, isSample } = said
  const key = `kind.${kind}`
  const name = label ?? (hasMessage(mvvMessages, key) ? t(key) : kind)
  return (
    <Card isSample={isSample}>
      {/* A value may be stated without a heading: then nothing stands for it. */}
      {heading && <p className="text-dns-14N-130 text-solid-gray-700">{name}</p>}
      <h3 className={heading ? 'text-std-20B-150 text-solid-gray-900' : 'text-dns-14N-130 text-solid-gray-700'}>
        {heading ?? name}
      </h3>
      <p className="mt-1 whitespace-pre-line">{text}</p>
      <Source of={said} edition={edition} />
    </Card>
  )
}

function Source({ of: { source, isSample }, edition }: { of: Pick<Said, 'source' | 'isSample'>; edition: string }) {
  const t = useMessages(mvvMessages)
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 text-dns-14N-130 text-solid-gray-700">
      {source && <span>{t('source.edition', { source, edition })}</span>}
      {isSample && <SampleTag />}
    </p>
  )
}

function Profile({ profile }: { profile: NonNullable<Mvv['desiredStaffProfile']> }) {
  const list = useList()
  const t = useMessages(mvvMessages)
  return (
    <Card title={t('profile')} className="mt-4">
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {profile.map(({ id, name, description, skills, skillsAreSample, isSample }) => (
          <li key={id}>
            <p className="flex flex-wrap items-center gap-x-2">
              <strong>{name}</strong>
              {isSample && <SampleTag />}
            </p>
            {description && <p>{description}</p>}
            {skills.length > 0 && (
              <p className="text-dns-14N-130 text-solid-gray-700">
                <span>{t('profile.skills')}:</span> <span>{list(skills.map((skill) => skill.name))}</span>{' '}
                {skillsAreSample && <SampleTag />}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The rest of the policy, chapter by chapter. */
function Chapters({ chapters, edition }: { chapters: NonNullable<Mvv['chapters']>; edition: string }) {
  const t = useMessages(mvvMessages)
  return (
    <Card title={t('chapters')} className="mt-4">
      {chapters.map((chapter) => (
        <section key={`${chapter.heading} ${chapter.text}`} className="mt-4 first:mt-0">
          <h3 className="text-std-16B-170">{chapter.heading}</h3>
          <p className="mt-1 max-w-[42em] whitespace-pre-line">{chapter.text}</p>
          <Source of={chapter} edition={edition} />
        </section>
      ))}
    </Card>
  )
}
