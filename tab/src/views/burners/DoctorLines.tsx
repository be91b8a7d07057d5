import type { DoctorReport } from '@token-desk/contract/desk/job';
import { useNow } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { useAllStrings } from '../../words/words.tsx';
import { doctorText } from './doctor-text.ts';

/** What the desk found about itself: what is to do stands open, the rest behind a click. */
export function DoctorLines({ report }: { readonly report: DoctorReport | null }) {
  const strings = useAllStrings();
  const { burners: words } = strings;
  const now = useNow(60_000);
  if (report === null) return <p className="quiet">{words.doctorNone}</p>;
  const toDo = report.lines.filter(({ ok }) => !ok);
  return (
    <div className="doctor">
      <p>
        <strong>
          <span aria-hidden="true">{report.ok ? '✓' : '⚠'}</span>{' '}
          {report.ok ? words.doctorOk : words.doctorTodo(toDo.length)}
        </strong>{' '}
        <small className="quiet">{words.doctorAt(momentText(report.at, now, strings))}</small>
      </p>
      {toDo.length > 0 && <Lines lines={toDo} />}
      <details>
        <summary>
          {words.doctorShow} ({report.lines.length})
        </summary>
        <Lines lines={report.lines} />
      </details>
    </div>
  );
}

function Lines({ lines }: { readonly lines: DoctorReport['lines'] }) {
  const { locale } = useAllStrings();
  const { burners: words, doctor } = useAllStrings();
  const said = lines.map((line) => ({ ...line, ...doctorText(line, doctor, locale) }));
  return (
    <ul className="doctor-lines">
      {said.map(({ check, ok, what, todo }) => (
        <li key={check}>
          <span aria-hidden="true">{ok ? '✓' : '⚠'}</span>
          <span>
            <span className="sr-only">{ok ? words.checkOk : words.checkTodo}: </span>
            {what}
            {todo !== null && <b className="doctor-todo">{todo}</b>}
          </span>
        </li>
      ))}
    </ul>
  );
}
