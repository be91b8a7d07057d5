import type { ProblemCode } from '@token-desk/contract/problem';

/** Page to worker. Without an image the worker only gets ready. */
export type QrQuestion = {
  readonly id: number;
  readonly image?: Blob | ImageBitmap | ImageData;
  readonly budgetMs: number;
};

/** Worker to page: one for each question, with its id. */
export type QrAnswer = { readonly id: number } & QrOutcome;
export type QrOutcome =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly code: ProblemCode };

export const mostFileBytes = 20 * 1024 * 1024;
export const mostMegapixels = 50;
