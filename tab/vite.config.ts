import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  // relative: the same build is served below /tab/ by the server and by the practice pages
  base: './',
  plugins: [react()],
  resolve: { conditions: ['tokendesk:src', ...defaultClientConditions] },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': process.env.TOKEN_DESK_API ?? 'http://127.0.0.1:3978' } },
});
