// Built as the tab is: sources by export condition, one worker of its own, the .wasm as a file beside it.
export default {
  root: import.meta.dirname,
  base: '/',
  logLevel: 'warn',
  // Vite's own conditions have to be repeated when there are others.
  resolve: { conditions: ['tokendesk:src', 'module', 'browser', 'development|production'] },
  worker: { format: 'es' },
  build: { emptyOutDir: true, assetsInlineLimit: 0, target: 'es2023' },
};
