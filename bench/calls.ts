/** What people wait for most: the calls that are measured, who makes them, and what was asked of them. */
import type { BigSection } from './section.ts'
import { type Server, signIn } from './ward.ts'

export interface Call {
  readonly name: string
  readonly path: string
  readonly cookie: string
  /** Milliseconds at most: in an ordinary ward, and in one ten times as large where that may be more. */
  readonly asked?: { readonly ordinary: number; readonly large?: number }
  /** Measured once more while somebody else writes, for which `asked` holds too. */
  readonly isWrittenUnder: boolean
  /** Asked by several at once as well. */
  readonly isAskedAtOnce: boolean
  /** What the bar, if any, says about growth from 2,800 to 28,000. */
  readonly growth?: number
}

export interface Callers {
  readonly staff: string
  readonly head: string
  readonly executive: string
  readonly hr: string
  readonly bigHead: string
}

export async function signInAll({ url }: Server, { headToken }: BigSection): Promise<Callers> {
  const [staff, head, executive, hr] = [
    await signIn(url, 'staff'),
    await signIn(url, 'sectionHead'),
    await signIn(url, 'executive'),
    await signIn(url, 'hr'),
  ]
  return { staff, head, executive, hr, bigHead: `hagukumi_session=${headToken}` }
}

export async function callsOf({ url }: Server, { staff, head, executive, hr, bigHead }: Callers): Promise<Call[]> {
  const me = await ask<{ staffMemberId: number }>(`${url}/api/me`, staff)
  const { kpis } = await ask<{ kpis: { id: string; measure: string | null }[] }>(`${url}/api/kpis`, executive)
  const counted = kpis.find(({ measure }) => measure === 'literacy.shareAtFloor')!.id
  const draft = await beginDraft(url, hr)
  const quiet = { isWrittenUnder: false, isAskedAtOnce: false }
  const atOnce = { isWrittenUnder: false, isAskedAtOnce: true }
  const disturbed = { isWrittenUnder: true, isAskedAtOnce: false }
  return [
    { name: "person's own page", path: '/api/me/home', cookie: staff, asked: { ordinary: 8 }, ...atOnce },
    { name: 'skill list', path: `/api/staff/${me.staffMemberId}/skills`, cookie: staff, ...atOnce },
    { name: "person's training", path: '/api/me/training', cookie: staff, ...atOnce },
    { name: 'own skills, page in one answer', path: '/api/me/skills', cookie: staff, asked: { ordinary: 5 }, ...quiet },
    { name: "head's team, skills", path: '/api/team/skills', cookie: head, ...atOnce },
    { name: 'skills of 120 people', path: '/api/team/skills', cookie: bigHead, asked: { ordinary: 10 }, ...disturbed },
    {
      name: 'approvals, 120 people, 313 open',
      path: '/api/team/approvals',
      cookie: bigHead,
      asked: { ordinary: 25 },
      ...disturbed,
    },
    {
      name: 'KPIs of the model',
      path: '/api/kpis',
      cookie: executive,
      ...kpiBar,
      isWrittenUnder: true,
      isAskedAtOnce: true,
    },
    { name: 'page of a KPI', path: `/api/kpis/${counted}`, cookie: staff, ...kpiBar, ...disturbed },
    { name: 'a KPI by section', path: `/api/kpis/${counted}`, cookie: executive, ...kpiBar, ...disturbed },
    { name: 'literacy board', path: '/api/literacy/board', cookie: executive, ...kpiBar, ...disturbed },
    {
      name: 'skills by section, all skills',
      path: '/api/skills/sections',
      cookie: executive,
      ...questionBar,
      ...disturbed,
    },
    { name: 'completion by course', path: '/api/training/completion', cookie: executive, ...questionBar, ...disturbed },
    {
      name: 'opening a draft of the policy',
      path: `/api/policy/drafts/${draft}`,
      cookie: hr,
      asked: { ordinary: 100 },
      ...quiet,
    },
    { name: 'a draft for those who decide', path: `/api/policy/drafts/${draft}/reading`, cookie: executive, ...quiet },
    { name: 'numbers beside a draft', path: `/api/policy/drafts/${draft}/figures`, cookie: hr, ...quiet },
    { name: 'comparing two editions', path: '/api/policy/comparison', cookie: hr, asked: { ordinary: 200 }, ...quiet },
    { name: 'booklet as PDF', path: '/api/policy/booklet?format=pdf', cookie: hr, asked: { ordinary: 3000 }, ...quiet },
  ]
}

/** A draft of the sample policy, as the workshop opens it, or of another text. */
export async function beginDraft(url: string, cookie: string, other?: { readonly text: string }): Promise<number> {
  const [edition] = await ask<{ policyEditionId: number }[]>(`${url}/api/policy/editions`, cookie)
  const from = other ?? { policyEditionId: edition!.policyEditionId }
  const response = await fetch(`${url}/api/policy/drafts`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'bench', ...from }),
  })
  if (!response.ok) throw new Error(`No draft was begun: ${response.status}`)
  return ((await response.json()) as { workingDraftId: number }).workingDraftId
}

const kpiBar = { asked: { ordinary: 5, large: 8 } } as const
const questionBar = { asked: { ordinary: 15 }, growth: 1.3 } as const

export async function ask<T>(url: string, cookie: string): Promise<T> {
  const response = await fetch(url, { headers: { cookie } })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text) as T
}
