import type { Way } from '#app/home/ways.rules.ts'

/** Line drawings for the main pages, always beside their word. */
export function NavIcon({ name }: { name: Way }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="h-6 w-6 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={shapes[name]} />
    </svg>
  )
}

const shapes: Record<Way, string> = {
  home: 'M3 11 12 4l9 7M5.5 9.5V20h13V9.5M10 20v-5.5h4V20',
  line_of_sight: 'M12 3v18M8 7l4-4 4 4M5 12h5M14 12h5M5 17h5M14 17h5',
  skills: 'M12 3 21 20.5H3ZM8.8 9.3h6.4M6 15h12',
  training: 'M3 5.5c3-1 6-1 9 1 3-2 6-2 9-1V19c-3-1-6-1-9 1-3-2-6-2-9-1ZM12 6.5V20',
  team: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.3-3.7 3-6 6.5-6s6.2 2.3 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .8 3.2 2.7 3.5 5.5',
  model: 'M3 5h5v5H3ZM3 15h5v5H3ZM16 9.5h5v5h-5ZM8 7.5h3.5v4.5H16M8 17.5h3.5V12',
  admin: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4M4 12h16',
}
