/** In the town's time, as long as a list of what was done needs. */
export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat('ja', {
    ...({ timeZone: 'Asia/Tokyo', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
  }).format(new Date(instant))
}
