import { useMessages } from '#platform/i18n/react.tsx'
import { pageMessages } from './messages.ts'

/** Whom HR wanted to seat and who was left as they were: nobody is passed over in silence. */
export function useLeftAsTheyWere() {
  const t = useMessages(pageMessages)
  return ({ clashing = [], notThere = [] }: { clashing?: readonly number[]; notThere?: readonly number[] }) => [
    ...(clashing.length > 0 ? [t('admin.clashing', { n: clashing.length })] : []),
    ...(notThere.length > 0 ? [t('admin.not_there', { n: notThere.length })] : []),
  ]
}
