import { useState } from 'react'
import { Button } from '#platform/ui/Button.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'

/** Words by which records are looked for, once they are said whole. */
export function SearchWords({ label, verb, onSearch }: { label: string; verb: string; onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState('')
  return (
    <Form
      onSubmit={() => onSearch(typed.trim())}
      actions={
        <Button type="submit" look="secondary">
          {verb}
        </Button>
      }
    >
      <TextField name="q" label={label} value={typed} onChange={setTyped} type="search" characters={16} />
    </Form>
  )
}
