import assert from 'node:assert/strict';
import { sourceOf, trustedHops } from '@token-desk/bot/http/source';

const proxies = trustedHops(['10.0.0.0/8', '192.0.2.7', '2001:db8:aaaa::/48']);

describe('where a request comes from', () => {
  const cases: readonly [what: string, socket: string, forwarded: string | undefined, source: string][] = [
    ['no proxy: the socket, whatever the caller writes', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['a trusted hop: the one before it', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['two trusted hops', '10.1.2.3', '198.51.100.1, 192.0.2.7', '198.51.100.1'],
    [
      'what stands before the first hop that is not trusted is the caller’s own word',
      '10.1.2.3',
      '1.1.1.1, 198.51.100.1',
      '198.51.100.1',
    ],
    [
      'a trusted address that the caller wrote is not passed over',
      '10.1.2.3',
      '10.9.9.9, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a hop that says nothing is itself the source', '10.1.2.3', undefined, '10.1.2.3'],
    ['a word that is no address ends it', '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
    ['the whole list trusted: its beginning', '10.1.2.3', '10.0.0.9, 10.0.0.8', '10.0.0.9'],
    ['Azure writes a port', '10.1.2.3', '198.51.100.1:50123', '198.51.100.1'],
    ['an IPv4 address in its IPv6 form', '::ffff:10.1.2.3', '::ffff:198.51.100.1', '198.51.100.1'],
    ['IPv6 with brackets and port', '10.1.2.3', '[2001:db8:1:2::5]:443', '2001:db8:1:2::/64'],
    ['one IPv6 /64 is one source', '2001:db8:1:2:a:b:c:d', undefined, '2001:db8:1:2::/64'],
    ['the same /64, written short', '2001:db8:1:2::1', undefined, '2001:db8:1:2::/64'],
    ['a zone is no part of it', 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
    ['loopback', '::1', undefined, '0:0:0:0::/64'],
    ['a trusted IPv6 network', '2001:db8:aaaa::1', '198.51.100.1', '198.51.100.1'],
    ['nothing at all', '', '198.51.100.1', 'unknown'],
  ];
  for (const [what, socket, forwarded, source] of cases)
    it(what, () => assert.equal(sourceOf(socket, forwarded, proxies), source));

  it('believes nobody where nobody is named', () =>
    assert.equal(sourceOf('10.1.2.3', '198.51.100.1', trustedHops([])), '10.1.2.3'));

  it('reads a list of any length in a moment, from its end', () => {
    const long = `${'198.51.100.1, '.repeat(100_000)}203.0.113.9`;
    assert.equal(sourceOf('10.1.2.3', long, proxies), '203.0.113.9');
  });
});
