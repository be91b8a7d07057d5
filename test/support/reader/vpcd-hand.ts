import { PcscReaders } from '@token-desk/burner-service/reader/pcsc';
import type { CardManner } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { VpcdCard } from '@token-desk/burner-service/reader/virtual/vpcd';
import { type ReaderHand, slowMs } from '@token-desk/practice/token-panel/reader-hand';
import type { Pcscd } from './pcscd.ts';

const readyTimeoutMs = 60_000;

/** A hand that can also lay a token down so that something goes wrong with it. */
export type VpcdHand = Omit<ReaderHand, 'tap'> & { tap(token: VirtualToken, manner?: CardManner): void };

/** The practice's reader behind a real pcscd: tokens are laid down through vpcd and read over PC/SC. */
export async function openVpcdHand(
  { host, port }: Pick<Pcscd, 'host' | 'port'>,
  usual: CardManner = { slowMs },
): Promise<VpcdHand> {
  const source = new PcscReaders();
  await source.ready(AbortSignal.timeout(readyTimeoutMs));
  let onReader: { readonly token: VirtualToken; readonly card: VpcdCard } | null = null;
  const lift = () => {
    onReader?.card.close();
    onReader = null;
  };
  return {
    source,
    tap: (token, manner = {}) => {
      if (onReader?.token === token) return;
      lift();
      onReader = { token, card: new VpcdCard(token, { host, port, ...usual, ...manner }) };
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
