import * as z from 'zod/mini';

const text = z.nullish(z.string());
const device = z.object({
  id: z.string(),
  serialNumber: z.string(),
  status: text,
  assignedTo: z.nullish(z.object({ id: text })),
  lastUsedDateTime: text,
});

/** A hardware token in the tenant's inventory. */
export type GraphDevice = {
  readonly deviceId: string;
  readonly serial: string;
  readonly isActivated: boolean;
  /** Null: in the inventory, nobody's. */
  readonly holderId: string | null;
};
/** A hardware token as a person's method; null is what Graph does not show of it. */
export type GraphMethod = {
  readonly methodId: string;
  readonly deviceId: string | null;
  readonly serial: string | null;
  readonly isActivated: boolean;
};

const deviceOf = ({ id, serialNumber, status, assignedTo }: z.infer<typeof device>): GraphDevice => ({
  deviceId: id,
  serial: serialNumber,
  isActivated: status === 'activated',
  holderId: assignedTo?.id ?? null,
});

/** Microsoft's pages show a device by itself, as the `device` of a row, and as the `value` of an answer. */
const shownDevice = z.pipe(
  z.union([z.object({ value: device }), z.object({ device }), device]),
  z.transform((shown) => ('value' in shown ? shown.value : 'device' in shown ? shown.device : shown)),
);

export const graphDevice = z.pipe(shownDevice, z.transform(deviceOf));

/** With when a code of it last let somebody in; null: never, undefined: Microsoft does not say. */
export const usedGraphDevice = z.pipe(
  shownDevice,
  z.transform((shown) => ({ ...deviceOf(shown), lastUsedAt: instantOf(shown.lastUsedDateTime) })),
);

const instantOf = (at: string | null | undefined): number | null | undefined => {
  if (at === null || at === undefined) return at;
  const parsed = Date.parse(at);
  return Number.isNaN(parsed) ? undefined : parsed;
};

/** Of a person's methods its device is the `device`, or what there is to say of it stands beside the method's id. */
export const graphMethod = z.pipe(
  z.object({ id: z.string(), serialNumber: text, status: text, device: z.nullish(device) }),
  z.transform(
    (row): GraphMethod => ({
      methodId: row.id,
      deviceId: row.device?.id ?? null,
      serial: (row.device ?? row).serialNumber ?? null,
      isActivated: (row.device ?? row).status === 'activated',
    }),
  ),
);
