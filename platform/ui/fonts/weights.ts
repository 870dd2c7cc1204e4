/** The weights that pages use, and the full and PostScript names under which a machine may have them itself (Windows, Google Fonts). */
export const FAMILY = 'BIZ UDPGothic'

export const weights = [
  { weight: 400, names: ['BIZ UDPGothic', 'BIZ UDPゴシック', 'BIZ-UDPGothic', 'BIZUDPGothic-Regular'] },
  { weight: 700, names: ['BIZ UDPGothic Bold', 'BIZ UDPゴシック Bold', 'BIZ-UDPGothic-Bold', 'BIZUDPGothic-Bold'] },
] as const

export type Weight = (typeof weights)[number]

/** The machine's own copy, as a source of a font face. */
export const ownCopy = ({ names }: Weight) => names.map((name) => `local("${name}")`).join(',')
