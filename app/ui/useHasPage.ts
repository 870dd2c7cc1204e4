import { useRouter } from '@tanstack/react-router'

/** Tells whether an address has a page, so that no way leads nowhere. */
export function useHasPage(): (path: string) => boolean {
  const { routesByPath } = useRouter()
  return (path) => path in routesByPath
}
