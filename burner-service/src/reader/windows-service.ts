import { numberedLines, type Said } from './ask.ts';

/** SERVICE_RUNNING (winsvc.h, SERVICE_STATUS). */
const running = 4;

/**
 * Whether `sc query` says that a service runs. Its words are those of the system's language (`STATE`, `STATUS`, `ÉTAT`); the
 * numbers are not: the first is the service's type, the second its state.
 */
export function isServiceRunning({ ok, text }: Said): boolean {
  return ok && numberedLines(text)[1] === running;
}
