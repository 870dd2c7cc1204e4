import { useQueryClient } from '@tanstack/react-query'
import { policyPageMessages } from '#app/home/policy-preview.messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { useToast } from '#platform/ui/Toasts.tsx'

/** A policy lies under nearly everything that pages show: all of it is asked for again. */
export function usePublished() {
  const t = useMessages(policyPageMessages)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const toast = useToast()
  return async (publishFrom?: string) => {
    toast({ message: publishFrom ? t('publish.done', { date: formatDate(publishFrom, language) }) : t('kept') })
    await queries.invalidateQueries()
  }
}
