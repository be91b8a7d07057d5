// Stands for a figure that goes wrong: it hangs, with a process of its own beside it, or ends without a word.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [manner, pidFile] = process.argv.slice(2);
if (manner === 'ends') process.exit(7);
const beside = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
writeFileSync(pidFile, String(beside.pid));
setInterval(() => {}, 1000);
