import * as z from 'zod/mini';
import type { Player } from '../practice-state.ts';

export type Theme = 'light' | 'dark' | 'contrast';

const message = z.object({
  id: z.optional(z.union([z.number(), z.string()])),
  uuidAsString: z.optional(z.string()),
  func: z.string(),
  args: z.optional(z.array(z.unknown())),
});
type Message = z.infer<typeof message>;

export type TabHostOptions = {
  readonly frame: HTMLIFrameElement;
  /** As whom the tab is open. */
  readonly person: () => Player;
  readonly theme: () => Theme;
  /** The request a link asked for, as Teams gives a deep link's. */
  readonly linkedRequest: () => string | null;
  readonly accessToken: () => Promise<string>;
  /** For one permission at Graph; rejects where nobody consented to it. */
  readonly graphToken: (scope: string) => Promise<string>;
};

/** What this host offers, in the form teams-js 2 reads (its `runtime.supports`). */
const runtime = {
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: { pages: {}, teamsCore: {}, people: {} },
};

/**
 * The Teams side of teams-js for the tab in `frame`: initialize, context, access token, theme.
 * Only messages from that frame and our own origin are heard; anything unknown is left unanswered, as Teams does.
 */
export function hostTab({ frame, person, theme, linkedRequest, accessToken, graphToken }: TabHostOptions) {
  const post = (data: object) => frame.contentWindow?.postMessage(data, location.origin);
  const reply = ({ id, uuidAsString }: Message, args: readonly unknown[]) => post({ id, uuidAsString, args });

  const answer = async (asked: Message): Promise<void> => {
    switch (asked.func) {
      case 'initialize':
        return void reply(asked, ['content', 'web', JSON.stringify(runtime), '2.0.0']);
      case 'getContext':
        return void reply(asked, [{ ...contextOf(person(), theme()), subEntityId: linkedRequest() ?? '' }]);
      case 'authentication.getAuthToken': {
        const scope = graphScopeIn(asked);
        return (scope === null ? accessToken() : graphToken(scope)).then(
          (token) => void reply(asked, [true, token]),
          () => void reply(asked, [false, 'resourceDisabled']),
        );
      }
      default:
        return;
    }
  };
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    const parsed = message.safeParse(event.data);
    if (parsed.success) void answer(parsed.data);
  });
  return {
    tellTheme: (chosen: Theme) =>
      post({ func: 'themeChange', args: [chosen === 'light' ? 'default' : chosen] }),
  };
}

const graph = 'https://graph.microsoft.com/';

/** teams-js asks with the resources it wants a token for; none is the tab itself. */
const graphScopeIn = ({ args }: Message): string | null => {
  const [resources] = args ?? [];
  const [wanted] = Array.isArray(resources) ? resources : [];
  return typeof wanted === 'string' && wanted.startsWith(graph) ? wanted.slice(graph.length) : null;
};

function contextOf(who: Player, theme: Theme): object {
  return {
    entityId: 'token-desk',
    locale: navigator.language,
    theme: theme === 'light' ? 'default' : theme,
    upn: who.upn,
    loginHint: who.upn,
    userPrincipalName: who.upn,
    userDisplayName: who.name,
    frameContext: 'content',
    hostName: 'Teams',
    hostClientType: 'web',
    sessionId: 'practice',
  };
}
