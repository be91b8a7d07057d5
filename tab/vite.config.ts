import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const nothing = fileURLToPath(new URL('src/views/statement/nothing.ts', import.meta.url));

export default defineConfig({
  // relative: the same build is served below /tab/ by the server and by the practice pages
  base: './',
  plugins: [react()],
  resolve: {
    // teamsfx and the consent window share one MSAL, and its cache
    dedupe: ['@azure/msal-browser'],
    conditions: ['tokendesk:src', ...defaultClientConditions],
    // jsPDF loads these for HTML and SVG, which a statement has not: 280 kB less to serve
    alias: Object.fromEntries(['html2canvas', 'canvg', 'dompurify'].map((name) => [name, nothing])),
  },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // the two others are the window in which a technician lets the tab act at Graph
    rolldownOptions: { input: ['index.html', 'auth-start.html', 'auth-end.html'] },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': process.env.TOKEN_DESK_API ?? 'http://127.0.0.1:3978' } },
});
