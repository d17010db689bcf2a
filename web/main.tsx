import './style/base.css'
import './shell/nonce.ts'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { OperationError } from './client.ts'
import { router } from './routes.tsx'
import { Theme } from './shell/theme.tsx'

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ends while a page is open: asking who I am again brings the sign-in page.
    onError: (error, query) => {
      if (error instanceof OperationError && error.signedOut && query.queryKey[0] !== 'access.me')
        void queries.invalidateQueries({ queryKey: ['access.me'] })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only a server that was not reached is asked again.
      retry: (failures, error) => failures < 2 && error instanceof OperationError && error.status === 0,
      refetchOnWindowFocus: true,
    },
  },
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Theme>
        <RouterProvider router={router} />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
)
