declare module 'virtual:fonts/common.css' {}

declare module 'virtual:fonts/rare.css?url' {
  const address: string
  export default address
}

declare module 'subset-font' {
  /** A font of the characters of `text` alone (hb-subset). An empty list of features keeps none of them. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'woff2'; noHinting: boolean; keepFeatures: string[] },
  ): Promise<Buffer>
}
