import { Spinner } from '@fluentui/react-components';
import type { Reports } from '@token-desk/contract/report';
import { countingIn } from '@token-desk/contract/words/counting';
import type { ReportsPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { driftText, momentText } from '../../time.ts';
import { FilterSelect, siteOptions } from '../../ui/frame/FilterSelect.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import type { StockPart } from '../../words/en/records.ts';
import { type AllStrings, useAllStrings, useAllWords } from '../../words/words.tsx';
import '../shell/desk.css';
import './reports.css';
import { causeText } from '../../ui/history/cause-text.ts';
import { type BarStyle, Legend } from './BarChart.tsx';
import { ReportCard } from './ReportCard.tsx';

const stockStyles = {
  inStock: 'solid',
  active: 'striped',
  quarantine: 'dotted',
  other: 'outlined',
} as const satisfies Record<StockPart, BarStyle>;
const stockParts = Object.keys(stockStyles) as readonly StockPart[];

/** Six questions about requests and tokens; never one about a technician. */
export function ReportsView({ place: { site } }: { readonly place: ReportsPlace }) {
  const strings = useAllStrings();
  const { reports: words } = strings;
  const { me } = useSession();
  const now = useNow(60_000);
  const {
    data: reports,
    problem,
    again,
  } = useAnswer(
    ['reports', site],
    (api, signal) => api.call('reports', { query: site === '' ? {} : { site }, signal }),
    { keepsLast: true },
  );
  const sites = siteOptions(me.sites, site);
  return (
    <PageFrame
      layout="wide"
      title={words.title}
      lead={
        <>
          {words.text} {reports !== null && words.asOf(momentText(reports.at, now, strings))}
        </>
      }
      main={
        sites.length > 0 && (
          <FilterSelect
            label={words.site}
            any={words.anySite}
            value={site}
            options={sites}
            onFilter={(chosen) => goTo({ view: 'reports', site: chosen ?? '' })}
          />
        )
      }
    >
      {problem !== null && <ProblemNotice problem={problem} onRetry={again} />}
      {reports === null && problem === null && <Spinner label={strings.shell.loading} />}
      {reports !== null && <AllReports reports={reports} />}
    </PageFrame>
  );
}

function AllReports({ reports }: { readonly reports: Reports }) {
  const all = useAllWords();
  const { strings } = all;
  const { reports: words } = strings;
  const { count: number } = countingIn(strings.locale);
  const waiting = reports.openByAge.some(({ count }) => count > 0) ? reports.openByAge : [];
  const ages = waiting.map(({ fromDays, toDays, count }) => ({
    label: fromDays === 0 && toDays === 0 ? words.today : words.ages(fromDays, toDays),
    count,
  }));
  const weeks = reports.timeToHandOver.map((one) => ({ ...one, label: weekText(one.week, strings) }));
  const causeOf = (kind: string) => causeText(kind, all);
  const seconds = (n: number) => driftText(n, strings);
  const { recorded, open } = reports.secondWays;
  const bound = [
    { label: words.secondParts.recorded, count: recorded },
    { label: words.secondParts.open, count: open },
  ];
  const second = recorded + open === 0 ? [] : bound;
  const stock = reports.stock.map((one) => ({
    ...one,
    total: one.inStock + one.active + one.quarantine + one.other,
  }));
  return (
    <div className="reports">
      <ReportCard
        title={words.open}
        text={words.openText}
        emptyText={words.openEmpty}
        bars={ages.map(({ label, count }) => ({ label, text: number(count), parts: [solid(count)] }))}
        columns={[words.age, words.count]}
        rows={ages.map(({ label, count }) => [label, number(count)])}
      />
      <ReportCard
        title={words.time}
        text={words.timeText}
        emptyText={words.timeEmpty}
        bars={weeks.map(({ label, medianHours }) => ({
          label,
          text: words.hours(medianHours),
          parts: [solid(medianHours)],
        }))}
        columns={[words.week, words.median, words.slowest, words.handed]}
        rows={weeks.map(({ label, medianHours, slowestHours, count }) => [
          label,
          words.hours(medianHours),
          words.hours(slowestHours),
          number(count),
        ])}
      />
      <ReportCard
        title={words.wrong}
        text={words.wrongText}
        emptyText={words.wrongEmpty}
        bars={reports.wrongInputs.map(({ kind, count }) => ({
          label: causeOf(kind),
          text: number(count),
          parts: [solid(count)],
        }))}
        columns={[words.cause, words.times]}
        rows={reports.wrongInputs.map(({ kind, count }) => [causeOf(kind), number(count)])}
      />
      <ReportCard
        title={words.drift}
        text={words.driftText}
        emptyText={words.driftEmpty}
        bars={reports.driftByModel.map(({ model, medianSeconds, widestSeconds }) => ({
          label: model,
          text: seconds(medianSeconds),
          parts: [solid(Math.abs(medianSeconds))],
          mark: Math.abs(widestSeconds),
        }))}
        columns={[words.model, words.usual, words.widest, words.read]}
        rows={reports.driftByModel.map(({ model, medianSeconds, widestSeconds, count }) => [
          model,
          seconds(medianSeconds),
          seconds(widestSeconds),
          number(count),
        ])}
      />
      <ReportCard
        title={words.second}
        text={words.secondText}
        emptyText={words.secondEmpty}
        bars={second.map(({ label, count }) => ({ label, text: number(count), parts: [solid(count)] }))}
        columns={[words.second, words.total]}
        rows={second.map(({ label, count }) => [label, number(count)])}
      />
      <ReportCard
        title={words.stock}
        text={words.stockText}
        emptyText={words.stockEmpty}
        legend={
          <Legend
            entries={stockParts.map((part) => ({ name: words.parts[part], style: stockStyles[part] }))}
          />
        }
        bars={stock.map((one) => ({
          label: one.model,
          text: number(one.total),
          parts: stockParts.map((part) => ({ value: one[part], style: stockStyles[part], name: part })),
        }))}
        columns={[words.model, ...stockParts.map((part) => words.parts[part]), words.total]}
        rows={stock.map((one) => [
          one.model,
          ...stockParts.map((part) => number(one[part])),
          number(one.total),
        ])}
      />
    </div>
  );
}

const solid = (value: number) => ({ value, style: 'solid', name: 'value' }) as const;

/** The Monday of a week, `YYYY-MM-DD`, as a day and month. */
function weekText(week: string, { locale }: AllStrings): string {
  const at = new Date(`${week}T12:00:00`);
  if (Number.isNaN(at.getTime())) return week;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at);
}
