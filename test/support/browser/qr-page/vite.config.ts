// Built as tab/vite.config.ts builds the tab: the worker and the .wasm as files beside the page.
export default {
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  // Vite's own conditions have to be repeated when there are others.
  resolve: { conditions: ['tokendesk:src', 'module', 'browser', 'development|production'] },
  build: { emptyOutDir: true, assetsInlineLimit: 0, target: 'es2023' },
};
