import {
  type Asked,
  BadValue,
  type Command,
  oneOf,
  optionText,
  optionWhole,
  readGiven,
  requiredDate,
  requiredText,
  type Shell,
} from '#platform/command/command.ts'
import { type MessageValues, translate } from '#platform/i18n/messages.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { surveys } from './contract.ts'
import { surveysMessages } from './messages.ts'
import { attributes, MOST_SEED } from './opening.rules.ts'
import { checkSurvey, toldIn } from './survey.rules.ts'

const load: Command = {
  words: ['survey', 'load'],
  usage: 'FILE.yaml',
  summary: {
    ja: '調査をファイルから登録します。誤りがあれば行と理由を示し、何も変えません。設問を変えたものは新しい版になります',
    en: 'Loads a survey from its file; with a fault, told by its line, nothing is changed. Changed items make a new version',
  },
  names: [1, 1],
  async run({ names: [path] }, shell) {
    const bytes = await readGiven(path!)
    const { problems } = checkSurvey(bytes)
    if (problems.length > 0) {
      const told = toldIn(shell.language, problems)
      const lines = told.map((one) => `${path}:${one.line}:${one.column} ${one.path} ${one.message}`)
      shell.print({ problems: told }, lines.join('\n'))
      throw new Refusal('faulty_survey', { count: problems.length })
    }
    const answer = await shell.ask(surveys.loadSurvey, { text: bytes.toString('utf8') })
    const { changed, ...told } = answer
    const lines = [
      say(shell, told.isNew ? 'loaded' : 'unchanged', { ...told, isNew: '' }),
      ...(changed.length > 0 ? [say(shell, 'changed', { items: changed.join(', ') })] : []),
    ]
    shell.print(answer, lines.join('\n'))
  },
}

const open: Command = {
  words: ['survey', 'open'],
  usage:
    'SURVEY --from DATE --to DATE [--sections CODES] [--attributes A,B] [--level KIND] [--k N] [--share PERCENT] [--seed N] [--categories A,B]',
  summary: {
    ja: '調査の回を開きます。対象の人・まとまり・鍵はこのとき決まり、後からは変えられません',
    en: 'Opens a round of a survey. Receivers, cells and keys are fixed then and cannot be changed afterwards',
  },
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    sections: { type: 'string' },
    attributes: { type: 'string' },
    level: { type: 'string' },
    k: { type: 'string' },
    share: { type: 'string' },
    seed: { type: 'string' },
    categories: { type: 'string' },
  },
  places: {
    survey: 'SURVEY',
    from: '--from',
    to: '--to',
    sections: '--sections',
    level: '--level',
    k: '--k',
    share: '--share',
    seed: '--seed',
    employmentCategories: '--categories',
  },
  names: [1, 1],
  async run(asked, shell) {
    const level = optionText(asked, 'level')
    const k = optionWhole(asked, 'k', [0, 1_000])
    const share = optionWhole(asked, 'share', [1, 99])
    const seed = optionWhole(asked, 'seed', [0, MOST_SEED])
    const answer = await shell.ask(
      surveys.openSurveyRound,
      {
        ...{ survey: asked.names[0]!, from: requiredDate(asked, 'from'), to: requiredDate(asked, 'to') },
        ...{
          sections: listOf(asked, 'sections'),
          attributes: listOf(asked, 'attributes').map((one) => oneOf('--attributes', one, attributes)),
        },
        ...(level === undefined ? {} : { level }),
        ...(k === undefined ? {} : { k }),
        ...{ employmentCategories: listOf(asked, 'categories') },
        ...(share === undefined ? {} : { share }),
        ...(seed === undefined ? {} : { seed }),
      },
      (stage) => stage,
    )
    const { roundId: round, receivers, cells, merged } = answer
    shell.print(answer, say(shell, 'opened', { round, receivers, cells: cells.length, merged: merged.length }))
  },
}

const close: Command = {
  words: ['survey', 'close'],
  usage: 'ROUND --reason TEXT',
  summary: {
    ja: '調査の回を最後の日より前に締め切ります。回答を投票券から切り離し、鍵を消します',
    en: 'Closes a round before its last day: answers are cut from their ballots, and the keys are destroyed',
  },
  options: { reason: { type: 'string' } },
  places: { reason: '--reason', roundId: 'ROUND' },
  names: [1, 1],
  async run(asked, shell) {
    const reason = requiredText(asked, 'reason')
    const roundId = roundOf(asked)
    const answer = await shell.ask(surveys.closeSurveyRound, { roundId, reason })
    shell.print(answer, say(shell, 'closed', { round: roundId, ...answer }))
  },
}

