declare module 'virtual:contracts' {
  import type { AnyContractRouter } from '@orpc/contract'

  const router: AnyContractRouter
  export default router
}
