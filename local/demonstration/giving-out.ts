import { inParallel, type Office } from './office.ts';

interface Plan {
  readonly status: string;
}
interface Lines {
  readonly items: readonly { readonly device: string; readonly result: string }[];
}

/** Looks at a plan until its task has done with it: milliseconds on a quiet machine, a minute at most. */
async function planOnce(office: Office, id: string, ...ends: readonly string[]): Promise<string> {
  for (let look = 0; look < 600; look++) {
    const { status } = await office.get<Plan>('chest.kim', `/api/staff/allotments/${id}`);
    if (ends.includes(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`demonstration: the plan ${id} came to no end`);
}

/** Has a plan computed, at most `limit` lines; undefined when there is nothing to allot. */
export async function propose(
  office: Office,
  limit: number,
): Promise<{ id: string; devices: string[] } | undefined> {
  const order = '/api/staff/allotments/computation';
  const { id } = await office.post<{ id: string }>('chest.kim', order, { limit });
  if ((await planOnce(office, id, 'PROPOSED', 'WITHDRAWN')) === 'WITHDRAWN') return undefined;
  const { items } = await office.get<Lines>('chest.kim', `/api/staff/allotments/${id}/lines?limit=50`);
  return { id, devices: items.filter(({ result }) => result === 'open').map(({ device }) => device) };
}

/** Executes a decided plan. */
export async function execute(office: Office, plan: string): Promise<void> {
  await office.post('chest.kim', `/api/staff/allotments/${plan}/execution`, {});
  await planOnce(office, plan, 'EXECUTED');
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
