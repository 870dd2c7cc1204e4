import { Button } from '../Button.tsx'
import { Select } from './Choices.tsx'
import type { Choice } from './choice.ts'

/** Several of a list, in the order in which they were chosen; each can be dropped. */
export function Several({
  name,
  label,
  support,
  chosenLabel,
  nothing,
  drop,
  choices,
  known = [],
  chosen,
  error,
  onChange,
}: {
  name: string
  label: string
  support?: string
  /** Name of the list of what was chosen. */
  chosenLabel: string
  /** What stands where nothing more is chosen. */
  nothing: string
  drop: (label: string) => string
  choices: readonly Choice[]
  /** Words of what was chosen and is not among the choices any more. */
  known?: readonly Choice[]
  chosen: readonly string[]
  error?: string | undefined
  onChange: (chosen: readonly string[]) => void
}) {
  const labelOf = (value: string) => [...choices, ...known].find((one) => one.value === value)?.label ?? value
  return (
    <div className="grid gap-2">
      <Select
        name={name}
        label={label}
        value=""
        onChange={(value) => value && onChange([...chosen, value])}
        choices={[{ value: '', label: nothing }, ...choices.filter(({ value }) => !chosen.includes(value))]}
        {...(support ? { support } : {})}
        {...(error ? { error } : {})}
      />
      {chosen.length > 0 && (
        <ul aria-label={chosenLabel} className="grid gap-1">
          {chosen.map((value) => (
            <li key={value} className="flex flex-wrap items-center gap-x-4">
              <span className="min-w-0 break-words">{labelOf(value)}</span>
              <Button look="text" size="small" onClick={() => onChange(chosen.filter((one) => one !== value))}>
                {drop(labelOf(value))}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
