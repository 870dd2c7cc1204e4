import { type Command, ifLaidDown, optionDate } from '#platform/command/command.ts'
import { skills } from './contract.ts'
import { skillsMessages } from './messages.ts'

/** Of a policy without a pyramid: every part is absent. */
const nothing = {
  ...{ asOf: null, highestLevel: null, isSample: null, populationNote: null },
  ...{ skills: null, threshold: null, whole: null, rows: null },
}

const map: Command = {
  words: ['skills', 'map'],
  usage: '[--as-of DATE]',
  summary: {
    ja: '所属ごとに、スキルの水準ごとの人数を示します(小さい所属はまとめます)',
    en: 'How many people of each section are at which level of each skill; small sections are counted together',
  },
  options: { 'as-of': { type: 'string' } },
  places: { asOf: '--as-of' },
  names: [0, 0],
  async run(asked, shell) {
    const asOf = optionDate(asked, 'as-of')
    const found = await ifLaidDown(shell.ask(skills.showSkillsMap, asOf ? { asOf } : {}))
    if (found === null) return shell.print(nothing, skillsMessages[shell.language]['map.not_laid_down'])
    const { whole, sections, skills: of, ...told } = found
    const cells = (one: typeof whole) =>
      one.cells.map((cell, place) => {
        const known = cell.levels.reduce((sum, people) => sum + people, 0)
        return { skill: of[place]!.skill, ...cell, unassessed: one.people - known }
      })
    const rows = sections.map(({ sectionCode, name, holds, within, isOpen: _, ...row }) => ({
      /** Codes from the root down; the last one alone where the row shows its own people. */
      section:
        sectionCode === null || sectionCode === within.at(-1) ? within.join('/') : [...within, sectionCode].join('/'),
      ...{ name, holds, isOwn: sectionCode !== null && sectionCode === within.at(-1) },
      ...{ people: row.people, cells: cells(row) },
    }))
    const rest = skillsMessages[shell.language]['map.rest']
    const line = (name: string, one: { people: number; cells: ReturnType<typeof cells> }) =>
      [name, one.people, ...one.cells.map(({ levels, unassessed }) => [...levels, unassessed].join('/'))].join('\t')
    shell.print(
      { ...told, skills: of, whole: { people: whole.people, cells: cells(whole) }, rows },
      [
        ['', '', ...of.map(({ name }) => name)].join('\t'),
        line(told.asOf, { people: whole.people, cells: cells(whole) }),
        ...rows.map((row) => line([row.name ?? rest, ...row.holds].join('、'), row)),
      ].join('\n'),
    )
  },
}

export const skillsCommands: readonly Command[] = [map]