const takeBack: Command = {
  words: ['survey', 'take-back'],
  usage: 'ROUND --reason TEXT',
  summary: {
    ja: '以前に行って持ち込んだ回を、誤りだったときに取り下げます。理由が記録に残ります',
    en: 'Takes back a round that was brought along wrongly; the reason stays in the journal',
  },
  options: { reason: { type: 'string' } },
  places: { reason: '--reason', roundId: 'ROUND' },
  names: [1, 1],
  async run(asked, shell) {
    const reason = requiredText(asked, 'reason')
    const answer = await shell.ask(surveys.takeBackSurveyRound, { roundId: roundOf(asked), reason })
    shell.print(answer, say(shell, 'taken_back', { round: answer.roundId, answers: answer.answers }))
  },
}

const extend: Command = {
  words: ['survey', 'extend'],
  usage: 'ROUND --to DATE --reason TEXT',
  summary: {
    ja: '開いている調査の回の最後の日を延ばします。対象の人・まとまり・鍵は変わりません',
    en: 'Moves the last day of an open round to a later one; receivers, cells and keys stay as they are',
  },
  options: { to: { type: 'string' }, reason: { type: 'string' } },
  places: { to: '--to', reason: '--reason', roundId: 'ROUND' },
  names: [1, 1],
  async run(asked, shell) {
    const input = { roundId: roundOf(asked), to: requiredDate(asked, 'to'), reason: requiredText(asked, 'reason') }
    const answer = await shell.ask(surveys.extendSurveyRound, input)
    shell.print(answer, say(shell, 'extended', { round: input.roundId, ...answer }))
  },
}

const results: Command = {
  words: ['survey', 'results'],
  usage: 'ROUND --item ITEM [--by ATTRIBUTE]',
  summary: {
    ja: '締め切った回の結果を設問ごとに示します。人数が少ないものと、全員の答えが分かるものは出しません',
    en: 'Shows how an item of a closed round was answered; what speaks of too few, or says what all answered, is left out',
  },
  options: { item: { type: 'string' }, by: { type: 'string' } },
  places: { item: '--item', by: '--by', roundId: 'ROUND' },
  names: [1, 1],
  async run(asked, shell) {
    const item = requiredText(asked, 'item')
    const by = optionText(asked, 'by')
    const answer = await shell.ask(surveys.showSurveyResults, {
      ...{ roundId: roundOf(asked), item },
      ...(by === undefined ? {} : { by: oneOf('--by', by, attributes) }),
    })
    const { rows, sheets = 0, sheetsDrawn = 0, ...counts } = answer
    const lines = rows.map(({ n, distribution, favourable: _, status: __, ...place }) =>
      say(shell, 'row', {
        place: Object.values(place).join(' ') || say(shell, 'whole'),
        counts: distribution
          ? [`n=${n}`, ...Object.entries(distribution).map(([value, count]) => `${value}:${count}`)].join(' ')
          : say(shell, 'hidden'),
      }),
    )
    const onPaper = sheets > 0 ? [say(shell, 'sheets', { sheets, both: sheetsDrawn })] : []
    shell.print(answer, [say(shell, 'results', counts), ...onPaper, ...lines].join('\n'))
  },
}

export const surveyCommands: readonly Command[] = [load, open, extend, close, takeBack, results]

function listOf(asked: Asked, name: string): string[] {
  return (optionText(asked, name) ?? '').split(',').filter((part) => part !== '')
}

function roundOf({ names: [name] }: Asked): number {
  if (!/^[1-9]\d{0,14}$/.test(name!)) throw new BadValue('ROUND', name!, '1, 2, …')
  return Number(name)
}

type Said = Extract<keyof (typeof surveysMessages)['ja'], `command.${string}`>

function say(
  { language }: Shell,
  key: Said extends `command.${infer Name}` ? Name : never,
  values: MessageValues = {},
) {
  return translate(surveysMessages, language, `command.${key}`, values)
}
