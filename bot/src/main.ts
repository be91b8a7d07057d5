import { ProblemError } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import { createApp } from './app.ts';
import { parseConfig } from './config.ts';
import { formsOf } from './config-forms.ts';
import { createLog } from './log.ts';

const closeTimeoutMs = 10_000;

/** Process glue only: settings in, signals, exit codes (1: could not start; 0: asked to stop). */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const app = createApp(config, { log: createLog(config) });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), closeTimeoutMs).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await app.start();
}

main().catch((error: unknown) => {
  if (error instanceof ProblemError) {
    const { title, action } = describeProblem(error.problem);
    const { code, detail } = error.problem;
    const forms = code === 'config-invalid' ? formsOf(String(detail?.settings)) : [];
    console.error([title, ...forms, action].join('\n'));
  } else {
    console.error(error);
  }
  process.exit(1);
});
