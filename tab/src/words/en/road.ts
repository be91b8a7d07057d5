/** Which way to a token, and why. */
export const roadEnglish = {
  /** `way`: what the token becomes. */
  line: (way: string, why: string) => `It becomes ${way}: ${why}.`,
  ways: { A: 'an authenticator app', B: 'a hardware token at Microsoft' },
  free: 'nothing known stands in the way',
  chosen: (way: string) => `chosen by hand, which is recorded; readiness speaks for ${way}`,
  chosenFreely: 'chosen by hand, which is recorded; readiness speaks for neither way',
  /** `name`: what is missing for a hardware token, or not known. */
  missing: (name: string) => `for a hardware token this is missing: ${name}`,
  unknown: (name: string) => `for a hardware token this is not known: ${name}`,
  'none-loaded':
    'no hardware token is loaded, and creating one takes the role Authentication Policy Administrator, which you do not hold',
  neither: 'at Microsoft something is missing for either way',
  'not-told': 'Microsoft did not tell which way fits',
  draw: 'Burn one here',
  drawHint: 'the desk draws its secret, and by your own access Microsoft gets it',
  drawHints: { token: 'burned here, then created at Microsoft', finish: 'another code than the desk saw' },
  written: (serial: string) => `Take ${serial}`,
  writtenText: (given: string) =>
    `It is loaded: Microsoft has it, and it is nobody’s yet. Take it for ${given}.`,
  leave: {
    nothing: 'Give it back, nothing has been written',
    unfinished: 'Give it back: the token is not finished and has to be burned once more',
    perhaps: 'Give it back: Microsoft may have the token, “Load tokens” looks for it',
    loaded: 'Give it back: the token stays among the loaded ones',
  },
};

export type RoadStrings = typeof roadEnglish;
