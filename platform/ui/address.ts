import { useNavigate, useSearch } from '@tanstack/react-router'

/**
 * One choice among several, kept in the address so that a link and the back button bring it back; the first is what stands
 * where the address says nothing. `alone` drops what else the address says; with `steps` each choice is a page of its own, and the
 * back button goes to the one before.
 */
export function useChoiceInAddress<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  { alone = false, steps = false } = {},
): [Choice, (chosen: Choice) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const first = choices[0]!
  return [
    choices.find((one) => one === search[key]) ?? first,
    (chosen) =>
      void navigate({
        to: '.',
        replace: !steps,
        resetScroll: false,
        search: (before: Record<string, unknown>) => ({
          ...(alone ? {} : before),
          [key]: chosen === first ? undefined : chosen,
        }),
      } as Parameters<typeof navigate>[0]),
  ]
}
