import { Button } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** Walks the chain and every signed record, and says in one sentence what came out. */
export function Verification() {
  const { auditPage: words } = useAllStrings();
  const { audit: more, details } = useAllStrings();
  const { api } = useSession();
  const [answer, setAnswer] = useState<Reply<'verifyAudit'> | 'asking' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = () => {
    setAnswer('asking');
    setProblem(null);
    api.call('verifyAudit', {}).then(setAnswer, (error: unknown) => {
      setAnswer(null);
      setProblem(problemOf(error));
    });
  };
  return (
    <>
      <Button size="large" data-main onClick={ask} disabledFocusable={answer === 'asking'}>
        {answer === 'asking' ? words.verifying : words.verify}
      </Button>
      {problem !== null && <ProblemNotice problem={problem} />}
      {answer !== null && answer !== 'asking' && (
        <Notice
          isGood={answer.ok}
          title={answer.brokenAt === null ? more.ok : more.broken(answer.brokenAt.seq)}
          text={
            answer.brokenAt === null
              ? more.okText(answer.rows, answer.receipts)
              : more.brokenText(breakText(answer.brokenAt.why, details.breaks))
          }
        />
      )}
    </>
  );
}

/** A server newer than this page may have found something that has no word here yet. */
const breakText = (why: string, words: Readonly<Record<string, string>>): string =>
  Object.hasOwn(words, why) ? (words[why] ?? why) : why;
