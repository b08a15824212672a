import type { AnswerOf } from '../contracts.ts';
import { client } from '../core/session.ts';

/** What the booking of a file will do, as far as can be said before. */
export interface Forecast {
  /** New entries that were looked at, and how many there are. */
  readonly seen: number;
  readonly of: number;
  /** Find their place by themselves. */
  readonly certain: number;
  /** Money that came and waits for somebody; money that left and is to be explained. */
  readonly waiting: number;
  readonly unexplained: number;
}

/** The most that one call gives, and how many are looked at before a person decides. */
const PAGE = 100;
const MOST = 500;

/** Looks through a file's new entries. @throws Problem */
export async function foresee(id: string): Promise<Forecast> {
  const items: AnswerOf<'previewStatement'>['items'] = [];
  let of = 0;
  for (let from: number | undefined = 0; from !== undefined && items.length < MOST; ) {
    const page: AnswerOf<'previewStatement'> = await client.read('previewStatement', {
      params: { id },
      query: { show: 'new', from, limit: PAGE },
    });
    items.push(...page.items);
    of = page.total;
    from = page.next;
  }
  const sure = ({ proposals }: (typeof items)[number]) =>
    proposals.some((one) => one.certainty === 'certain');
  const open = items.filter((entry) => !sure(entry));
  const came = open.filter(({ amount }) => amount > 0).length;
  return {
    ...{ seen: items.length, of, certain: items.length - open.length },
    ...{ waiting: came, unexplained: open.length - came },
  };
}
