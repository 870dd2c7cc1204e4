/**
 * What a full line turned away was never begun (`platform/gate/gate.ts`), so that a browser may ask again without doing anything twice. It comes when it is
 * told to, and a little later by chance, so that those who were turned away together do not come back together.
 */
const TURNED_AWAY = new Set(['too_many_guests', 'too_many_of_one'])
/** Afterwards whoever asks is told, and decides. */
const TIMES = 4

export async function comingAgain(ask: () => Promise<Response>, signal?: AbortSignal | null): Promise<Response> {
  for (let time = 1; ; time++) {
    const response = await ask()
    const seconds = Number(response.headers.get('retry-after'))
    if (response.status !== 429 || time > TIMES || !Number.isFinite(seconds)) return response
    const { code } = (await response.clone().json()) as { code?: string }
    if (!TURNED_AWAY.has(code ?? '')) return response
    await pause(1_000 * seconds * (1 + Math.random() / 2), signal)
  }
}

/** Over at once where nobody wants the answer any more. */
function pause(milliseconds: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(done)
      resolve()
    })
  })
}
