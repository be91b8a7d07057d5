// For pictures that are compared: `npm run pictures` loads this first, and every date is the same one.
const now = Date.UTC(2026, 10, 30, 9);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(now);
    else super(...given);
  }
  static now() {
    return now;
  }
};
