import {
  VirtualToken,
  type VirtualTokenOptions,
} from '@token-desk/burner-service/reader/virtual/virtual-token';

/** A token with a clock that only moves when a test says so. */
export function makeToken(options: Partial<VirtualTokenOptions> = {}): VirtualToken {
  return new VirtualToken({
    serial: '8659622000001',
    isRestricted: true,
    nowMs: () => 1_700_000_000_000,
    random: (sizeBytes) => Uint8Array.from({ length: sizeBytes }, (_, at) => at + 1),
    ...options,
  });
}

export const restrictedSerial = '8659622000001';
export const unrestrictedSerial = '8659632000001';
