/*
 * One fixed triangle for everyone. The frame is the triangle of the highest score, 100: base `width`, height `height`, base
 * centre on the ground line. A person's triangle is the same shape on the same base centre with every length multiplied by
 * √(score / 100), so that its area is exactly score / 100 of the frame's (INV-P4). The cuts between the tiers stay at the
 * same fractions of the height, so the shape never changes, only its size.
 */

export interface Point {
  x: number
  y: number
}

export interface Frame {
  width: number
  height: number
  /** The middle of the base; y grows downward as on a screen. */
  baseCentre: Point
}

/** How much longer each side is than the frame's; the score is cut to 0…100. */
export function scaleOf(score: number): number {
  return Math.sqrt(Math.min(100, Math.max(0, score)) / 100)
}

/** Corners of the triangle of a score: left, apex, right. */
export function triangle(frame: Frame, score: number): Point[] {
  return [at(frame, score, 0, -1), at(frame, score, 1, 0), at(frame, score, 0, 1)]
}

/**
 * The tiers of a score's triangle, lowest first. `heightCuts` are the fractions of the height at which one tier ends and
 * the next begins, ascending, one fewer than there are tiers. The topmost tier is a triangle, the others trapezia.
 */
export function tiersOf(frame: Frame, score: number, heightCuts: readonly number[]): Point[][] {
  const edges = [0, ...heightCuts, 1]
  return edges.slice(1).map((top, index) => {
    const bottom = edges[index]!
    const lower = [at(frame, score, bottom, -1), at(frame, score, bottom, 1)]
    return top === 1
      ? [lower[0]!, at(frame, score, 1, 0), lower[1]!]
      : [lower[0]!, at(frame, score, top, -1), at(frame, score, top, 1), lower[1]!]
  })
}

/** Area of a polygon by the shoelace formula, in the square of the frame's unit. */
export function areaOf(points: readonly Point[]): number {
  const doubled = points.reduce((sum, { x, y }, index) => {
    const next = points[(index + 1) % points.length]!
    return sum + x * next.y - next.x * y
  }, 0)
  return Math.abs(doubled) / 2
}

/** A point of a score's triangle: `up` of its height (0 base, 1 apex), on the left (-1) or right (1) side. */
function at({ width, height, baseCentre }: Frame, score: number, up: number, side: -1 | 0 | 1): Point {
  const scale = scaleOf(score)
  return {
    x: baseCentre.x + (side * scale * width * (1 - up)) / 2,
    y: baseCentre.y - scale * height * up,
  }
}
