import { type KeptForm, ownWords, type Request } from '@token-desk/contract/request';

/** Why somebody does without a second way in, or did not sign in: what was decided stays where the words may not be read, or are forgotten. */
export function withoutReasons<T extends Pick<Request, 'second' | 'signInTest'>>(request: T): T {
  const { second, signInTest } = request;
  return {
    ...request,
    ...(second?.how === 'waived' ? { second: { how: 'waived', at: second.at } } : {}),
    ...(signInTest === undefined ? {} : { signInTest: { isDone: signInTest.isDone, at: signInTest.at } }),
  };
}

/** What people said in their own words, names they gave included. */
export function hasFreeText({ form, why, identityCheck, call, second, signInTest }: Request): boolean {
  const waived = second?.how === 'waived' ? second.why : undefined;
  const words = [
    form.reasonText,
    form.note,
    why,
    identityCheck?.vouchedBy,
    call?.by,
    waived,
    signInTest?.why,
  ];
  return words.some((one) => one !== undefined);
}

/** Its reason as the one that says nothing: it stays countable. */
export function withoutReason({ reasonWords: _words, ...form }: KeptForm): KeptForm {
  return form.reason === undefined ? form : { ...form, reason: ownWords };
}
