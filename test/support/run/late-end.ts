/** How long anything on a page may take on a machine that does much else: a late end, never an expectation. */
export const lateEndMs = 120_000;
