import { useQuery } from '@tanstack/react-query'
import { homeMessages } from '#app/home/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useList, useMessages } from '#platform/i18n/react.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import type { mvv } from '#rooms/mvv/contract.ts'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api } from '../api.ts'

type Mvv = Output<typeof mvv.showMvv>

/** Mission, vision, value and the desired staff in the policy's own words, with their source (INV-D3). */
export function MvvWords() {
  const t = useMessages(homeMessages)
  const words = useMessages(mvvMessages)
  const { data, isPending } = useQuery(api.mvv.showMvv.queryOptions({ input: {} }))
  // Before a policy is in force there are no words to show; the path above says what is missing.
  if (!data) return isPending ? <Waiting shape="text" rows={3} /> : null
  return (
    <Section title={t('line.mvv')} lead={t('line.mvv_lead')}>
      <div className="grid items-start gap-4 lg:grid-cols-3">
        {(['mission', 'vision', 'value'] as const).map((key) => (
          <Statement key={key} label={words(key)} statement={data[key]} edition={data.edition} />
        ))}
      </div>
      <Profile mvv={data} />
    </Section>
  )
}

function Statement({ label, statement, edition }: { label: string; statement: Mvv['mission']; edition: string }) {
  const t = useMessages(mvvMessages)
  const { heading, text, source, isSample } = statement
  return (
    <Card isSample={isSample}>
      {/* A value may be stated without a heading: then nothing stands for it. */}
      {heading && <p className="text-dns-14N-130 text-solid-gray-700">{label}</p>}
      <h3 className={heading ? 'text-std-20B-150 text-solid-gray-900' : 'text-dns-14N-130 text-solid-gray-700'}>
        {heading ?? label}
      </h3>
      <p className="mt-1">{text}</p>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 text-dns-14N-130 text-solid-gray-700">
        {source && <span>{t('source.edition', { source, edition })}</span>}
        {isSample && <SampleTag />}
      </p>
    </Card>
  )
}

function Profile({ mvv: { desiredStaffProfile, commitments } }: { mvv: Mvv }) {
  const list = useList()
  const t = useMessages(mvvMessages)
  return (
    <Card title={t('profile')} className="mt-4">
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {desiredStaffProfile.map(({ id, name, description, skills, skillsAreSample, isSample }) => (
          <li key={id}>
            <p className="flex flex-wrap items-center gap-x-2">
              <strong>{name}</strong>
              {isSample && <SampleTag />}
            </p>
            {description && <p>{description}</p>}
            {skills.length > 0 && (
              <p className="text-dns-14N-130 text-solid-gray-700">
                {t('profile.skills')}: {list(skills.map((skill) => skill.name))} {skillsAreSample && <SampleTag />}
              </p>
            )}
          </li>
        ))}
      </ul>
      {commitments.map(({ text }) => (
        <p key={text} className="mt-4 border-solid-gray-200 border-t pt-3">
          {text}
        </p>
      ))}
    </Card>
  )
}
