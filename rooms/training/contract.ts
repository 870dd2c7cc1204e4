import { applying } from './applying/contract.ts'
import { approving } from './approving/contract.ts'
import { catalogue } from './catalogue/contract.ts'
import { covering } from './covering/contract.ts'
import { history } from './history/contract.ts'
import { recommending } from './recommending/contract.ts'
import { selecting } from './selecting/contract.ts'
import { tasks } from './tasks/contract.ts'

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
