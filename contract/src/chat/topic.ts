import * as z from 'zod/mini';

/**
 * What a channel is told. `technicians`: each request's card, and a line where somebody has to do something; a word each morning ·
 * `security`: losses, exceptions, people with a role, other rules · `digest`: the day before in numbers, with the end of the audit.
 */
export const topics = ['technicians', 'security', 'digest'] as const;
export const topic = z.enum(topics);
export type Topic = z.infer<typeof topic>;

/** Where nobody says which. */
export const usualTopics: readonly Topic[] = ['technicians', 'security'];
