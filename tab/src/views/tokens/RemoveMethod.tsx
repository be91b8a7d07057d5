import type { GraphAccess } from '../../graph/graph-access.ts';
import type { Said } from '../../graph/said.ts';
import { useAllStrings } from '../../words/words.tsx';
import { RemoveAtMicrosoft } from './RemoveAtMicrosoft.tsx';

/** Removes the token's method with the technician's own rights: an authenticator app's, or a hardware token's. */
export function RemoveMethod(props: {
  readonly holder: { readonly id: string; readonly name: string };
  readonly methodId: string;
  readonly route: 'A' | 'B';
  onRemoved(said: Said): void;
}) {
  const { holder, methodId, route } = props;
  const { remove: words } = useAllStrings().tokens.takeBack;
  const remove = async (access: GraphAccess) => {
    const { removeMethod, unassign } = await import('../../graph/methods.ts');
    const method = { personId: holder.id, methodId };
    return route === 'B' ? unassign(access, method) : removeMethod(access, method);
  };
  return (
    <RemoveAtMicrosoft
      words={words}
      title={words.title(holder.name)}
      remove={remove}
      onRemoved={props.onRemoved}
    >
      {words.text(holder.name, route)}
    </RemoveAtMicrosoft>
  );
}
