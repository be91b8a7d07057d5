// A thread of its own between a desk and its server: passes on what comes and counts the desk's bytes, so that a test
// that keeps its own thread busy sees what has left by then.
import { connect, createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const count = new Int32Array(workerData.count);
const server = createServer((desk) => {
  const hub = connect(workerData.port, '127.0.0.1');
  desk.on('data', (bytes) => Atomics.add(count, 0, bytes.length));
  for (const [from, to] of [
    [desk, hub],
    [hub, desk],
  ]) {
    from.pipe(to);
    from.on('error', () => to.destroy());
  }
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
