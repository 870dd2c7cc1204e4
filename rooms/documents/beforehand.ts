/** A PDF takes a second and a thread, and no connection: the year is read once access is given, and printed before the transaction begins. */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import type { documents } from './contract.ts'
import { lookForFile, lookForIssue, makeAll, makeDraft } from './service.ts'

type File = Input<typeof documents.showDocumentFile>
type Issue = Input<typeof documents.issueDocument>

export const documentsBeforehand = {
  showDocumentFile: {
    look: (ctx: Ctx, input: File) => lookForFile(ctx as Ctx<typeof documents.showDocumentFile>, input),
    work: (_outside, { format }: File, wanted: Awaited<ReturnType<typeof lookForFile>>) => makeDraft(wanted, format),
  },
  issueDocument: {
    look: (ctx: Ctx, input: Issue) => lookForIssue(ctx as Ctx<typeof documents.issueDocument>, input),
    work: (_outside, _input: Issue, printed: Awaited<ReturnType<typeof lookForIssue>>) => makeAll(printed),
  },
} satisfies Beforehands<typeof documents>
