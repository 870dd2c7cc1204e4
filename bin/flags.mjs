/**
 * How the product's own process treats memory: left alone, V8 lets the heap grow for as long as the machine has any, but a
 * town's server shares its machine.
 */
export const serverFlags = ['--max-semi-space-size=4', '--heap-growing-percent=15']
