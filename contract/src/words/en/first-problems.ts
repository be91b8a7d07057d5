import type { ProblemCode, ProblemText } from '../../problem.ts';
import { text } from '../filled-problem.ts';

/** What a page can meet before it has all its words: no sign-in, no right, no server. The others stand in `problems.ts`. */
// biome-ignore format: read as a table, one line a problem
export const firstProblemsEn = {
  'not-signed-in': text('You are not signed in.', 'Sign in again.'),
  'access-token-refused': text('Your sign-in is not valid here.', 'Close Token Desk and open it again; if it happens again, tell your administrator.'),
  'sign-in-failed': text('You could not be signed in here.', 'Where the page offers to sign in again, do that; else close Token Desk and open it again. If it happens again, tell your administrator.'),
  'no-answer': text('Token Desk does not answer.', 'Check the network of this PC. What is recorded stays so; what is under way is known here again once it answers. The page asks again by itself.'),
  'role-missing': text('You do not have the role this needs ({roles}).', 'Ask your administrator for it.'),
  'not-found': text('There is nothing at this address.', 'Go back and try again.'),
  'too-many-tries': text('That was tried too many times.', 'Wait {seconds}, then try again.'),
  'bad-request': text('That could not be understood ({where}).', 'Reload the page and try again.'),
  'directory-unavailable': text('The directory does not answer.', 'Try again in a minute; if it happens again, tell your administrator.'),
  unexpected: text('Something went wrong ({id}).', 'Try again. If it happens again, tell your administrator this number.'),
} satisfies Partial<Record<ProblemCode, ProblemText>>;

export type FirstProblem = keyof typeof firstProblemsEn;
