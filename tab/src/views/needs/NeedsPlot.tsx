import type { NeedDay } from '@token-desk/contract/entra/needs';
import { countingIn } from '@token-desk/contract/words/counting';
import { useAllStrings } from '../../words/words.tsx';
import { ReportCard } from '../reports/ReportCard.tsx';
import '../reports/reports.css';
import { barDays } from './bar-days.ts';

/** How many were left, day by day; the numbers behind it stand beside, the newest first. */
export function NeedsPlot({ days }: { readonly days: readonly NeedDay[] }) {
  const strings = useAllStrings();
  const { needs: words } = strings;
  const { count } = countingIn(strings.locale);
  const date = new Intl.DateTimeFormat(strings.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const dayText = (day: string) => date.format(new Date(`${day}T12:00:00Z`));
  return (
    <div className="needs-plot">
      <ReportCard
        title={words.plot}
        text={words.plotText}
        emptyText={words.plotEmpty}
        bars={barDays(days).map(({ day, totals }) => ({
          label: dayText(day),
          text: count(totals['phone-only']),
          parts: [{ value: totals['phone-only'], style: 'solid', name: 'value' }],
        }))}
        columns={[words.day, words.groups['phone-only'], words.groups.unfinished, words.groups.unknown]}
        rows={days
          .toReversed()
          .map(({ day, totals }) => [
            dayText(day),
            count(totals['phone-only']),
            count(totals.unfinished),
            count(totals.unknown),
          ])}
      />
    </div>
  );
}
