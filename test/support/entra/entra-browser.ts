import assert from 'node:assert/strict';
import { Secret, TOTP, URI } from 'otpauth';
import { PNG } from 'pngjs';
import decodeQR from 'qr/decode.js';

type Kept = { name: string; value: string; path: string };

/** A browser without a screen for the practice security info page: cookies by path, redirects, forms. */
export class EntraBrowser {
  readonly #origin: string;
  #cookies: Kept[] = [];
  path = '';
  status = 0;
  text = '';
  headers = new Headers();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get csrf(): string {
    return /name="csrf" value="([^"]+)"/.exec(this.text)?.[1] ?? '';
  }

  get heading(): string {
    return /<h1>(.*?)<\/h1>/.exec(this.text)?.[1] ?? '';
  }

  async open(path: string): Promise<this> {
    return this.#go(path, {});
  }

  /** Sends a form of the page as it is now, to where it is now unless told otherwise. */
  async press(fields: Record<string, string>, path = this.path): Promise<this> {
    return this.#go(path, { method: 'POST', body: new URLSearchParams({ csrf: this.csrf, ...fields }) });
  }

  async signIn(upn: string, password: string, query = ''): Promise<this> {
    await this.open(`/mysignins/security-info?upn=${encodeURIComponent(upn)}${query}`);
    return this.press({ password });
  }

  /** From the list to the QR of “a different authenticator app”. */
  async openOtherAppQr(): Promise<this> {
    const list = this.path.replace(/\/add$/, '');
    await this.open(list);
    await this.press({ action: 'add' }, `${list}/add`);
    for (const action of ['choose', 'different', 'next']) await this.press({ action });
    return this;
  }

  /** What the QR on this page says, read from its pixels. */
  qrText(): string {
    const source = /src="(data:image\/png;base64,[^"]+)"/.exec(this.text)?.[1];
    assert.ok(source, `no QR on “${this.heading}”`);
    return qrTextOf(source);
  }

  async #go(path: string, init: RequestInit): Promise<this> {
    let url = new URL(path, this.#origin);
    let next: RequestInit = init;
    for (let hops = 0; hops < 10; hops += 1) {
      const cookie = this.#cookies
        .filter((kept) => url.pathname.startsWith(kept.path))
        .map((kept) => `${kept.name}=${kept.value}`);
      const response = await fetch(url, {
        ...next,
        redirect: 'manual',
        headers: { cookie: cookie.join('; ') },
        signal: AbortSignal.timeout(10_000),
      });
      for (const header of response.headers.getSetCookie()) this.#keep(header);
      const location = response.headers.get('location');
      if (location === null || new URL(location, url).origin !== url.origin) {
        this.path = url.pathname;
        this.status = response.status;
        this.headers = response.headers;
        this.text = await response.text();
        return this;
      }
      await response.arrayBuffer();
      url = new URL(location, url);
      next = {};
    }
    throw new Error('Too many redirects');
  }

  #keep(header: string): void {
    const [pair = '', ...attributes] = header.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((each) => each.startsWith('Path='))?.slice(5) ?? '/';
    this.#cookies = this.#cookies.filter((kept) => kept.name !== name || kept.path !== path);
    if (!attributes.includes('Max-Age=0')) this.#cookies.push({ name, value, path });
  }
}

/** What a QR code says, from the address of its picture (`data:image/png;base64,…`). */
export function qrTextOf(source: string): string {
  const { width, height, data } = PNG.sync.read(Buffer.from(source.split(',')[1] ?? '', 'base64'));
  return decodeQR({ width, height, data });
}

/** The code an authenticator would show for this otpauth link, computed by a library the practice does not use. */
export const codeOf = (otpauthUri: string, atMs: number): string => {
  const parsed = URI.parse(otpauthUri.replace(/^(otpauth:\/\/totp\/[^?]*)\+/g, '$1%20'));
  assert.ok(parsed instanceof TOTP);
  return new TOTP({ secret: Secret.fromBase32(parsed.secret.base32) }).generate({ timestamp: atMs });
};
