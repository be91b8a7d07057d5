import type { Config } from '../config.ts';

/** The personal tab's entityId in the Teams manifest. */
const tabEntityId = 'desk';

/**
 * Where the tab shows a request: a Teams deep link, in practice the page that hosts the tab. Null when the
 * settings do not say.
 */
export function tabUrl(
  { practice, frameOrigins, teamsAppId }: Pick<Config, 'practice' | 'frameOrigins' | 'teamsAppId'>,
  requestId: string,
): string | null {
  if (practice) {
    const [host] = frameOrigins;
    return host === undefined ? null : `${host}/?request=${encodeURIComponent(requestId)}`;
  }
  if (teamsAppId === null) return null;
  const context = encodeURIComponent(JSON.stringify({ subEntityId: requestId }));
  return `https://teams.microsoft.com/l/entity/${teamsAppId}/${tabEntityId}?context=${context}`;
}

/** Opens a personal chat with the bot; null where there is no Teams. */
export function chatUrl({ bot }: Pick<Config, 'bot'>): string | null {
  return bot === null ? null : `https://teams.microsoft.com/l/chat/0/0?users=28:${bot.appId}`;
}
