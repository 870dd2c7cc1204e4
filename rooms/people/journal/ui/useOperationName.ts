import { hasMessage } from '#platform/i18n/messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { journalWording } from '../wording.messages.ts'

/** What an operation is called where people read of it: `auth.signIn` → サインイン; undefined where it has no words. */
export function useOperationName() {
  const t = useMessages(journalWording)
  return (operation: string) => {
    const key = `operation.${operation}`
    return hasMessage(journalWording, key) ? t(key) : undefined
  }
}
