import { dataFolder } from '../../config.ts';
import { examine } from '../../doctor/doctor.ts';
import { type Command, parseOptions } from '../command.ts';

/** What this PC lacks for a burn, a line for each thing; exit code 1 when one of them is not right. */
export const doctor: Command = async (args) => {
  parseOptions(args, {});
  const report = await examine(dataFolder());
  const text = report.lines
    .map(
      ({ check, ok, what, todo }) =>
        `${ok ? 'ok  ' : 'TODO'} ${check}: ${what}${todo === null ? '' : `\n     ${todo}`}`,
    )
    .join('\n');
  return { json: report, text, exitCode: report.ok ? 0 : 1 };
};
