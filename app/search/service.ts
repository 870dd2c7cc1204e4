import { rolesToday } from '#app/home/service.ts'
import { adminWaysFor, waysFor } from '#app/home/ways.rules.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { translate } from '#platform/i18n/messages.ts'
import { type TownWords, townWordsOf } from '#platform/i18n/town-words.ts'
import { isFound, wantedIn } from '#platform/search/fold.ts'
import { keptTermsOf } from '#platform/search/kept.ts'
import { isReadAs, mayBeRead } from '#platform/search/reading.ts'
import type { kpi } from '#rooms/kpi/contract.ts'
import type { people } from '#rooms/people/contract.ts'
import { settleNames } from '#rooms/people/names.service.ts'
import { keepAllSearchText, listStaff, sectionNames } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { ladder, modelNodes, skillsOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { training } from '#rooms/training/contract.ts'
import { findCourses, keepCourseSearchText } from '#rooms/training/service.ts'
import type { search as contract } from './contract.ts'
import { searchMessages } from './messages.ts'
import { pagesFor } from './pages.rules.ts'

type Group = Answer<typeof contract.search>[number]
type Finding = Group['findings'][number]
type Words = ReturnType<typeof wantedIn>

const MOST_PEOPLE = 6
const MOST = 4

export async function search(ctx: Ctx, { q }: Input<typeof contract.search>): Promise<Group[]> {
  const words = wantedIn(q)
  if (words.length === 0) return []
  const [may, document, { ways, adminWays }] = await Promise.all([rightsOf(ctx), policyOn(ctx), waysOf(ctx)])
  const leadsTo = (to: string, isThere: boolean) => (isThere ? to : undefined)
  const skillsPage = ways.includes('skills') ? '/skills' : leadsTo('/skills/sections', adminWays.includes('skills'))
  const modelPage = ways.includes('model') ? '/model' : leadsTo('/line-of-sight', ways.includes('line_of_sight'))
  const groups = await Promise.all([
    may.people ? peopleIn(ctx, q) : undefined,
    may.sections ? sectionsIn(ctx, words) : undefined,
    may.courses ? coursesIn(ctx, words) : undefined,
    document && skillsPage ? among('skills', skillsIn(document, skillsPage), words) : undefined,
    document && may.kpis ? among('kpis', kpisIn(document), words) : undefined,
    document
      ? among(
          'terms',
          termsIn(ctx, document, {
            sight: leadsTo('/line-of-sight', ways.includes('line_of_sight')),
            skillsPage,
            modelPage,
          }),
          words,
        )
      : undefined,
    pagesIn(ctx, townWordsOf(document?.policy.town), pagesFor(ways, adminWays), words),
  ])
  return groups.filter((group) => group !== undefined && group.total > 0) as Group[]
}

export async function keepSearchText(ctx: Ctx) {
  await settleNames(ctx)
  const [staff, courses] = [await keepAllSearchText(ctx), await keepCourseSearchText(ctx)]
  return { looked: staff.looked + courses.looked, mended: staff.mended + courses.mended }
}

/** Nothing is found that the reader could not ask for by itself, and no person whom they could not open. */
async function rightsOf(ctx: Ctx) {
  const [list, open, sections, courses, kpis] = await Promise.all([
    ctx.may<typeof people.listStaff>('people.listStaff'),
    ctx.may<typeof people.showStaffMember>('people.showStaffMember'),
    ctx.may<typeof people.listSections>('people.listSections'),
    ctx.may<typeof training.listCourses>('training.listCourses'),
    ctx.may<typeof kpi.listKpis>('kpi.listKpis'),
  ])
  return { people: list && open, sections: sections && list && open, courses, kpis }
}

async function waysOf(ctx: Ctx) {
  const roles = await rolesToday(ctx)
  return { ways: waysFor(roles), adminWays: adminWaysFor(roles) }
}

async function peopleIn(ctx: Ctx, q: string): Promise<Group> {
  const { staff, total, isLeast } = await listStaff(ctx, { q, pageSize: MOST_PEOPLE })
  const findings = staff.map(({ staffMemberId, name, nameKana, sectionName }) => ({
    ...{ to: `/people/${staffMemberId}`, title: name, reading: nameKana, note: sectionName },
  }))
  return { kind: 'people', total, isLeast, findings }
}

async function sectionsIn(ctx: Ctx, words: Words): Promise<Group> {
  const sections = await sectionNames(ctx)
  const named = sections.map(({ sectionCode, name, parentName }) => ({
    ...finding(`/people?section=${encodeURIComponent(sectionCode)}`, name, parentName),
    also: sectionCode,
  }))
  return among('sections', named, words)
}

async function coursesIn(ctx: Ctx, words: Words): Promise<Group> {
  const { total, courses } = await findCourses(ctx, words, MOST)
  const findings = courses.map(({ courseId, title, provider }) => finding(`/training/${courseId}`, title, provider))
  return { kind: 'courses', total, isLeast: false, findings }
}

function skillsIn(document: PolicyDocument, to: string): Searched[] {
  return skillsOf(document).map(({ name, tierName, description }) => ({
    ...finding(to, name, tierName),
    also: description,
  }))
}

function kpisIn({ kpis, indicators }: PolicyDocument): Finding[] {
  return [...(kpis ?? []), ...(indicators ?? [])].map(({ id, name, unit }) => finding(`/kpi/${id}`, name, unit))
}

interface TermPages {
  readonly sight: string | undefined
  readonly skillsPage: string | undefined
  readonly modelPage: string | undefined
}

/** Words of the policy, each with what it is, where there is a page for the reader that shows them. */
function termsIn(ctx: Ctx, document: PolicyDocument, { sight, skillsPage, modelPage }: TermPages): Searched[] {
  const t = (key: keyof (typeof searchMessages)['ja'] & `term.${string}`) => ctx.t(searchMessages, key)
  // What stands on the page of the policy alone.
  const read = [
    [
      'grade',
      ladder(document).map(({ id, label, role }) => ({ name: label === id ? id : `${id} ${label}`, also: role })),
    ],
    ['role', (document.roles ?? []).map(({ name, description }) => ({ name, also: description }))],
    [
      'path',
      (document.paths ?? []).map(({ name, steps }) => ({
        name,
        also: steps.map((step) => `${step.name} ${step.text ?? ''}`).join(' '),
      })),
    ],
    [
      'plan',
      (document.plans ?? []).map(({ name, pillars }) => ({
        name,
        also: pillars
          .map((pillar) =>
            [pillar.name, ...pillar.initiatives.map((one) => (typeof one === 'string' ? one : one.name))].join(' '),
          )
          .join(' '),
      })),
    ],
    [
      'body',
      (document.bodies ?? []).map(({ name, members, text }) => ({ name, also: `${members ?? ''} ${text ?? ''}` })),
    ],
    ['pillar', (document.pillars ?? []).map(({ name, guideline }) => ({ name, also: guideline }))],
  ] as const
  const words = { mission: t('term.mission'), vision: t('term.vision'), value: t('term.value') } as const
  const terms = [
    ...(document.statements ?? []).map(({ kind, label, heading, text }) => {
      const note = label ?? (Object.hasOwn(words, kind) ? words[kind as keyof typeof words] : t('term.statement'))
      return { to: sight, title: heading ?? note, note, also: text }
    }),
    ...(document.chapters ?? []).map(({ heading, text }) => ({
      ...{ to: sight, title: heading, note: t('term.statement'), also: text },
    })),
    ...(document.desiredStaffProfile ?? []).map(({ name }) => ({ to: sight, title: name, note: t('term.trait') })),
    ...(document.pyramid?.tiers ?? []).map(({ name }) => ({ to: skillsPage, title: name, note: t('term.tier') })),
    ...read.flatMap(([part, list]) =>
      list.map(({ name, also = '' }) => ({ to: '/policy', title: name, note: t(`term.${part}`), also })),
    ),
    ...modelNodes(document).map(({ name, level }) => ({ to: modelPage, title: name, note: t(`term.${level}`) })),
  ]
  return terms.flatMap((term) => {
    const also = `${term.note} ${'also' in term ? term.also : ''}`
    return term.to ? [{ ...finding(term.to, term.title, term.note), also }] : []
  })
}

function pagesIn(ctx: Ctx, town: TownWords, pages: ReturnType<typeof pagesFor>, words: Words): Group {
  const named = pages.map(({ key, to }) => {
    const said = (['ja', 'en'] as const).flatMap((language) => [
      translate(searchMessages, language, `page.${key}`, {}, town),
      searchMessages[language][`also.${key}`],
    ])
    return {
      ...finding(to, translate(searchMessages, ctx.language, `page.${key}`, {}, town), null),
      also: said.join(' '),
    }
  })
  return among('pages', named, words)
}

interface Searched extends Finding {
  /** What it is found by besides its title. */
  readonly also?: string
}

/** Of a list that is short enough to be looked through: first those whose title begins with the first word, last those that can be read so. */
function among(kind: Group['kind'], all: readonly Searched[], words: Words): Group {
  const isReadable = mayBeRead(words)
  const found = all
    .map((one) => ({
      ...one,
      terms: keptTermsOf(one.title),
      others: one.also === undefined ? '' : keptTermsOf(one.also),
    }))
    .flatMap((one, at) => {
      if (isFound(`${one.terms} ${one.others}`, words))
        return [{ ...one, at, later: words[0]!.some((form) => one.terms.startsWith(form)) ? 0 : 1 }]
      return isReadable && isReadAs(one.title, words) ? [{ ...one, at, later: 2 }] : []
    })
    .sort((a, b) => a.later - b.later || a.at - b.at)
  const findings = found.slice(0, MOST).map(({ to, title, reading, note }) => ({ to, title, reading, note }))
  return { kind, total: found.length, isLeast: false, findings }
}

const finding = (to: string, title: string, note: string | null): Finding => ({ to, title, reading: null, note })
