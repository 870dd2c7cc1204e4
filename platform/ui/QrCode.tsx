import { encode } from 'uqr'

/** A text for a camera, as one path, black on white with the quiet zone that readers want. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label={label}
      data-address={text}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full bg-white"
    >
      <path d={squares.join('')} fill="black" />
    </svg>
  )
}
