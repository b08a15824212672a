import * as z from 'zod';
import { defineContract, open } from '../../functions/kernel/contract.ts';
import { serve } from '../../functions/kernel/serve.ts';
import { text } from '../../functions/kernel/shapes.ts';
import { apiEvent } from '../../functions/kernel/testing.ts';
import { median, type Row, rounded } from './row.ts';

/** numbers.md: middy stack, routing and parsing at most 10 µs at the median. */
const BUDGET_US = 10;
const WARM_UP = 5_000;
const CALLS = 20_000;

const contract = defineContract({
  domain: 'bench',
  errors: {},
  routes: {
    echo: {
      method: 'GET',
      path: '/api/public/echo/{name}',
      access: open,
      summary: 'the smallest route with something to parse',
      params: z.strictObject({ name: text(20) }),
      query: z.strictObject({ limit: z.coerce.number().int().max(50) }),
      answer: z.object({ name: z.string() }),
    },
  },
});

/** Warm cost per request of the kernel alone: the handler answers from memory, the log goes nowhere. */
export async function kernelRows(): Promise<Row[]> {
  const handler = serve(contract, 'public', () => ({ echo: async ({ params }) => ({ name: params.name }) }));
  const event = apiEvent('GET /api/public/echo/{name}', { params: { name: 'hope' }, query: { limit: '20' } });
  (event as { queryStringParameters?: object }).queryStringParameters = { limit: '20' };
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 } as never;
  const write = console.log;
  console.log = () => {};
  const times: number[] = [];
  try {
    for (let i = 0; i < WARM_UP + CALLS; i++) {
      const start = process.hrtime.bigint();
      await handler(event, context);
      if (i >= WARM_UP) times.push(Number(process.hrtime.bigint() - start) / 1000);
    }
  } finally {
    console.log = write;
  }
  return [
    {
      part: 'kernel',
      what: 'request through the kernel, p50',
      value: rounded(median(times), 2),
      unit: 'µs',
      budget: BUDGET_US,
      reference: 6.4,
    },
  ];
}
