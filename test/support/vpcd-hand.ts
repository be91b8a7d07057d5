import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual-token';
import { VpcdCard } from '@token-desk/burner-service/reader/vpcd';
import { type ReaderHand, slowMs } from '@token-desk/practice/token-panel/reader-hand';
import type { Pcscd } from './pcscd.ts';

const readyTimeoutMs = 20_000;

/** The practice's reader behind a real pcscd: tokens are laid down through vpcd and read over PC/SC. */
export async function openVpcdHand({ host, port }: Pick<Pcscd, 'host' | 'port'>): Promise<ReaderHand> {
  const source = new PcscReaders();
  await source.ready(AbortSignal.timeout(readyTimeoutMs));
  let onReader: { readonly token: VirtualToken; readonly card: VpcdCard } | null = null;
  const lift = () => {
    onReader?.card.close();
    onReader = null;
  };
  return {
    source,
    tap: (token) => {
      if (onReader?.token === token) return;
      lift();
      onReader = { token, card: new VpcdCard(token, { host, port, slowMs }) };
      onReader.card.tap();
    },
    lift,
    press: () => void onReader?.card.press(),
    close: async () => {
      lift();
      await source.close();
    },
  };
}
