import { Button } from '@fluentui/react-components';
import type { TokenDetail } from '@token-desk/contract/token/record';
import type { GraphAccess } from '../../graph/graph-access.ts';
import { numberIn, type Said } from '../../graph/said.ts';
import type { FollowedToken } from '../../server/use-token.ts';
import { useAllStrings } from '../../words/words.tsx';
import { RemoveAtMicrosoft } from './RemoveAtMicrosoft.tsx';

/** Devices of secrets that a token carried before: each stays here until Microsoft says that it is gone. */
export function LeftDevices({
  token,
  followed,
}: {
  readonly token: TokenDetail;
  readonly followed: FollowedToken;
}) {
  const { leftDevices: words, left, takeBack } = useAllStrings().tokens;
  if (token.leftDevices.length === 0) return null;
  const { serial } = token;
  const look = (said?: Said) => void followed.order({ kind: 'look-for-methods', ...numberIn(said) });
  const remove = async (access: GraphAccess, deviceId: string) => {
    const { deleteDevice } = await import('../../graph/devices.ts');
    return deleteDevice(access, { deviceId, serial });
  };
  return (
    <section>
      <h3>{words.title}</h3>
      {token.leftDevices.map(({ deviceId, isThere }) => (
        <div key={deviceId} className="held">
          <p>
            {words.text} {words.seen[isThere === null ? 'unread' : isThere ? 'there' : 'gone']}
          </p>
          {isThere === true && (
            <RemoveAtMicrosoft
              words={{ ...takeBack.remove, ...words.remove }}
              title={words.remove.title(serial)}
              remove={(access) => remove(access, deviceId)}
              onRemoved={look}
            >
              {words.remove.text}
            </RemoveAtMicrosoft>
          )}
        </div>
      ))}
      <Button size="large" onClick={() => look()}>
        {left.look}
      </Button>
    </section>
  );
}
