import { useSyncExternalStore } from 'react';
import type { Sound } from '../../flow/burn-sound.ts';

/** Hertz and milliseconds, one after the other. Up is good, down is wrong, the same twice is a call. */
const tunes: Readonly<Record<Sound, readonly (readonly [hertz: number, durationMs: number])[]>> = {
  burned: [
    [523, 70],
    [784, 110],
  ],
  matched: [
    [523, 60],
    [659, 60],
    [1047, 140],
  ],
  wrong: [
    [311, 120],
    [208, 180],
  ],
  'needs-you': [
    [880, 80],
    [0, 60],
    [880, 80],
  ],
};
const volume = 0.12;
const offKey = 'token-desk.sounds-off';
const listeners = new Set<() => void>();
let context: AudioContext | null = null;
let isOff = readOff();

export function play(sound: Sound): void {
  // what a blind look at the page can still see: tests, and whoever switched the sound off
  dispatchEvent(new CustomEvent('token-desk-sound', { detail: sound }));
  if (isOff || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume().catch(() => {}); // not allowed before the first key or click: then it stays silent
  let at = context.currentTime + 0.01;
  for (const [hertz, durationMs] of tunes[sound]) {
    const seconds = durationMs / 1000;
    if (hertz > 0) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = hertz;
      tone.type = sound === 'wrong' ? 'triangle' : 'sine';
      loudness.gain.setValueAtTime(0, at);
      loudness.gain.linearRampToValueAtTime(volume, at + 0.01);
      loudness.gain.linearRampToValueAtTime(0, at + seconds);
      tone.connect(loudness).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
    }
    at += seconds;
  }
}

export function useSoundsOff(): readonly [boolean, (off: boolean) => void] {
  const off = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOff,
  );
  return [off, setOff];
}

function setOff(off: boolean): void {
  isOff = off;
  try {
    localStorage.setItem(offKey, off ? '1' : '0');
  } catch {
    // storage forbidden: remembered until the page closes
  }
  for (const listener of listeners) listener();
}

function readOff(): boolean {
  try {
    return localStorage.getItem(offKey) === '1';
  } catch {
    return false; // storage forbidden
  }
}
