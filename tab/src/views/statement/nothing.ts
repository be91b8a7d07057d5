/** Stands in for what jsPDF could load and never does here (vite.config.ts). */
export {};
