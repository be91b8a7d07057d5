import type { DoctorLine } from '@token-desk/contract/job';

const maxText = 300;

export function fine(check: string, what: string): DoctorLine {
  return { check, ok: true, what: what.slice(0, maxText), todo: null };
}

export function wrong(check: string, what: string, todo: string): DoctorLine {
  return { check, ok: false, what: what.slice(0, maxText), todo: todo.slice(0, maxText) };
}
