import 'virtual:fonts/common.css'
import rare from 'virtual:fonts/rare.css?url'
import { FAMILY, ownCopy, weights } from './weights.ts'

/** How long the first words wait for their font, in milliseconds; afterwards any other font is better than none. */
const PATIENCE = 800

/**
 * Asks for BIZ UDPGothic: the machine's own where it has it, else one file a weight of the common characters, and once
 * the page stands the rules for the rare ones, of which the browser fetches only those whose characters are on the page.
 * The page is built meanwhile and shown when its font is there, because words of another width would make it jump.
 */
export async function showInItsFont(page: HTMLElement): Promise<void> {
  page.style.visibility = 'hidden'
  await Promise.race([loadFonts(), new Promise((late) => setTimeout(late, PATIENCE))])
  page.style.removeProperty('visibility')
}

async function loadFonts(): Promise<void> {
  if (await hasOwn()) return
  const common = weights.map(({ weight }) => document.fonts.load(`${weight} 1em "${FAMILY}"`, 'あ'))
  // Whatever became of the common ones, the rare ones may be had.
  await Promise.allSettled(common)
  addRare()
}

function hasOwn(): Promise<boolean> {
  const own = weights.map((weight) => new FontFace('own', ownCopy(weight)).load())
  return Promise.all(own).then(
    () => true,
    () => false,
  )
}

function addRare() {
  const add = () =>
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: rare }))
  if (document.readyState === 'complete') add()
  else window.addEventListener('load', add, { once: true })
}
