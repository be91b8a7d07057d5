import { randomUUID } from 'node:crypto';
import type { Request } from '@token-desk/contract/request';

const nobody = { id: 'a1b2c3d4-0000-4000-8000-0000000000aa', name: 'Ana Moreau', upn: 'ana@contoso.example' };

/** A plain value for what only draws a request: no rule made it, and no store has it. In the queue unless set otherwise. */
export function aRequest(more: Partial<Request> = {}): Request {
  return {
    id: randomUUID(),
    version: 1,
    state: 'queued',
    heldFrom: null,
    subject: nobody,
    requestedBy: { ...nobody, id: 'a1b2c3d4-0000-4000-8000-0000000000bb', name: 'Ada Keller' },
    source: 'chat',
    form: { type: 'new', reason: 'no-smartphone', site: 'Lyon', neededBy: '2026-11-30', handOver: 'desk' },
    createdAt: 0,
    updatedAt: 0,
    approvedBy: 'policy',
    claim: null,
    identityCheck: null,
    methodsBefore: null,
    openJobId: null,
    token: null,
    checkedAt: null,
    binding: null,
    handedOverAt: null,
    enforcement: 'undecided',
    attention: null,
    ...more,
  };
}
