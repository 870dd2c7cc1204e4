import { applying } from './applications/applying.contract.ts'
import { approving } from './applications/approving.contract.ts'
import { selecting } from './applications/selecting.contract.ts'
import { history } from './attendance/history.contract.ts'
import { catalogue } from './catalogue/contract.ts'
import { covering } from './cover/contract.ts'
import { recommending } from './recommendations/contract.ts'
import { tasks } from './tasks.contract.ts'

export const training = {
  ...catalogue,
  ...applying,
  ...covering,
  ...approving,
  ...selecting,
  ...recommending,
  ...history,
  ...tasks,
}
