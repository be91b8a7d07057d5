// Loaded into the Playground's process before it starts (`node --import`). The Playground is somebody else's
// program: it listens on every interface, trusts every caller and wants a wide window. Here it is kept on
// loopback, away from foreign pages, ends with the practice, and fits into a pane.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';

const channel = process.env.TOKEN_DESK_PLAYGROUND_CHANNEL ?? '';
const index = process.env.TOKEN_DESK_PLAYGROUND_INDEX ?? '';
const loopbackNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(...args) {
  const [first] = args;
  const callback = args.find((arg) => typeof arg === 'function');
  if (first !== null && typeof first === 'object')
    return listen.call(this, { ...first, host: '127.0.0.1' }, callback);
  return listen.call(this, { port: Number(first ?? 0), host: '127.0.0.1' }, callback);
};

const style = `
#root div { min-width: 0 !important; }
#root div:has(> div .ac-adaptiveCard) { max-width: 100%; }
#root div:has(> h1) { display: none !important; }
html[data-practice-theme=dark] { filter: invert(0.9) hue-rotate(180deg); background: #fff; }
html[data-practice-theme=dark] img { filter: invert(1) hue-rotate(180deg); }
`;
const script = `
addEventListener('message', (event) => {
  if (!/^http:\\/\\/(localhost|127\\.0\\.0\\.1):\\d+$/.test(event.origin) || typeof event.data !== 'object') return;
  if (event.data?.practiceTheme) document.documentElement.dataset.practiceTheme = event.data.practiceTheme;
});
// A card's link to the tab: the page around us has it open already.
const openWindow = window.open;
window.open = (url, ...rest) => {
  if (!/^http:\\/\\/localhost:\\d+\\/\\?request=/.test(String(url)) || parent === window) return openWindow.call(window, url, ...rest);
  parent.postMessage({ practiceOpen: String(url) }, '*');
  return null;
};
const channel = ${JSON.stringify(channel)};
let tries = 0;
let isPanelClosed = false;
const timer = setInterval(() => {
  tries += 1;
  const panel = document.querySelector('[title="Toggle Log Panel"]');
  if (panel && !isPanelClosed) { panel.click(); isPanelClosed = true; }
  const place = [...document.querySelectorAll('[role=treeitem]')].find((item) => item.getAttribute('aria-label')?.endsWith(' - ' + channel));
  if (isPanelClosed && channel && place) place.click();
  if ((isPanelClosed && (!channel || place)) || tries > 200) {
    clearInterval(timer);
    document.documentElement.dataset.practiceReady = 'true';
    parent.postMessage({ practiceReady: true }, '*');
  }
}, 100);
`;

const own = {
  '/': { type: 'text/html; charset=utf-8', text: page },
  '/practice-fit.css': { type: 'text/css', text: () => style },
  '/practice-fit.js': { type: 'text/javascript', text: () => script },
};

function page() {
  const fit =
    '<link rel="stylesheet" href="/practice-fit.css"><script defer src="/practice-fit.js"></script>';
  return readFileSync(index, 'utf8').replace('</head>', `${fit}</head>`);
}

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function emitIfOurs(event, ...args) {
  if (event !== 'request' && event !== 'upgrade') return emit.call(this, event, ...args);
  const [request, response] = args;
  const isForeign =
    !loopbackNames.test(request.headers.host ?? '') || request.headers['sec-fetch-site'] === 'cross-site';
  if (event === 'upgrade') {
    if (!isForeign) return emit.call(this, event, ...args);
    response.destroy();
    return true;
  }
  if (isForeign) {
    response.writeHead(403).end();
    return true;
  }
  const path = (request.url ?? '').split('?')[0];
  if (request.method === 'GET' && index !== '' && Object.hasOwn(own, path)) {
    response.writeHead(200, { 'content-type': own[path].type, 'cache-control': 'no-store' });
    response.end(own[path].text());
    return true;
  }
  return emit.call(this, event, ...args);
};

// The channel to the practice closes when that process ends, however it ends.
if (process.channel) {
  process.on('disconnect', () => process.exit(0));
  process.channel.unref();
}
