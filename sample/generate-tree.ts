import { branchPlan, type DepartmentPlan, type DivisionPlan, type UnitPlan, wardPlan } from './sections-data.ts'

/** One node of the organisation, valid in [from, to). */
export interface Place {
  readonly code: string
  readonly name: string
  readonly kind: '部' | '課' | '係'
  readonly parent: Place | null
  readonly authority: string
  readonly from: string
  /** '' while open. */
  readonly to: string
  /** The name that it bore until a day: same code, earlier row. */
  readonly earlier?: { readonly name: string; readonly to: string }
  readonly occupations: DivisionPlan['occupations']
  /** People besides its head, as shares. */
  readonly people: number
  /** Where it was until `from`, when it came out of a merger. */
  readonly before?: Place
}

export interface Tree {
  /** Every node that ever was, parents first. */
  readonly places: readonly Place[]
  /** Divisions that a merger ended and whose heads lost their post: those that did not pass it on. */
  readonly dissolved: readonly Place[]
}

const BIGGEST_PLAN = 3_300
const OPENED = ['戸籍住民課', '人事課', '情報推進課']
const MERGED = '広報広聴課'

/** The organisation for so many people: as much of the plan as they fill, and numbered branch offices beyond it. */
export function buildTree(staff: number, fiscalYear: number): Tree {
  const builder = new Builder(fiscalYear)
  const branches = staff > BIGGEST_PLAN ? Math.ceil((staff - BIGGEST_PLAN) / sizeOf(branchPlan)) : 0
  for (const department of thinned(chosen(staff), staff)) builder.department(department)
  for (let n = 1; n <= branches; n += 1) builder.department({ ...branchPlan, name: `第${n}総合支所` })
  return { places: builder.places, dissolved: builder.dissolved }
}

class Builder {
  readonly places: Place[] = []
  readonly dissolved: Place[] = []
  readonly #year: number
  readonly #opened: string
  #departments = 0

  constructor(fiscalYear: number) {
    this.#year = fiscalYear
    this.#opened = `${fiscalYear - 6}-04-01`
  }

  department(plan: DepartmentPlan): void {
    this.#departments += 1
    const number = String(this.#departments).padStart(3, '0')
    const node = { authority: plan.authority, from: this.#opened, to: '', occupations: [], people: 0 }
    const top = plan.name
      ? this.#add({ ...node, code: `${number}0000`, name: plan.name, kind: '部', parent: null })
      : null
    plan.divisions.forEach((division, index) => {
      const code = `${number}${two(index + 1)}`
      if (division.name === MERGED) this.#merged(division, code, top)
      else this.#division(division, code, top, plan.authority)
    })
  }

  #division(plan: DivisionPlan, code: string, parent: Place | null, authority: string): void {
    const renamed = { name: '情報システム課', to: `${this.#year - 1}-04-01` }
    const node = { authority, from: this.#opened, to: '', occupations: plan.occupations }
    const division = this.#add({
      ...node,
      code: `${code}00`,
      name: plan.name,
      kind: '課',
      parent,
      people: plan.direct,
      ...(plan.name === '情報推進課' ? { earlier: renamed } : {}),
    })
    plan.units.forEach((unit, index) => {
      this.#add({
        ...node,
        code: `${code}${two(index + 1)}`,
        name: unit.name,
        kind: '係',
        parent: division,
        people: unit.people,
      })
    })
  }

  /** 広報課 and 区民相談課 became one division on 1 April of this year: old codes end, new ones begin. */
  #merged(plan: DivisionPlan, code: string, parent: Place | null): void {
    const day = `${this.#year}-04-01`
    const node = { authority: '区長', occupations: plan.occupations }
    const old = { ...node, from: this.#opened, to: day, people: 0 }
    const stem = code.slice(0, 3)
    const press = this.#add({ ...old, code: `${stem}9000`, name: '広報課', kind: '課', parent })
    const advice = this.#add({ ...old, code: `${stem}9100`, name: '区民相談課', kind: '課', parent })
    this.dissolved.push(advice)
    const now = { ...node, from: day, to: '' }
    const head = this.#add({ ...now, code: `${code}00`, name: plan.name, kind: '課', parent, people: 0, before: press })
    plan.units.forEach((unit, index) => {
      const above = index === 0 ? press : advice
      const oldCode = `${above.code.slice(0, 5)}${two(index + 1)}`
      const before = this.#add({ ...old, code: oldCode, name: unit.name, kind: '係', parent: above })
      const own = { code: `${code}${two(index + 1)}`, name: unit.name, people: unit.people }
      this.#add({ ...now, ...own, kind: '係', parent: head, before })
    })
  }

  #add(place: Place): Place {
    this.places.push(place)
    return place
  }
}

/** Divisions until the people fill them: those of the personas first, then department by department. */
function chosen(staff: number): DepartmentPlan[] {
  const wanted = new Set(OPENED)
  if (staff >= 200) wanted.add(MERGED)
  const all = wardPlan.flatMap((department) => department.divisions.map((division) => ({ department, division })))
  let people = all.reduce((sum, { division }) => sum + (wanted.has(division.name) ? sizeOfDivision(division) : 0), 3)
  for (const { division } of all) {
    if (people >= staff) break
    if (wanted.has(division.name)) continue
    wanted.add(division.name)
    people += sizeOfDivision(division)
  }
  const kept = wardPlan.map((plan) => ({ ...plan, divisions: plan.divisions.filter(({ name }) => wanted.has(name)) }))
  return kept.filter(({ divisions }) => divisions.length > 0)
}

/** In a very small town at most a third leads: the divisions with most units lose their last ones. */
function thinned(plans: readonly DepartmentPlan[], staff: number): DepartmentPlan[] {
  const units = new Map<DivisionPlan, UnitPlan[]>()
  for (const { divisions } of plans) for (const division of divisions) units.set(division, [...division.units])
  let heads = plans.length + units.size + [...units.values()].reduce((sum, list) => sum + list.length, 0)
  while (heads > staff * 0.34) {
    const most = [...units.values()].reduce((a, b) => (b.length > a.length ? b : a))
    if (most.length <= 1) break
    most.pop()
    heads -= 1
  }
  return plans.map((plan) => ({ ...plan, divisions: plan.divisions.map((d) => ({ ...d, units: units.get(d)! })) }))
}

const sizeOfDivision = ({ direct, units }: DivisionPlan) =>
  1 + direct + units.reduce((sum, unit) => sum + 1 + unit.people, 0)
const sizeOf = ({ divisions }: DepartmentPlan) =>
  1 + divisions.reduce((sum, division) => sum + sizeOfDivision(division), 0)
const two = (n: number) => String(n).padStart(2, '0')
