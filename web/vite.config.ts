import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Builds the web app into web/dist with hashed names; `assetsInlineLimit: 0` keeps data: addresses out, which the content policy refuses. */
export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: `${here}dist`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Ant Design's Table alone is above Vite's default warning; routes load it only where it is used.
    chunkSizeWarningLimit: 900,
  },
})
