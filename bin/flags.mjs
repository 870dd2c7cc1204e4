/**
 * How the product's own process treats memory: left alone, V8 lets the heap grow for as long as the machine has any, but a
 * town's server shares its machine. Young things have 16 MiB to die in: with 4 a third of all processor time went into
 * keeping alive what an answer needed for a moment, and 34 MiB were saved by it. Old things may grow by half before they are gone
 * through: with 15 % that happened at every tenth answer of the larger ones, a quarter of their processor, and 22 MiB were saved by it
 * (docs/performance.md). While nobody asks it is cleared up as a whole (`app/command/resting.ts`), which needs to be let.
 */
export const serverFlags = ['--max-semi-space-size=16', '--heap-growing-percent=50', '--expose-gc']
