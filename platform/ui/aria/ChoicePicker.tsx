import { useState } from 'react'
import type { Choice } from '../form/choice.ts'
import type { ControlAttributes } from '../form/Field.tsx'
import { useFinds } from '../found.ts'
import { Combo, ComboItem } from './Combo.tsx'

/** One of many known words, found by typing part of one as everything is found (platform/search). */
export function ChoicePicker({
  control,
  value,
  choices,
  onChange,
}: {
  control: ControlAttributes
  value: string | null
  choices: readonly Choice[]
  onChange: (value: string) => void
}) {
  const listed = useSame(choices)
  const [isEntered, setEntered] = useState(false)
  const finds = useFinds(isEntered)
  const alsoOf = new Map(listed.map(({ label, also }) => [label, also]))
  const chosen = listed.find((one) => one.value === value)?.label
  return (
    <Combo<Choice>
      control={control}
      isWhole
      defaultItems={listed}
      selectedKey={value === null ? null : keyOf(value)}
      // Null is a field that was emptied: what was chosen stays until something else is.
      onSelectionChange={(key) => key !== null && onChange(String(key).slice(1))}
      // While the field says what is chosen, whatever opened the list, nothing was typed that would shorten it.
      defaultFilter={(label, typed) => typed === chosen || finds(typed, label, alsoOf.get(label))}
      onFocus={() => setEntered(true)}
    >
      {({ value: one, label }) => (
        <ComboItem id={keyOf(one)} text={label}>
          {label}
        </ComboItem>
      )}
    </Combo>
  )
}

/** The same list as long as the same words are chosen from: another one is built anew, hundreds of lines at each letter typed anywhere in the form. */
function useSame(choices: readonly Choice[]) {
  const [listed, setListed] = useState(choices)
  const isSame =
    listed.length === choices.length &&
    listed.every(({ value, label, also }, at) => {
      const one = choices[at]!
      return value === one.value && label === one.label && also === one.also
    })
  if (!isSame) setListed(choices)
  return isSame ? listed : choices
}

/** A choice of nothing has an empty value, which is no key. */
const keyOf = (value: string) => `=${value}`
