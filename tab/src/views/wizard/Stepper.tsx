import { type WizardStep, wizardSteps } from '@token-desk/contract/wizard-step';
import type { Burn } from '../../burning/use-burn.ts';
import { placeInRun } from '../../kept/kept-run.ts';
import { useNow } from '../../server/session.ts';
import { driftText, momentText } from '../../time.ts';
import { Initials } from '../../ui/Initials.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import { givenName } from './given-name.ts';

/** With a token that is loaded already nothing is brought in, written or checked here. */
const loadedSteps: readonly WizardStep[] = ['person', 'token', 'finish', 'hand-over'];
const isLoadedRoad = ({ screen, state }: Burn): boolean =>
  screen.kind === 'take' || screen.kind === 'draw' || state.request.token?.loaded === true;

/** All steps, and beside each done one what was found there. */
export function Stepper({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const now = useNow(60_000);
  const { request } = burn.state;
  const isLoaded = isLoadedRoad(burn);
  const place = placeInRun(burn.after, request.id);
  const steps = isLoaded ? loadedSteps : wizardSteps;
  const at = positionOf(burn, steps);
  const given = givenName(request.subject);
  const current = steps[at];
  const hints = { ...strings.stepHints, ...(isLoaded ? loadedHints(burn, strings) : {}) };
  return (
    <nav className="stepper" aria-label={strings.stepper.label}>
      <div className="person-head">
        <Initials name={request.subject.name} />
        <div>
          <b>{request.subject.name}</b>
          <p className="quiet">{strings.types[request.form.type]}</p>
          {place !== null && <p className="quiet">{strings.work.run.progress(place.at, place.of)}</p>}
        </div>
      </div>
      <ol>
        {steps.map((step, index) => {
          const isDone = index < at;
          const isCurrent = index === at;
          const found = isDone ? foundAt(step, burn, now, strings) : '';
          return (
            <li
              key={step}
              className={isDone ? 'done' : isCurrent ? 'current' : undefined}
              aria-current={isCurrent ? 'step' : undefined}
            >
              <span className="step-mark" aria-hidden="true">
                {isDone ? '✓' : index + 1}
              </span>
              <b>{strings.steps[step]}</b>
              {isDone && <span className="sr-only">{strings.stepper.done}</span>}
              <small title={found}>{isDone ? found : hints[step](given)}</small>
            </li>
          );
        })}
      </ol>
      {current !== undefined && (
        <p className="stepper-short">
          {strings.stepper.progress(at + 1, steps.length, strings.steps[current])}
        </p>
      )}
    </nav>
  );
}

function loadedHints({ screen }: Burn, { handOut, road }: AllStrings) {
  const { token, finish } = screen.kind === 'draw' ? road.drawHints : handOut.hints;
  return { token: () => token, finish: () => finish };
}

function positionOf({ screen, state }: Burn, steps: readonly string[]): number {
  if (screen.kind === 'done') return steps.length;
  if (screen.kind === 'take' || screen.kind === 'draw') return steps.indexOf('token');
  if (screen.kind === 'activate') return steps.indexOf('finish');
  const shown = screen.kind === 'elsewhere' ? (state.request.step ?? 'person') : screen.kind;
  return Math.max(steps.indexOf(shown), 0);
}

function foundAt(step: WizardStep, burn: Burn, now: number, strings: AllStrings): string {
  const { request, secret } = burn.state;
  const { identityCheck, token, binding } = request;
  const facts = secret.kind === 'held' || secret.kind === 'sealing' ? secret.facts : burn.state.sealed;
  switch (step) {
    case 'person':
      return identityCheck === null
        ? ''
        : `${strings.identities[identityCheck.kind]}, ${momentText(identityCheck.at, now, strings)}`;
    case 'secret': {
      if (facts !== null)
        return [facts.tenant, facts.account ?? strings.stepper.accountNotSeen].filter(Boolean).join(' · ');
      if (token === null) return '';
      return token.accountSeen ? request.subject.upn : strings.stepper.accountNotSeen;
    }
    case 'token': {
      const serial = token?.serial ?? burn.state.job?.offer.serial ?? '';
      return [token?.model, serial].filter(Boolean).join(' · ');
    }
    case 'burn': {
      const drift = token?.clockDriftBeforeSeconds ?? null;
      if (drift === null) return '';
      return Math.abs(drift) < 2
        ? strings.stepper.clockUntouched
        : strings.stepper.clockWas(driftText(drift, strings));
    }
    case 'check':
      return request.checkedAt === null ? strings.stepper.notChecked : strings.stepper.matched;
    case 'finish':
      return binding === null ? '' : binding.how === 'seen' ? strings.stepper.seen : strings.stepper.said;
    case 'hand-over':
      return '';
  }
}
