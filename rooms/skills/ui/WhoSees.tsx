import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { skillsMessages } from '../messages.ts'

/** Before anyone writes anything they know who will read it (INV-S1, A5). */
export function WhoSees() {
  const t = useMessages(skillsMessages)
  return (
    <Section title={t('who.title')}>
      <ul className="list-disc space-y-1 pl-6">
        <li>{t('who.self')}</li>
        <li>{t('who.head')}</li>
        <li>{t('who.hr')}</li>
        <li>{t('who.others')}</li>
      </ul>
      <p className="mt-3">
        <Link to="/journal/me">{t('who.looked')}</Link>
      </p>
    </Section>
  )
}
