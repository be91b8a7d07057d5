/** How long the tab waits for any answer that comes over the network before it says that none came. */
export const answerTimeoutMs = 15_000;
