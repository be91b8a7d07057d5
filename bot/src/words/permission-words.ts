import type { PermissionName } from '../domain/entra/permissions.ts';

/** What each permission is for, and what stops without it. */
export type PermissionWords = Readonly<
  Record<PermissionName, { readonly why: string; readonly without: string }>
>;
