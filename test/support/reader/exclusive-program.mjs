// Another program that takes the first card it finds for itself: says "held", and lets go when its input ends.
import { createRequire } from 'node:module';

const pcsclite = createRequire(import.meta.url)('@pokusew/pcsclite');
const wanted = process.argv[2];
const pcsc = pcsclite();
pcsc.on('error', () => process.exit(1));
pcsc.on('reader', (reader) => {
  reader.on('error', () => process.exit(1));
  if (reader.name !== wanted) return;
  let isTrying = false;
  reader.on('status', ({ state }) => {
    if (isTrying || (state & reader.SCARD_STATE_PRESENT) === 0) return;
    isTrying = true;
    reader.connect({ share_mode: reader.SCARD_SHARE_EXCLUSIVE }, (error) => {
      console.log(error ? 'refused' : 'held');
      process.stdin.resume().once('end', () => {
        reader.disconnect(reader.SCARD_LEAVE_CARD, () => process.exit(0));
      });
    });
  });
});
