import { ProblemError } from '@token-desk/contract/problem';
import { keyEnglish } from '../../words/en/command-line.ts';

const maxInputBytes = 16 * 1024;
const inputTimeoutMs = 120_000;

/** Standard input as text, `input-too-long` beyond any code or key: where a key comes in, so that it is in no process list and no shell history. */
export async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) console.error(keyEnglish.bringIn);
  const timer = setTimeout(() => process.stdin.destroy(new ProblemError('input-empty')), inputTimeoutMs);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of process.stdin) {
      const bytes = Buffer.from(chunk);
      sizeBytes += bytes.length;
      if (sizeBytes > maxInputBytes) throw new ProblemError('input-too-long');
      chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    clearTimeout(timer);
    for (const chunk of chunks) chunk.fill(0);
  }
}
