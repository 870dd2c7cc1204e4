/** A file of these lines, as a page sends it. */
export const csv = (...lines: string[]) => ({
  name: 'f.csv',
  base64: Buffer.from([...lines, ''].join('\n')).toString('base64'),
})
