/** How many rows are taken at a time, how far apart a walk remembers its way, and how far a list is walked before the index of texts is asked: what many rows hold is met within. None of them decides what is true: a test lowers each. */
export const atOnce = { walk: 500, marks: 4, audit: 500, sweep: 200, forget: 200, walked: 20_000 };
