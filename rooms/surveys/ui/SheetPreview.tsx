import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import type { Value } from '../answers.rules.ts'
import type { PublicList } from './ballots.ts'
import { WhatIsKept as NamedKept } from './NamedSheet.tsx'
import { Sheet, WhatIsKept } from './Sheet.tsx'
import { teamMessages } from './team.messages.ts'

export interface Previewed {
  readonly title: string
  readonly titleEn?: string | null | undefined
  readonly kind: 'anonymous' | 'named'
  readonly items: PublicList['items']
}

/** The sheet as its receivers will see it; nothing of it is sent or kept. */
export function SheetPreview({ survey, onClose }: { survey: Previewed | null; onClose: () => void }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const [answers, setAnswers] = useState<Record<string, Value>>({})
  const choose = (item: string, value: Value | undefined) => {
    const { [item]: _, ...rest } = answers
    setAnswers(value === undefined ? rest : { ...rest, [item]: value })
  }
  return (
    <SidePanel
      title={survey ? (language === 'en' && survey.titleEn) || survey.title : t('preview')}
      open={survey !== null}
      onClose={onClose}
    >
      {survey && (
        <>
          <p className="mb-4 rounded-8 bg-yellow-100 px-4 py-2">{t('preview.note')}</p>
          <Sheet
            items={survey.items}
            isNamed={survey.kind === 'named'}
            kept={
              survey.kind === 'named' ? (
                <NamedKept readers={undefined} k={USUAL_K} />
              ) : (
                <WhatIsKept items={survey.items} k={USUAL_K} />
              )
            }
            answers={answers}
            onChange={choose}
          />
        </>
      )}
    </SidePanel>
  )
}

/** As a round has it unless HR says something else. */
export const USUAL_K = 5
