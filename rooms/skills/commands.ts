import { type Command, optionDate } from '#platform/command/command.ts'
import { skills } from './contract.ts'
import { skillsMessages } from './messages.ts'

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
    const { whole, sections, skills: of, ...told } = await shell.ask(skills.showSkillsMap, asOf ? { asOf } : {})
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
