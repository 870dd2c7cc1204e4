import { useMessages } from '#platform/i18n/react.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { anonymityMessages } from './anonymity.messages.ts'

const parts = [
  { title: 'kept.title', lines: ['kept.1', 'kept.2', 'kept.3'] },
  { title: 'steps.title', lines: ['steps.1', 'steps.2', 'steps.3', 'steps.4', 'steps.5'], isOrdered: true },
  { title: 'check.title', lines: ['check.1', 'check.2'] },
  { title: 'risk.title', lines: ['risk.1', 'risk.2', 'risk.3'] },
  { title: 'lost.title', lines: ['lost'] },
] as const

/** What keeps nobody's name, in plain words; docs/anonymity.md has all of it. */
export function AnonymityPage() {
  const t = useMessages(anonymityMessages)
  return (
    <div className="max-w-[42em]">
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {parts.map((part) => {
        const lines = part.lines.map((key) => <li key={key}>{t(key)}</li>)
        return (
          <Section key={part.title} title={t(part.title)}>
            {'isOrdered' in part ? (
              <ol className="grid list-decimal gap-3 pl-6">{lines}</ol>
            ) : (
              <ul className="grid list-disc gap-3 pl-6">{lines}</ul>
            )}
          </Section>
        )
      })}
      <p className="mt-8 text-solid-gray-700">{t('more')}</p>
    </div>
  )
}
