import {
  type Command,
  CommandTrouble,
  mustBeWritable,
  readGiven,
  requiredDate,
  requiredText,
  writeGiven,
} from '#platform/command/command.ts'
import { scheduling } from './contract.ts'

const exportIt: Command = {
  words: ['schedule', 'export'],
  usage: '--course CODE --from DATE --to DATE --out PROBLEM.json',
  summary: {
    ja: '一定水準に届いていない人、開催回、不在、窓口の最低人数を、schedule の問題として書き出します',
    en: 'Who has the floor ahead, the open sessions, who is away and the minimum of every counter, as a problem of schedule',
  },
  options: { course: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } },
  places: { courseCode: '--course', from: '--from', to: '--to' },
  names: [0, 0],
  async run(asked, shell) {
    const out = requiredText(asked, 'out')
    const input = {
      courseCode: requiredText(asked, 'course'),
      from: requiredDate(asked, 'from'),
      to: requiredDate(asked, 'to'),
    }
    await mustBeWritable(out, { inputs: [] })
    const problem = await shell.ask(scheduling.exportSchedule, input)
    await writeGiven(out, `${JSON.stringify(problem, null, 2)}\n`, { inputs: [] })
    const needing = problem.staff.filter(({ needs }) => needs.length > 0).length
    const counts = {
      people: needing,
      staff: problem.staff.length,
      sections: problem.sections.length,
      sessions: problem.sessions.length,
    }
    shell.print(
      { out, ...counts },
      shell.language === 'ja'
        ? `${needing}人・${counts.sections}所属・${counts.sessions}回を ${out} に書き出しました。`
        : `Wrote ${needing} people, ${counts.sections} sections and ${counts.sessions} sessions to ${out}.`,
    )
  },
}

const load: Command = {
  words: ['schedule', 'load'],
  usage: 'SOLUTION.json [--publish]',
  summary: {
    ja: 'schedule の解を、いまの記録と照らして日程案にします。--publish で席を決めます(全部か、なしか)',
    en: 'Holds a solution of schedule against the records and keeps it as a draft; --publish gives the seats, all or none',
  },
  options: { publish: { type: 'boolean' } },
  places: { solution: 'SOLUTION.json' },
  names: [1, 1],
  async run(asked, shell) {
    const solution = solutionIn(await readGiven(asked.names[0]!), asked.names[0]!, shell.language)
    const answer = await shell.ask(scheduling.loadSchedule, { solution, publish: asked.options.publish === true })
    const { scheduleDraftId, published, seats, sessions } = answer
    shell.print(
      answer,
      shell.language === 'ja'
        ? published
          ? `${sessions}回の席${seats}を決めました。`
          : `日程案${scheduleDraftId}(${sessions}回・席${seats})にしました。席はまだ決まっていません。`
        : published
          ? `Gave ${seats} seats in ${sessions} sessions.`
          : `Kept as draft ${scheduleDraftId} (${seats} seats in ${sessions} sessions). Nobody is seated yet.`,
    )
  },
}

export const schedulingCommands: readonly Command[] = [exportIt, load]

type SolutionFile = { seats: { staff: string; session: string }[] }

function solutionIn(bytes: Buffer, file: string, language: 'ja' | 'en'): SolutionFile {
  try {
    const read = JSON.parse(bytes.toString('utf8')) as SolutionFile | null
    if (read !== null && typeof read === 'object' && Array.isArray(read.seats)) return { seats: read.seats }
  } catch {
    // Said below: it is no solution.
  }
  throw new CommandTrouble(
    language === 'ja'
      ? `${file} は schedule の解(seats のある JSON)として読めません。`
      : `${file} cannot be read as a solution of schedule (JSON with seats).`,
  )
}
