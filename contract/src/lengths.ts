/** How long each kind of text may be, in characters: what a schema takes, and where a field stops. */
export const longest = {
  /** A reason in somebody's own words. */
  why: 500,
  /** What a request's form says beside its reason. */
  requestNote: 1000,
  /** A ticket's number, a cost centre. */
  billing: 40,
  /** What somebody adds to a token. */
  note: 300,
  /** What a machine says of itself: a detail of a problem, a finding of a desk. */
  detail: 300,
  code: 60,
  deskName: 60,
  boxName: 60,
  modelName: 60,
  viewName: 40,
  site: 80,
  /** By which rules name a reason for asking. */
  reasonId: 40,
  /** As people choose it. */
  reason: 80,
  /** Of a rule of approval. */
  ruleName: 60,
  personName: 200,
  /** As its driver calls it. */
  readerName: 200,
  search: 100,
  /** Up to 80 characters to sort by and an id, as base64. */
  cursor: 600,
} as const;

/** A list is counted this far, and one more: then it is “1,000+”. */
export const mostCounted = 1_000;
