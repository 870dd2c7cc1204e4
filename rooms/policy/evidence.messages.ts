import { defineMessages } from '#platform/i18n/messages.ts'
import { allKinds, type EvidenceKind, evidenceKinds } from './evidence.rules.ts'

type Key = `kind.${EvidenceKind}`
const named = (language: 'ja' | 'en') =>
  Object.fromEntries(allKinds.map((kind) => [`kind.${kind}`, evidenceKinds[kind].name[language]])) as Record<
    Key,
    string
  >

/** The words for the kinds of evidence, as their list says them. */
export const evidenceMessages = defineMessages({ ja: named('ja'), en: named('en') })
