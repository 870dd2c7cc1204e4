import regular from '@fontsource/biz-udpgothic/400.css?url'
import bold from '@fontsource/biz-udpgothic/700.css?url'

/**
 * Asks for BIZ UDPGothic once the page stands: 124 slices a weight, of which the browser fetches only those whose
 * characters are on the page. The text is readable in the machine's own font until then.
 */
export function loadFonts() {
  if (document.readyState === 'complete') addSheets()
  else window.addEventListener('load', addSheets, { once: true })
}

function addSheets() {
  for (const href of [regular, bold]) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
  }
}
