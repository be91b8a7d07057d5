/** The little of a Teams client that a tab needs: the handshake of teams-js, a context, an access token, a theme. */
export type HostOptions = {
  readonly tabUrl: string;
  readonly theme: 'default' | 'dark' | 'contrast';
  readonly locale: string;
  readonly accessToken: string;
  /** Access tokens to Graph, by permission: in practice the host hands them out too. Absent: the same one for all. */
  readonly graphTokens?: Readonly<Record<string, string>>;
  readonly subPageId?: string;
  /** `settings` is where Teams asks what a channel's tab shall show. */
  readonly frameContext?: 'content' | 'settings';
};

export function teamsHostPage(options: HostOptions): string {
  const context = {
    entityId: 'desk',
    subEntityId: options.subPageId ?? '',
    theme: options.theme,
    locale: options.locale,
    frameContext: options.frameContext ?? 'content',
    hostName: 'Teams',
    hostClientType: 'web',
    tid: '11111111-2222-3333-4444-555555555555',
  };
  const runtime = {
    apiVersion: 4,
    hostVersionsInfo: {},
    isLegacyTeams: false,
    supports: { pages: { config: {} }, teamsCore: {} },
  };
  const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><title>Teams</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style>
<iframe id="tab" src="${options.tabUrl}" allow="clipboard-read; clipboard-write"></iframe>
<script>
const frame = document.getElementById('tab');
const graphTokens = ${json(options.graphTokens ?? null)};
const answers = {
  initialize: () => [${json(options.frameContext ?? 'content')}, 'web', ${json(JSON.stringify(runtime))}, '2.0.0'],
  getContext: () => [${json(context)}],
  'authentication.getAuthToken': ([resources]) => {
    const asked = /graph\\.microsoft\\.com\\/(.+)$/.exec(resources?.[0] ?? '')?.[1];
    const token = asked === undefined || graphTokens === null ? ${json(options.accessToken)} : graphTokens[asked];
    return token === undefined ? [false, 'resourceDisabled'] : [true, token];
  },
  'settings.setValidityState': ([isValid]) => void (channelTab.isValid = isValid),
  'settings.setSettings': ([settings]) => {
    channelTab.settings = settings;
    return [true];
  },
  'settings.save.success': () => void (channelTab.result = 'saved'),
  'settings.save.failure': ([reason]) => void (channelTab.result = reason),
};
// what Teams would know of a channel's tab while it is being set up
window.channelTab = { isValid: false, settings: null, result: null };
addEventListener('message', ({ data, source }) => {
  if (source !== frame.contentWindow) return;
  const args = answers[data.func]?.(data.args ?? []);
  if (args) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, '*');
});
window.saveChannelTab = () => frame.contentWindow.postMessage({ func: 'settings.save', args: [{}] }, '*');
window.setTheme = (theme) => frame.contentWindow.postMessage({ func: 'themeChange', args: [theme] }, '*');
</script>`;
}
