import { type DirectoryRole, firstAssignments } from '../entra/tenant/roles.ts';
import type { MethodKind, TenantSettings } from '../entra/tenant/settings.ts';
import { cast } from '../people.ts';

type Settings = Readonly<TenantSettings>;
type Switch = {
  readonly label: string;
  readonly isOn: (settings: Settings) => boolean;
  readonly turned: (settings: Settings, on: boolean) => Partial<TenantSettings>;
};

const slowMs = 3_000;

const policy = (kind: MethodKind, label: string): Switch => ({
  label,
  isOn: ({ policies }) => policies[kind].isEnabled,
  turned: ({ policies }, isEnabled) => ({
    policies: { ...policies, [kind]: { ...policies[kind], isEnabled } },
  }),
});

const roleOfTechnician = (role: DirectoryRole, label: string): Switch => {
  const isIt = (held: (typeof firstAssignments)[number]) =>
    held.personId === cast.technician.id && held.role === role;
  return {
    label,
    isOn: ({ assignments }) => assignments.some(isIt),
    turned: ({ assignments }, on) => ({
      assignments: [
        ...assignments.filter((held) => !isIt(held)),
        ...(on ? firstAssignments.filter(isIt) : []),
      ],
    }),
  };
};

/** What can be switched at the practice Microsoft by hand, to see what Token Desk says of it. */
const switches = {
  licence: {
    label: 'Entra ID P1',
    isOn: ({ hasPremiumLicence }) => hasPremiumLicence,
    turned: (_settings, hasPremiumLicence) => ({ hasPremiumLicence }),
  },
  hardware: policy('hardwareOath', 'Hardware tokens allowed'),
  software: policy('softwareOath', 'Authenticator apps allowed'),
  methods: roleOfTechnician(
    'Authentication Administrator',
    `${cast.technician.givenName} may change sign-in methods`,
  ),
  inventory: roleOfTechnician(
    'Authentication Policy Administrator',
    `${cast.technician.givenName} may create tokens`,
  ),
  beta: {
    label: 'Beta as documented',
    isOn: ({ deviceShape }) => deviceShape !== 'other',
    turned: (_settings, on) => ({ deviceShape: on ? 'flat' : 'other' }),
  },
  slow: {
    label: 'Slow',
    isOn: (settings) => settings.slowMs > 0,
    turned: (_settings, on) => ({ slowMs: on ? slowMs : 0 }),
  },
  down: { label: 'Down', isOn: ({ isDown }) => isDown, turned: (_settings, isDown) => ({ isDown }) },
} satisfies Record<string, Switch>;

export const switchesOf = (settings: Settings) =>
  Object.entries(switches).map(([name, { label, isOn }]) => ({ name, label, isOn: isOn(settings) }));

/** What is changed at the tenant; null: there is no such switch. */
export function turned(settings: Settings, name: string, on: boolean): Partial<TenantSettings> | null {
  const found = Object.entries(switches).find(([known]) => known === name)?.[1];
  return found?.turned(settings, on) ?? null;
}
