// In place of the process that runs nfc-pcsc, on a system where its constructor waits for a first reader for ever.
import { appendFileSync } from 'node:fs';

appendFileSync(process.env.HANGING_CHILD_FILE, `${process.pid}\n`);
process.on('disconnect', () => process.exit(0));
process.send({ type: 'loaded', driver: 'nfc-pcsc' });
