import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { useSkillNames } from './useSkillNames.ts'

const AT_FIRST = 5

/** Why the area is as large as it is: each piece of evidence with the points it added, latest first. */
export function AddedAreas({ pyramid }: { pyramid: Output<typeof skills.showPyramid> }) {
  const t = useMessages(skillsMessages)
  const kindName = useMessages(evidenceMessages)
  const { language } = useLanguage()
  const nameOf = useSkillNames()
  const [all, setAll] = useState(false)
  const moving = pyramid.evidence.filter(({ area }) => area !== 0)
  if (moving.length === 0) return null
  return (
    <div className="mt-6">
      <h3 className="mb-2 text-std-16B-170">{t('areas.title')}</h3>
      <ul className="divide-y divide-solid-gray-200">
        {(all ? moving : moving.slice(0, AT_FIRST)).map(
          ({ skillEvidenceId, skill, kind, level, asOf, source, area }) => (
            <li key={`${skillEvidenceId} ${skill}`} className="flex items-baseline justify-between gap-4 py-2">
              <span className="min-w-0">
                <span className="block">{nameOf(skill)}</span>
                <span className="text-dns-14N-130 text-solid-gray-700">
                  {[
                    formatDate(asOf, language),
                    kindName(`kind.${kind}`),
                    source,
                    level !== null && t('level', { level }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="figures shrink-0 text-std-16B-170">{signed(area, language)}</span>
            </li>
          ),
        )}
      </ul>
      {moving.length > AT_FIRST && (
        <Button look="text" size="small" onClick={() => setAll(!all)}>
          {all ? t('areas.fewer') : t('areas.all', { n: moving.length })}
        </Button>
      )}
      {pyramid.earlierArea !== 0 && <p>{t('areas.earlier', { area: signed(pyramid.earlierArea, language) })}</p>}
    </div>
  )
}

function signed(area: number, language: string): string {
  return area.toLocaleString(language, {
    signDisplay: 'exceptZero',
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  })
}
