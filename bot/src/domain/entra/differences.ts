import type { Difference, DifferenceGapFound, DifferenceKind } from '@token-desk/contract/entra/differences';
import { differenceKinds } from '@token-desk/contract/entra/differences';
import type { NeedMethod } from '@token-desk/contract/entra/needs';
import type { Person } from '@token-desk/contract/ids';
import type { PerUserMfa } from '@token-desk/contract/request';
import type { Token } from '../tokens/token.ts';
import type { Fact } from './facts.ts';
import { lasting } from './needs.ts';

/** A device of Microsoft's inventory. `lastUsedAt` undefined: Microsoft does not tell; null: never. */
export type InventoryDevice = {
  readonly id: string;
  readonly serial: string;
  readonly holderId: string | null;
  readonly lastUsedAt: number | null | undefined;
};

/** One thing somebody can sign in with. `deviceId`: of a hardware token, where it is told. */
export type MethodFound = {
  readonly id: string;
  readonly kind: NeedMethod;
  readonly deviceId: string | null;
};

/** What Microsoft tells of somebody who has to do with a token of ours. */
export type HolderFound = {
  /** null: in the directory there is no such person. */
  readonly isEnabled: Fact<boolean | null>;
  readonly methods: Fact<readonly MethodFound[]>;
  /** null: nobody can tell. */
  readonly mfa: PerUserMfa | null;
};

/** A row of Microsoft's directory log: somebody changed somebody else's ways in. */
export type DirectoryChange = {
  readonly id: string;
  readonly at: number;
  readonly activity: string;
  readonly by: Person;
  readonly target: Person;
};

export type MicrosoftBooks = {
  readonly readAt: number;
  readonly devices: Fact<readonly InventoryDevice[]>;
  /** By object id: those that were asked for. */
  readonly people: ReadonlyMap<string, HolderFound>;
  readonly changes: Fact<readonly DirectoryChange[]>;
};

export type DifferenceFound = Omit<Difference, 'decided'>;

/** A token is used in its first days, or somebody asks why. */
const firstUseMs = 5 * 24 * 3_600_000;
const carried: readonly Token['state'][] = ['active', 'suspended'];
/** In these states what the books say of Microsoft's device holds. */
const withDevice: readonly Token['state'][] = ['loaded', 'active', 'suspended'];

