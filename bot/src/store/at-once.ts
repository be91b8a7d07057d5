/** How many rows are taken at a time, and how far apart a walk remembers its way. None of them decides what is true: a test lowers each. */
export const atOnce = { walk: 500, marks: 4, audit: 500, sweep: 200, forget: 200 };
