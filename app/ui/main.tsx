import '#platform/ui/style.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ClientProvider } from '#platform/client/react.tsx'
import { LanguageProvider, rememberedLanguage } from '#platform/i18n/react.tsx'
import { showInItsFont } from '#platform/ui/fonts/load.ts'
import { ToastProvider } from '#platform/ui/Toasts.tsx'
import { api, client } from './api.ts'
import { makeQueryClient } from './queries.ts'
import { makeRouter } from './router.tsx'
import { pages } from './routes.tsx'
import { sessionQuery } from './session-query.ts'

// The first request already asks in the reader's language.
document.documentElement.lang = rememberedLanguage()
const root = document.getElementById('root')!
void showInItsFont(root)
const queries = makeQueryClient(() => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }))
const router = makeRouter(pages)

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <ClientProvider made={{ api, client }}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </ClientProvider>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
