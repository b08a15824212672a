import { inParallel, type Office } from './office.ts';

interface Suggestion {
  readonly lines: readonly { readonly device: string; readonly application: string; readonly why: string }[];
}

/** Proposes what the system suggests, at most `limit` lines; undefined when there is nothing to allot. */
export async function propose(
  office: Office,
  limit: number,
): Promise<{ id: string; devices: string[] } | undefined> {
  const { lines } = await office.get<Suggestion>(
    'chest.kim',
    `/api/staff/allotments/suggestion?limit=${limit}`,
  );
  if (lines.length === 0) return undefined;
  const chosen = lines.map(({ device, application }) => ({
    device,
    application,
    why: '가장 오래 기다린 신청',
  }));
  const plan = await office.post<{ id: string }>('chest.kim', '/api/staff/allotments', { lines: chosen });
  return { id: plan.id, devices: lines.map(({ device }) => device) };
}

/** A committee's decision, then its execution. */
export async function decideAndExecute(
  office: Office,
  plan: string,
  number: string,
  decidedOn: string,
): Promise<void> {
  await office.post('chest.kim', `/api/staff/allotments/${plan}/decision`, {
    committee: 'ALLOTMENT_SUBCOMMITTEE',
    number,
    decidedOn,
    legalBasis: 'CHEST',
    outcome: 'APPROVED',
  });
  await office.post('chest.kim', `/api/staff/allotments/${plan}/execution`, {});
}

export const book = (office: Office, device: string, day: string) =>
  office.post<{ id: string }>('chest.kim', '/api/staff/deliveries', {
    device,
    day,
    slot: 'afternoon',
    crew: '동부 수리팀',
  });

export const depart = (office: Office, delivery: string) =>
  office.post('repair.lee', `/api/staff/deliveries/${delivery}/departure`, {});

/** Books, brings and installs each device. */
export const deliver = (office: Office, devices: readonly string[], day: string): Promise<void> =>
  inParallel(devices, async (device) => {
    const { id } = await book(office, device, day);
    await depart(office, id);
    await office.post('repair.lee', `/api/staff/deliveries/${id}/confirmation`, {
      signature: { kind: 'typed', name: '받는 사람' },
      handover: { installed: true, starts: true, internet: true, explained: true, warrantyGiven: true },
    });
  });
