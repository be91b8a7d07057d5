import { requestState } from '@token-desk/contract/request';
import * as z from 'zod/mini';

/** Where on the practice page something is to be done. */
export const places = ['chat', 'channel', 'subject', 'tab', 'token'] as const;
export const place = z.enum(places);
export type Place = (typeof places)[number];

export const tokenState = z.object({
  serial: z.string(),
  model: z.string(),
  isOnReader: z.boolean(),
  isAwake: z.boolean(),
  sleepsInSeconds: z.number(),
  /** `written`: a new secret or clock since the button was last pressed; the display shows it after the next press. */
  display: z.enum(['off', 'empty', 'code', 'written']),
  code: z.nullable(z.string()),
  stepSeconds: z.number(),
  holdsSecret: z.boolean(),
});
export type TokenState = z.infer<typeof tokenState>;

const player = z.object({ name: z.string(), givenName: z.string(), upn: z.string() });
export type Player = z.infer<typeof player>;

/** The one next thing. */
export const nextStep = z.object({
  number: z.number(),
  of: z.number(),
  who: z.string(),
  place,
  text: z.string(),
  /** Why, or what to look for; may be empty. */
  hint: z.string(),
});
export type NextStep = z.infer<typeof nextStep>;

/** Everything the practice page shows, as its server sees it now. */
export const practiceState = z.object({
  worldId: z.string(),
  /** What keeps the page from being used at this moment, or null. */
  busy: z.nullable(z.string()),
  step: z.nullable(nextStep),
  manager: player,
  technician: player,
  /** Whom the tab can be opened as. */
  tabPeople: z.array(z.extend(player, { who: z.string(), role: z.string() })),
  subject: player,
  /** What can be switched at Microsoft. */
  switches: z.array(z.object({ name: z.string(), label: z.string(), isOn: z.boolean() })),
  desk: z.nullable(
    z.object({
      name: z.string(),
      fingerprint: z.string(),
      isConfirmed: z.boolean(),
      isOnline: z.boolean(),
      isShutOut: z.boolean(),
    }),
  ),
  requests: z.array(z.object({ id: z.string(), name: z.string(), state: requestState, at: z.number() })),
  tokens: z.array(tokenState),
});
export type PracticeState = z.infer<typeof practiceState>;
