import { randomInt } from 'node:crypto'
import { type Command, oneOf, optionDate, optionText, requiredDate, requiredText } from '#platform/command/command.ts'
import { people } from './contract.ts'

const createAdmin: Command = {
  words: ['admin', 'create'],
  usage: '[--login NAME] [--role it|hr]',
  summary: {
    ja: '最初の管理者を作り、初回のパスワードを表示します(HAGUKUMI_PASSWORD があればそれを使います)',
    en: 'Creates the first administrator and prints a first password (HAGUKUMI_PASSWORD is used where set)',
  },
  options: { login: { type: 'string' }, role: { type: 'string' } },
  places: { loginName: '--login', password: 'HAGUKUMI_PASSWORD' },
  names: [0, 0],
  async run(asked, shell) {
    const password = shell.env.HAGUKUMI_PASSWORD || firstPassword()
    const { loginName } = await shell.ask(people.createAdministrator, {
      loginName: optionText(asked, 'login') ?? 'admin',
      password,
      role: oneOf('--role', optionText(asked, 'role') ?? 'it', ROLES),
    })
    const shown = shell.env.HAGUKUMI_PASSWORD ? {} : { password }
    const text = shell.language === 'ja' ? `ログイン名 ${loginName}` : `Login name ${loginName}`
    const secret =
      shell.language === 'ja'
        ? `初回のパスワード ${password}(サインイン後に変更します)`
        : `First password ${password} (to be changed at sign-in)`
    shell.print({ loginName, ...shown }, shell.env.HAGUKUMI_PASSWORD ? text : `${text}\n${secret}`)
  },
}

const grant: Command = {
  words: ['grant'],
  usage: 'STAFF ROLE --from DATE [--to DATE] [--reason TEXT]',
  summary: {
    ja: '職員番号に役割(hr・it・executive)を付けます',
    en: 'Gives a staff number a role (hr, it, executive) from a date on',
  },
  options: { from: { type: 'string' }, to: { type: 'string' }, reason: { type: 'string' } },
  places: { staffNumber: 'STAFF', validFrom: '--from', validTo: '--to', reason: '--reason' },
  names: [2, 2],
  async run(asked, shell) {
    const [staffNumber, role] = asked.names as [string, string]
    const validTo = optionDate(asked, 'to')
    const reason = optionText(asked, 'reason')
    const answer = await shell.ask(people.grantRole, {
      staffNumber,
      role: oneOf('ROLE', role, GRANTED),
      validFrom: requiredDate(asked, 'from'),
      ...(validTo ? { validTo } : {}),
      ...(reason ? { reason } : {}),
    })
    shell.print(answer, shell.language === 'ja' ? '役割を付けました。' : 'Granted.')
  },
}

const revoke: Command = {
  words: ['revoke'],
  usage: 'STAFF ROLE --from DATE [--reason TEXT]',
  summary: { ja: '役割をその日から外します', en: 'Takes a role away from a date on' },
  options: { from: { type: 'string' }, reason: { type: 'string' } },
  places: { staffNumber: 'STAFF', validTo: '--from', reason: '--reason' },
  names: [2, 2],
  async run(asked, shell) {
    const [staffNumber, role] = asked.names as [string, string]
    const reason = optionText(asked, 'reason')
    const answer = await shell.ask(people.revokeRole, {
      staffNumber,
      role: oneOf('ROLE', role, GRANTED),
      validTo: requiredDate(asked, 'from'),
      ...(reason ? { reason } : {}),
    })
    shell.print(answer, shell.language === 'ja' ? '役割を外しました。' : 'Revoked.')
  },
}

const persons: Command = {
  words: ['roles', 'persons'],
  usage: '1|2 --from DATE --reason TEXT',
  summary: {
    ja: '画面で役割を付けるのに必要な人数を決めます(二人が初めの設定。ごく小さな町は一人にできます)',
    en: 'Says how many people it takes to give a role in the browser (two at first; a very small town may say one)',
  },
  options: { from: { type: 'string' }, reason: { type: 'string' } },
  places: { persons: '1|2', validFrom: '--from', reason: '--reason' },
  names: [1, 1],
  async run(asked, shell) {
    const answer = await shell.ask(people.setRolePersons, {
      persons: oneOf('1|2', asked.names[0]!, ['1', '2'] as const) === '1' ? 1 : 2,
      validFrom: requiredDate(asked, 'from'),
      reason: requiredText(asked, 'reason'),
    })
    const { persons, validFrom } = answer
    const ja = `${validFrom}から、役割は${persons === 1 ? '一人で付けられます' : 'もう一人が確認すると有効になります'}。記録に残しました。`
    const en = `From ${validFrom} on it takes ${persons === 1 ? 'one person' : 'two people'} to give a role. It stands in the journal.`
    shell.print(answer, shell.language === 'ja' ? ja : en)
  },
}

export const peopleCommands: readonly Command[] = [createAdmin, grant, revoke, persons]

const ROLES = ['hr', 'it'] as const
const GRANTED = [...ROLES, 'executive'] as const

/** 20 letters without look-alikes: some 98 bits. */
function firstPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  return Array.from({ length: 20 }, () => letters[randomInt(letters.length)]).join('')
}
