import { createRoot } from 'react-dom/client'
import '#platform/ui/style.css'
import { loadFonts } from '#platform/ui/fonts.ts'

loadFonts()
createRoot(document.getElementById('root')!).render(<h1 className="text-std-32B-150 text-blue-900">はぐくみ</h1>)
