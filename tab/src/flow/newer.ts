/** How rows are told apart, and which of two answers about the same row is the newer one. */
export type RowRule<Row> = { idOf(row: Row): string; ageOf(row: Row): number };

/** An answer that was on its way longer than the one that is shown changes nothing. */
export function newerRow<Row>(
  shown: Row | undefined,
  answer: Row,
  { ageOf }: Pick<RowRule<Row>, 'ageOf'>,
): Row {
  return shown !== undefined && ageOf(answer) < ageOf(shown) ? shown : answer;
}

/** What is in the list is as the answer says; each row of it as whoever saw it last. */
export function newerRows<Row>(
  shown: readonly Row[],
  answer: readonly Row[],
  rule: RowRule<Row>,
): readonly Row[] {
  const known = new Map(shown.map((row) => [rule.idOf(row), row]));
  return answer.map((row) => newerRow(known.get(rule.idOf(row)), row, rule));
}
