/** Words for a browser by what it says of itself, in the order in which they are told apart: most name others besides themselves. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
] as const
const machines = [
  ['iPad', /\biPad\b/],
  ['iPhone', /\biPhone\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Mac', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const

/** 「Edge · Windows」: enough to know one's own machine again; null where neither is known. Versions are not kept. */
export function browserOf(userAgent: string | undefined): string | null {
  const said = userAgent?.slice(0, 1_000) ?? ''
  const named = [browsers, machines].flatMap((known) => known.find(([, pattern]) => pattern.test(said))?.[0] ?? [])
  return named.length > 0 ? named.join(' · ') : null
}
