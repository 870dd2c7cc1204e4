import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import type { LevelKind } from '#rooms/policy/evidence.rules.ts'

/** 水準2/4、期待 3(所見): a level, what the grade expects, and which kind of evidence said so. */
export function useLevelWords(highest: number) {
  const t = useMessages(uiMessages)
  const kindName = useMessages(evidenceMessages)
  return (level: number | null, expected: number | null, from: LevelKind | null) => {
    const reached = level === null ? t('level.none') : t('level.of', { level, highest })
    const words = expected === null ? reached : t('level.with_expected', { reached, level: expected })
    return from ? `${words} · ${kindName(`kind.${from}`)}` : words
  }
}
