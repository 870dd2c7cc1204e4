import { useState } from 'react'
import { homeMessages } from '#app/home/messages.ts'
import { useLanguage, useList, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Card, KeyValues } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { PurposeForm } from './PurposeForm.tsx'
import type { Sight } from './sight.ts'

/** What my section is for, whose words these are, the 「不」 it answers and the choices it offers. */
export function PurposeCard({ sight }: { sight: Sight }) {
  const t = useMessages(mvvMessages)
  const [isOpen, setOpen] = useState(false)
  const { purpose, section, mayStatePurpose } = sight
  const isOwn = purpose?.statedFor.sectionCode === section?.sectionCode
  return (
    <Card isSample={purpose?.isSample ?? false}>
      {isOpen && section ? (
        <PurposeForm sight={sight} section={section} onClose={() => setOpen(false)} />
      ) : (
        <>
          <Words sight={sight} />
          {mayStatePurpose && (
            <div className="mt-4">
              <Button look="secondary" size="small" onClick={() => setOpen(true)}>
                {t(purpose && isOwn ? 'purpose.edit' : 'purpose.state')}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  )
}

/** Of a section that I shall lead: what it is for, said beforehand, from the day on which I do. */
export function ComingPurpose({ sight, coming }: { sight: Sight; coming: Sight['coming'][number] }) {
  const t = useMessages(mvvMessages)
  const { language } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { section, from, purpose } = coming
  const isOwn = purpose?.statedFor.sectionCode === section.sectionCode
  const words = { section, purpose, choices: sight.choices }
  return (
    <Card isSample={purpose?.isSample ?? false}>
      <p className="mb-2 text-solid-gray-700">
        {t('purpose.coming', { section: section.name, date: formatDate(from, language) })}
      </p>
      {isOpen ? (
        <PurposeForm sight={words} section={section} validFrom={from} onClose={() => setOpen(false)} />
      ) : (
        <>
          <Words sight={words} />
          <div className="mt-4">
            <Button look="secondary" size="small" onClick={() => setOpen(true)}>
              {t(isOwn ? 'purpose.edit' : 'purpose.state')}
            </Button>
          </div>
        </>
      )}
    </Card>
  )
}

function Words({ sight: { purpose, section } }: { sight: Pick<Sight, 'purpose' | 'section'> }) {
  const t = useMessages(mvvMessages)
  const words = useMessages(homeMessages)
  const { language } = useLanguage()
  const list = useList()
  if (!purpose) return <p className="text-solid-gray-700">{words(section ? 'sight.no_purpose' : 'sight.no_section')}</p>
  const isInherited = section !== null && purpose.statedFor.sectionCode !== section.sectionCode
  const items = [
    { label: t('purpose.answers'), value: purpose.answers },
    { label: t('purpose.offers'), value: purpose.offers },
    { label: t('purpose.duties'), value: list(purpose.duties) },
  ]
  return (
    <>
      <p className="text-std-20B-150 text-solid-gray-900">{purpose.purpose}</p>
      <p className="mb-2 flex flex-wrap items-center gap-x-3 text-dns-14N-130 text-solid-gray-700">
        <span>{t('purpose.since', { date: formatDate(purpose.validFrom, language) })}</span>
        {purpose.isSample && <SampleTag />}
      </p>
      <KeyValues items={items.filter(({ value }) => value !== '')} />
      {isInherited && (
        <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
          {t('purpose.inherited', { own: section.name, section: purpose.statedFor.name })}
        </p>
      )}
    </>
  )
}
