import type { FromBurner, ToBurner } from '@token-desk/contract/desk/job';

export type PairedBurner = { readonly burnerId: string; readonly name: string; readonly linkKey: string };
export type Hello = Extract<FromBurner, { type: 'hello' }>;

/** What the links need from the use cases (usecases/burners and usecases/burner-reports, their `deps` filled in). */
export type HubBackend = {
  burnerOfKey(keyId: string): Promise<PairedBurner>;
  recordHello(burnerId: string, hello: Hello): Promise<void>;
  receiveFrame(burnerId: string, frame: FromBurner): Promise<ToBurner | null>;
  pendingFor(burnerId: string): Promise<readonly ToBurner[]>;
  burnerChanged(burnerId: string): Promise<void>;
};
