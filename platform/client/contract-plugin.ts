import { minifyContractRouter } from '@orpc/contract'
import type { Plugin } from 'vite'
import { type Contract, toRouter } from '#platform/contract/contract.ts'

const NAME = 'virtual:contracts'

/** Gives the browser methods and paths of the operations as JSON; schemas and Zod stay on the server. */
export function contractsPlugin(contracts: Readonly<Record<string, Contract>>): Plugin {
  return {
    name: 'contracts',
    resolveId: { filter: { id: /^virtual:contracts$/ }, handler: () => `\0${NAME}` },
    load: {
      filter: { id: /^\0virtual:contracts$/ },
      handler: () => `export default ${JSON.stringify(minifyContractRouter(toRouter(contracts)))}`,
    },
  }
}