/** Everybody whom Microsoft is asked about: who carries a token, and whose method may be left. */
export function peopleOfBooks(tokens: readonly Token[]): readonly Person[] {
  const all = tokens.flatMap(({ state, holder, takenBackFrom, leftMethods }) => [
    ...(holder !== null && (carried.includes(state) || state === 'lost') ? [holder] : []),
    ...(takenBackFrom === null ? [] : [takenBackFrom]),
    ...leftMethods.map(({ owner }) => owner),
  ]);
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

/** The worst first, then by serial and name. `isOurs`: a row of ours tells of that change, or whoever made it is none of us. */
export function compareBooks(books: {
  readonly tokens: readonly Token[];
  readonly microsoft: MicrosoftBooks;
  readonly isOurs: (change: DirectoryChange) => boolean;
  readonly now: number;
}): readonly DifferenceFound[] {
  const { tokens, microsoft, now } = books;
  const { people } = microsoft;
  const devices = inventoryOf(microsoft.devices);
  const found = [
    ...tokens.flatMap((token) => ofToken(token, { devices, people, now })),
    ...ofInventory(tokens, microsoft.devices),
    ...ofPeople(tokens, microsoft.people),
    ...ofChanges(microsoft.changes, books.isOurs),
  ];
  const rank = (one: DifferenceFound) => differenceKinds.indexOf(one.kind);
  const nameOf = (one: DifferenceFound) => `${one.serial ?? ''} ${one.person?.name ?? ''} ${one.key}`;
  return found.sort((a, b) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** What was not told, by the permission that would show it. */
export function gapsOf({ devices, people, changes }: MicrosoftBooks): DifferenceGapFound[] {
  const everybody = [...people.values()];
  const parts = [
    ['devices', [devices]],
    ['methods', everybody.map(({ methods }) => methods)],
    ['accounts', everybody.map(({ isEnabled }) => isEnabled)],
    ['changes', [changes]],
  ] as const;
  return parts.flatMap(([what, facts]): DifferenceGapFound[] => {
    const missing = (facts as readonly Fact<unknown>[]).find(({ kind }) => kind !== 'read');
    if (missing === undefined) return [];
    return missing.kind === 'not-allowed'
      ? [{ what, why: 'permission', permissions: [...missing.permissions] }]
      : [{ what, why: 'no-answer', permissions: [] }];
  });
}

const blankRow = {
  serial: null,
  isInBooks: false,
  person: null,
  microsoftId: null,
  requestId: null,
  change: null,
} as const;

/** What an id of the difference is made of: the same in every reading. */
const keyOf = (kind: DifferenceKind, ...parts: readonly string[]): string => [kind, ...parts].join(' ');

/** By id and by serial; `bySerial` null: more than one has it. */
type Inventory = {
  readonly byId: ReadonlyMap<string, InventoryDevice>;
  readonly bySerial: ReadonlyMap<string, InventoryDevice | null>;
};

function inventoryOf(devices: Fact<readonly InventoryDevice[]>): Inventory | null {
  if (devices.kind !== 'read') return null;
  const bySerial = new Map<string, InventoryDevice | null>();
  for (const device of devices.value) {
    const serial = bookSerial(device.serial);
    bySerial.set(serial, bySerial.has(serial) ? null : device);
  }
  return { byId: new Map(devices.value.map((one) => [one.id, one])), bySerial };
}

function ofToken(
  token: Token,
  {
    devices,
    people,
    now,
  }: Pick<MicrosoftBooks, 'people'> & { readonly devices: Inventory | null; readonly now: number },
): DifferenceFound[] {
  const { serial, state, holder, methodId, requestId } = token;
  const about = (kind: DifferenceKind, microsoftId: string | null, person = holder): DifferenceFound => ({
    key: keyOf(kind, serial, person?.id ?? '', microsoftId ?? ''),
    kind,
    serial,
    isInBooks: true,
    person,
    microsoftId,
    requestId,
    change: null,
  });
  const owner = holder === null ? undefined : people.get(holder.id);
  const listed = owner?.methods.kind === 'read' ? owner.methods.value : null;
  const isListed = listed !== null && methodId !== null && listed.some(({ id }) => id === methodId);
  const all: DifferenceFound[] = [];
  if (state === 'lost' && isListed) all.push(about('lost-still-works', methodId));
  if (carried.includes(state) && owner !== undefined) {
    if (owner.isEnabled.kind === 'read' && owner.isEnabled.value !== true)
      all.push(about(owner.isEnabled.value === null ? 'account-gone' : 'account-off', null));
    const isGone = owner.isEnabled.kind === 'read' && owner.isEnabled.value === null;
    if (listed !== null && methodId !== null && !isListed && !isGone)
      all.push(about('method-gone', methodId));
    const ways = listed?.filter(({ kind }) => lasting.includes(kind) || kind === 'phone') ?? [];
    if (isListed && ways.length === 1 && ways[0]?.id === methodId) all.push(about('only-method', methodId));
  }
  if (devices !== null) all.push(...ofDevice(token, { devices, now }, about));
  return all;
}

function ofDevice(
  token: Token,
  { devices, now }: { readonly devices: Inventory; readonly now: number },
  about: (kind: DifferenceKind, microsoftId: string | null) => DifferenceFound,
): DifferenceFound[] {
  const { deviceId, state, holder, handedOverAt } = token;
  if (!withDevice.includes(state)) return [];
  const device = deviceOf(token, devices);
  if (device === null) return deviceId === null ? [] : [about('device-gone', deviceId)];
  const all: DifferenceFound[] = [];
  if (state === 'loaded' && device.holderId !== null) all.push(about('load-assigned', device.id));
  if (state !== 'loaded' && device.holderId !== (holder?.id ?? null))
    all.push(about('device-elsewhere', device.id));
  const isOld = handedOverAt !== null && now - handedOverAt >= firstUseMs;
  if (state === 'active' && isOld && device.lastUsedAt === null) all.push(about('never-used', device.id));
  return all;
}

/** By its id; of a token that was taken over, whose id nobody knows, by its serial. Null: there is none. */
function deviceOf({ deviceId, serial, takenOverAt }: Token, devices: Inventory): InventoryDevice | null {
  if (deviceId !== null) return devices.byId.get(deviceId) ?? null;
  return takenOverAt === null ? null : (devices.bySerial.get(serial) ?? null);
}

export type Matched = { readonly token: Token; readonly deviceId: string; readonly methodId: string };

/** What tokens that were taken over are at Microsoft, where that fits who is said to carry them. */
export function matchesIn(tokens: readonly Token[], { devices, people }: MicrosoftBooks): readonly Matched[] {
  const inventory = inventoryOf(devices);
  if (inventory === null) return [];
  return tokens.flatMap((token) => {
    const { takenOverAt, deviceId, state, holder } = token;
    if (takenOverAt === null || deviceId !== null || state !== 'active' || holder === null) return [];
    const device = deviceOf(token, inventory);
    const methods = people.get(holder.id)?.methods;
    if (device?.holderId !== holder.id || methods?.kind !== 'read') return [];
    const its = methods.value.find(
      (one) => one.kind === 'token' && (one.deviceId === device.id || one.id === device.id),
    );
    return its === undefined ? [] : [{ token, deviceId: device.id, methodId: its.id }];
  });
}

/** A serial as Microsoft may spell it, in ours. */
const bookSerial = (text: string): string => text.replace(/[\s-]/g, '');

function ofInventory(tokens: readonly Token[], devices: Fact<readonly InventoryDevice[]>): DifferenceFound[] {
  if (devices.kind !== 'read') return [];
  const known = new Set(tokens.map(({ serial }) => serial));
  const seen = new Set<string>();
  return devices.value.flatMap((device) => {
    const serial = bookSerial(device.serial);
    const isFirst = !seen.has(serial);
    seen.add(serial);
    const isInBooks = known.has(serial);
    if (isFirst && isInBooks) return [];
    const kind = isFirst ? 'device-unknown' : 'device-twice';
    const key = keyOf(kind, serial, device.id);
    return [{ ...blankRow, key, kind, serial, isInBooks, microsoftId: device.id } satisfies DifferenceFound];
  });
}

function ofPeople(tokens: readonly Token[], people: ReadonlyMap<string, HolderFound>): DifferenceFound[] {
  const knownMethods = new Set(
    tokens.flatMap(({ methodId, leftMethods }) => [methodId, ...leftMethods.map((left) => left.methodId)]),
  );
  const knownDevices = new Set(tokens.flatMap(({ deviceId, leftDevices }) => [deviceId, ...leftDevices]));
  return peopleOfBooks(tokens).flatMap((person) => {
    const holder = people.get(person.id);
    if (holder?.methods.kind !== 'read') return [];
    const methods = holder.methods.value;
    const about = (kind: DifferenceKind, microsoftId: string | null): DifferenceFound => ({
      ...blankRow,
      key: keyOf(kind, person.id, microsoftId ?? ''),
      kind,
      person,
      microsoftId,
    });
    const strangers = methods.filter(
      ({ id, kind, deviceId }) =>
        (kind === 'code' || kind === 'token') && !knownMethods.has(id) && !knownDevices.has(deviceId ?? id),
    );
    const canAnswer = methods.some(({ kind }) => lasting.includes(kind) || kind === 'phone');
    const isAsked = holder.mfa !== null && holder.mfa !== 'disabled';
    return [
      ...strangers.map(({ id }) => about('method-unknown', id)),
      ...(isAsked && !canAnswer ? [about('enforced-without-method', null)] : []),
    ];
  });
}

function ofChanges(
  changes: Fact<readonly DirectoryChange[]>,
  isOurs: (change: DirectoryChange) => boolean,
): DifferenceFound[] {
  if (changes.kind !== 'read') return [];
  return changes.value
    .filter((change) => change.by.id !== change.target.id && !isOurs(change))
    .map(({ id, at, by, activity, target }) => ({
      ...blankRow,
      key: keyOf('changed-without-us', id),
      kind: 'changed-without-us',
      person: target,
      change: { at, by, activity },
    }));
}
