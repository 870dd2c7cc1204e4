import { applying } from './applications/applying.contract.ts'
import { approving } from './applications/approving.contract.ts'
import { selecting } from './applications/selecting.contract.ts'
import { takingBack } from './applications/taking-back.contract.ts'
import { completion } from './attendance/completion.contract.ts'
import { attending } from './attendance/contract.ts'
import { correcting } from './attendance/correcting.contract.ts'
import { history } from './attendance/history.contract.ts'
import { ledger } from './barriers/contract.ts'
import { calendar } from './calendar/contract.ts'
import { catalogue } from './catalogue/contract.ts'
import { fitting } from './catalogue/fitting.contract.ts'
import { covering } from './cover/contract.ts'
import { planning } from './planning/contract.ts'
import { recommending } from './recommendations/contract.ts'
import { roster } from './roster/contract.ts'
import { rounds } from './rounds/contract.ts'
import { nominatingRound } from './rounds/nominating.contract.ts'
import { scheduling } from './scheduling/contract.ts'
import { drafting } from './scheduling/drafting.contract.ts'
import { mending } from './scheduling/mending.contract.ts'
import { objecting } from './scheduling/objecting.contract.ts'
import { swapping } from './scheduling/swapping.contract.ts'
import { wishing } from './scheduling/wishing.contract.ts'
import { sessions } from './sessions/contract.ts'
import { absences } from './staffing/absences.contract.ts'
import { staffing } from './staffing/contract.ts'
import { tasks } from './tasks.contract.ts'

export const training = {
  ...sessions,
  ...catalogue,
  ...fitting,
  ...staffing,
  ...absences,
  ...covering,
  ...recommending,
  ...attending,
  ...completion,
  ...history,
  ...correcting,
  ...roster,
  ...applying,
  ...approving,
  ...selecting,
  ...takingBack,
  ...rounds,
  ...nominatingRound,
  ...scheduling,
  ...objecting,
  ...mending,
  ...drafting,
  ...swapping,
  ...wishing,
  ...planning,
  ...ledger,
  ...calendar,
  ...tasks,
}
