import type { Person } from './ids.ts';
import type { Actor } from './request-event.ts';

/** How a person stands in an audit row's data: who it was then, and by what they are found. `by` for rows that people read as a name. */
export function personData<K extends string>(
  key: K,
  person: Person,
  by: 'upn' | 'name' = 'upn',
): Record<K | `${K}Id`, string> {
  return { [key]: person[by], [`${key}Id`]: person.id } as Record<K | `${K}Id`, string>;
}

/** A person as rows, orders and receipts keep them: these three facts, whatever else is known where they were looked up. */
export function personFacts({ id, name, upn }: Person): Person {
  return { id, name, upn };
}

export function personActor(person: Person): Extract<Actor, { kind: 'person' }> {
  return { kind: 'person', person: personFacts(person) };
}

/** A desk that did something by itself, by the name it had then. */
export function burnerActor({
  id,
  name,
}: {
  readonly id: string;
  readonly name: string;
}): Extract<Actor, { kind: 'burner' }> {
  return { kind: 'burner', burnerId: id, name };
}
