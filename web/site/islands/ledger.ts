import type { LedgerWords } from '../pages/ledger/ledger.tsx';
import { call, Problem } from './api.ts';
import { element } from './element.ts';
import { inOut, type PublicLedger, type PublicMonth, purseOf } from './ledger-sums.ts';
import type { PublicNumbers } from './numbers.ts';
import { fill, find, pageData } from './page-data.ts';

const words = pageData<LedgerWords>();
const figure = (n: number): string => n.toLocaleString(words.locale);
const SVG = 'http://www.w3.org/2000/svg';

/** A strip of shares, one after the other; `whole` is its length. */
function strip(
  svg: Element,
  parts: readonly (readonly [name: string, value: number])[],
  whole: number,
): void {
  let x = 0;
  for (const [name, value] of parts) {
    const rect = document.createElementNS(SVG, 'rect');
    const width = whole > 0 ? (100 * Math.max(0, value)) / whole : 0;
    for (const [key, to] of Object.entries({ x, width, height: 6, class: name }))
      rect.setAttribute(key, String(to));
    svg.append(rect);
    x += width;
  }
}

function showPurposes({ total }: PublicLedger): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-purpose]')) {
    const code = place.dataset.purpose ?? '';
    const { in: came, ...shares } = purseOf(total.purposes.find(({ purpose }) => purpose === code));
    for (const [name, sum] of Object.entries({ in: came, ...shares })) {
      const cell = place.querySelector(`[data-sum=${name}]`);
      if (cell) cell.textContent = figure(sum);
    }
    strip(find('[data-bar]', place), Object.entries(shares), came);
  }
  for (const row of document.querySelectorAll<HTMLElement>('[data-account]')) {
    find('[data-balance]', row).textContent = figure(balanceOf(total.accounts, row.dataset.account ?? ''));
  }
}

/** Of an account, or of all of a kind (`carrier:kt`, `carrier:lgu`). */
const balanceOf = (accounts: PublicLedger['total']['accounts'], name: string): number =>
  Math.abs(
    accounts
      .filter(({ account }) => account === name || account.startsWith(`${name}:`))
      .reduce((sum, { balance }) => sum + balance, 0),
  );

function showMonths(months: readonly PublicMonth[]): void {
  const sums = new Map(months.map((month) => [month, inOut(month)]));
  const most = Math.max(1, ...[...sums.values()].flatMap((sum) => [sum.in, sum.out]));
  const cell = (className: string, ...children: (Node | string)[]) => element('td', className, ...children);
  const sum = (name: 'in' | 'out', value: number): Node => {
    const bar = document.createElementNS(SVG, 'svg');
    for (const [key, to] of Object.entries({ viewBox: '0 0 100 6', preserveAspectRatio: 'none' }))
      bar.setAttribute(key, to);
    bar.setAttribute('aria-hidden', 'true');
    strip(bar, [[name, value]], most);
    return cell(`numeric ${name}`, figure(value), bar);
  };
  const rows = months.map((of) => {
    const { month, entries, digest, points } = of;
    const money = sums.get(of) ?? { in: 0, out: 0 };
    const name = new Date(`${month}-01`).toLocaleDateString(words.locale, {
      year: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
    const head = element('th', '', name);
    head.scope = 'row';
    const mark = element('code', '', digest.slice(0, 12));
    mark.title = digest;
    const files = Array.from({ length: of.pages }, (_, i) => {
      const of = element('span', 'visually-hidden', `${name}, `);
      const link = element('a', '', of, fill(words.months.file, { page: i + 1 }));
      link.href = `/data/ledger/${month}/${i + 1}.csv`;
      link.setAttribute('download', `${month}-${i + 1}.csv`);
      return link;
    });
    return element(
      'tr',
      '',
      head,
      sum('in', money.in),
      sum('out', money.out),
      cell('numeric', figure(points.given)),
      cell('numeric', figure(entries)),
      cell('', mark),
      cell('', element('div', 'files', ...files)),
    );
  });
  find('[data-months]').replaceChildren(...rows);
  find('[data-empty]').hidden = rows.length > 0;
}

function showPoints({ total: { points } }: PublicLedger): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-points]'))
    place.textContent = figure(points[place.dataset.points as 'earned'] ?? 0);
}

/** What is not in the bucket yet reads as refused (403): a programme that has just opened has an empty ledger. */
const orEmpty =
  <T>(empty: T) =>
  (error: unknown): T => {
    if (error instanceof Problem && (error.status === 403 || error.status === 404)) return empty;
    throw error;
  };
const EMPTY: PublicLedger = {
  ...{ asOf: new Date().toISOString(), currency: '', pageSize: 0, from: '', years: [], months: [] },
  total: {
    ...{ entries: 0, accounts: [], purposes: [], digest: '' },
    points: { earned: 0, given: 0, expired: 0, corrected: 0 },
  },
};

/** The year's months, fetched when they are asked for: the page begins with the newest twelve. */
async function earlier(year: string, button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  const { months } = await call<{ months: readonly PublicMonth[] }>(`/data/ledger/${year}.json`);
  const known = new Set(shown.map(({ month }) => month));
  shown = [...shown, ...months.filter(({ month }) => !known.has(month))].sort((a, b) =>
    b.month.localeCompare(a.month),
  );
  showMonths(shown);
  button.remove();
}
let shown: readonly PublicMonth[] = [];

function offerYears({ years, months, from }: PublicLedger): void {
  const oldest = months.at(-1)?.month ?? '';
  const buttons = years
    // Years that have months before the oldest shown.
    .filter((year) => from < oldest && `${year}-01` < oldest)
    .map((year) => {
      const button = element(
        'button',
        'button button-secondary button-small',
        fill(words.months.year, { year }),
      );
      button.type = 'button';
      button.addEventListener('click', () => {
        earlier(year, button).catch(() => {
          button.disabled = false;
        });
      });
      return button;
    });
  find('[data-years]').replaceChildren(...buttons.toReversed());
}

call<PublicLedger>('/data/ledger.json')
  .catch(orEmpty(EMPTY))
  .then(
    (ledger) => {
      showPurposes(ledger);
      showPoints(ledger);
      shown = ledger.months;
      showMonths(shown);
      offerYears(ledger);
      find('[data-as-of]').textContent = fill(words.asOf, {
        day: new Date(ledger.asOf).toLocaleString(words.locale, {
          dateStyle: 'long',
          timeStyle: 'short',
          timeZone: words.timeZone,
        }),
      });
    },
    () => {
      find('[data-as-of]').textContent = words.failed;
    },
  );

call<Pick<PublicNumbers, 'received' | 'delivered'>>('/data/stats.json')
  .catch(orEmpty({ received: 0, delivered: 0 }))
  .then(
    (numbers) => {
      for (const place of document.querySelectorAll<HTMLElement>('[data-count]'))
        place.textContent = figure(numbers[place.dataset.count as 'received']);
    },
    // The money is shown all the same; the place keeps the sign that stands for a figure that is not known.
    () => undefined,
  );
