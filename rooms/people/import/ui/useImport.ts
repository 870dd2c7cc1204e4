import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { newProgressKey, useProgress } from '../../ui/useProgress.ts'
import { type AlikeRow, answerKey, type FileName, fileNames } from '../columns.rules.ts'
import type { importing } from '../contract.ts'
import { base64Of } from './import-csv.ts'

export type Report = Output<typeof importing.importWard>
export type Chosen = Partial<Record<FileName, File>>
/** Of a file: which sheet, and what its own columns are. */
export type Reading = Partial<Record<FileName, { sheet?: string; mapping?: Record<string, string | null> }>>
type Uploads = Partial<
  Record<FileName, { name: string; base64: string; sheet?: string; mapping?: Record<string, string | null> }>
>
type Said = ReadonlyMap<string, { staffNumber: string; otherNumber: string; isSame: boolean }>
/** What is sent beside the files, as it was when they were checked. */
interface Checked {
  uploads: Uploads
  said: Said
  isRestApart: boolean
}

/** A file that the browser could not read any more. */
export class UnreadableFile extends Error {}

/**
 * Files chosen → checked → imported. What is imported is what was checked, byte for byte, even if a file has changed since;
 * choosing another file begins anew, and what was said of columns and of people who are alike stays said: whoever mends a file need not
 * answer twice. Which sheet is read is of the file that was taken away.
 */
export function useImport() {
  const client = useClient<{ importing: typeof importing }>()
  const queries = useQueryClient()
  const [files, setFiles] = useState<Chosen>({})
  const [key, setKey] = useState<string | null>(null)
  const progress = useProgress(key)
  const [reading, setReading] = useState<Reading>({})
  const [said, setSaid] = useState<Said>(new Map())
  const ask = async ({ uploads, said, isRestApart }: Checked, dryRun: boolean) => {
    const progressKey = newProgressKey()
    setKey(progressKey)
    try {
      const whenAlike = isRestApart ? ('apart' as const) : ('ask' as const)
      const input = { ...uploads, dryRun, answers: [...said.values()], whenAlike }
      return await client.importing.importWard(input, { context: { progressKey } })
    } finally {
      setKey(null)
    }
  }
  const check = useMutation({
    mutationFn: async ({ reading, isRestApart }: { reading: Reading; isRestApart: boolean }) => {
      setReading(reading)
      const checked = { uploads: await read(files, reading), said, isRestApart }
      return { checked, report: await ask(checked, true) }
    },
  })
  const run = useMutation({
    mutationFn: (checked: Checked) => ask(checked, false),
    onSuccess: () => queries.invalidateQueries(),
  })
  const choose = (file: FileName, chosen: File | undefined) => {
    const { [file]: _, ...others } = files
    const { [file]: before, ...othersRead } = reading
    const mapping = chosen && before?.mapping
    begin(chosen ? { ...others, [file]: chosen } : others)
    setReading(mapping ? { ...othersRead, [file]: { mapping } } : othersRead)
  }
  const begin = (next: Chosen) => {
    setFiles(next)
    check.reset()
    run.reset()
  }
  const restart = () => {
    begin({})
    setReading({})
    setSaid(new Map())
  }
  const say = (row: AlikeRow, isSame: boolean) => {
    const answer = { staffNumber: row.staffNumber, otherNumber: row.other.staffNumber, isSame }
    setSaid(new Map(said).set(answerKey(row.staffNumber, row.other.staffNumber), answer))
  }
  const readAs = (file: FileName, change: Reading[FileName]) => setReading({ ...reading, [file]: change })
  return { files, choose, check, run, progress, restart, reading, readAs, said, say }
}

/** What was proposed for an unknown column holds unless something else was chosen. */
export function withProposals({ files }: Report, reading: Reading): Reading {
  const told = files.map(({ file, columns }): [FileName, Reading[FileName]] => {
    const proposed = columns.flatMap(({ name, proposal }): [string, string][] => (proposal ? [[name, proposal]] : []))
    const mapping = { ...Object.fromEntries(proposed), ...reading[file]?.mapping }
    return [file, { ...reading[file], ...(Object.keys(mapping).length > 0 ? { mapping } : {}) }]
  })
  return Object.fromEntries(told)
}

async function read(files: Chosen, reading: Reading): Promise<Uploads> {
  const uploads: Uploads = {}
  for (const file of fileNames) {
    const chosen = files[file]
    if (!chosen) continue
    const base64 = await base64Of(chosen)
    if (base64 === undefined) throw new UnreadableFile(chosen.name)
    uploads[file] = { name: chosen.name, base64, ...reading[file] }
  }
  return uploads
}
