import { applying } from './applications/applying.contract.ts'
import { approving } from './applications/approving.contract.ts'
import { selecting } from './applications/selecting.contract.ts'
import { takingBack } from './applications/taking-back.contract.ts'
import { completion } from './attendance/completion.contract.ts'
import { attending } from './attendance/contract.ts'
import { correcting } from './attendance/correcting.contract.ts'
import { history } from './attendance/history.contract.ts'
import { catalogue } from './catalogue/contract.ts'
import { covering } from './cover/contract.ts'
import { recommending } from './recommendations/contract.ts'
import { scheduling } from './scheduling/contract.ts'
import { objecting } from './scheduling/objecting.contract.ts'
import { sessions } from './sessions/contract.ts'
import { absences } from './staffing/absences.contract.ts'
import { staffing } from './staffing/contract.ts'
import { tasks } from './tasks.contract.ts'

export const training = {
  ...sessions,
  ...catalogue,
  ...staffing,
  ...absences,
  ...covering,
  ...recommending,
  ...attending,
  ...completion,
  ...history,
  ...correcting,
  ...applying,
  ...approving,
  ...selecting,
  ...takingBack,
  ...scheduling,
  ...objecting,
  ...tasks,
}
