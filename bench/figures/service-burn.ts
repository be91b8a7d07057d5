import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import { TokenProgram } from '../../test/support/burner-cli.ts';
import { DeskBench } from '../../test/support/desk-bench.ts';
import { openPcscd } from '../../test/support/pcscd.ts';
import { compare, type Figure, NotHere, round3, timeMs } from '../figure.ts';
import { openBare, sixCommands } from './burn-over-apdus.ts';

const serial = '86596000000001';
/** How long a token and its reader take for one command, as real ones do. */
const realisticMs = 40;

/** From the sealed secret to the signed outcome by the desk's own job runner, against the six bare commands. */
export function measureRatio(): Promise<Figure> {
  return measure({ figure: 'service-burn-over-apdus', slowMs: realisticMs, rounds: 40 });
}

/** The same with a token that answers at once: what the service itself costs, in `ours`. */
export async function measureExtra(): Promise<Figure> {
  const { figure, ours, floor } = await measure({ figure: 'service-burn-extra-ms', slowMs: 0, rounds: 100 });
  return { figure, ours: round3(ours - (floor ?? 0)), floor, unit: 'ms', ratio: null };
}

type Measured = { readonly figure: string; readonly slowMs: number; readonly rounds: number };

async function measure({ figure, slowMs, rounds }: Measured): Promise<Figure> {
  const pcscd = await openPcscd();
  if ('missing' in pcscd) throw new NotHere(`needs ${pcscd.missing}: ${pcscd.enableWith}`);
  const where = ['--vpcd', `${pcscd.host}:${pcscd.port}`, '--serial', serial, '--unrestricted'];
  const token = new TokenProgram(slowMs === 0 ? where : [...where, '--slow', String(slowMs)]);
  const source = new PcscReaders();
  const desk = new DeskBench({ source, reader: pcscd.reader, isLive: true });
  const bare = openBare(pcscd.reader);
  try {
    await token.next('tapped');
    await desk.until(() => desk.watch.find(pcscd.reader)?.token?.serial === serial);
    const reader = await bare.placed;
    let jobs = 0;
    return await compare({
      figure,
      rounds,
      ours: async () => {
        jobs += 1;
        const offer = desk.offer({ jobId: `job-${jobs}`, serial });
        const envelope = await desk.envelope(offer, await desk.key(offer));
        desk.frames.length = 0;
        return timeMs(async () => {
          await desk.runner.take(envelope);
          const { problem } = await desk.outcomeOf(offer);
          if (problem !== null) throw new Error(`the burn ended as ${problem.code}`);
        });
      },
      floor: () => timeMs(() => sixCommands(reader)),
    });
  } finally {
    bare.close();
    await desk.close();
    await token.stop();
    await pcscd.stop();
  }
}
