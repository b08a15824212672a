import { percentOf } from '../../components/progress/percent.ts';
import { levelOf } from '../../components/tile-map/level.ts';
import { call, Problem } from './api.ts';
import { drawBars } from './chart.ts';
import type { PublicNumbers } from './numbers.ts';
import { fill, find, pageData } from './page-data.ts';
import { markPhases, todayIn } from './phases.ts';

interface HomeWords {
  locale: string;
  timeZone: string;
  target: number;
  caption: string;
  failed: string;
  phases: Record<'soon' | 'open' | 'closed', string>;
}

const words = pageData<HomeWords>();
const figure = (n: number): string => n.toLocaleString(words.locale);
const caption = find('[data-caption]');

function showProgress({ delivered, asOf, ...numbers }: PublicNumbers): void {
  find('[data-value]').textContent = figure(delivered);
  find<HTMLProgressElement>('[data-progress] progress').value = delivered;
  caption.textContent = fill(words.caption, {
    target: figure(words.target),
    percent: percentOf(delivered, words.target),
    day: new Date(asOf).toLocaleDateString(words.locale, { dateStyle: 'long', timeZone: words.timeZone }),
  });
  for (const place of document.querySelectorAll<HTMLElement>('[data-count]')) {
    place.textContent = figure(numbers[place.dataset.count as 'received' | 'waiting']);
  }
}

function showMonths({ months }: PublicNumbers): void {
  // Without a delivery there is nothing to draw; the words that stand there say so.
  if (!months.some((month) => month.delivered > 0)) return;
  const nameOf = (month: string, style: 'short' | 'long'): string =>
    new Date(`${month}-01`).toLocaleDateString(words.locale, {
      month: style,
      timeZone: 'UTC',
      ...(style === 'long' && { year: 'numeric' }),
    });
  find('[data-months-empty]').hidden = true;
  drawBars(
    find('[data-chart]'),
    months.map(({ month, delivered }) => ({
      label: nameOf(month, 'short'),
      value: delivered,
      figure: figure(delivered),
    })),
  );
  const body = find<HTMLTableSectionElement>('[data-months]');
  for (const { month, delivered } of months) {
    const row = body.insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = nameOf(month, 'long');
    row.append(head);
    const cell = row.insertCell();
    cell.className = 'numeric';
    cell.textContent = figure(delivered);
  }
}

function showDistricts({ districts }: PublicNumbers): void {
  const largest = Math.max(0, ...districts.map((district) => district.delivered));
  const rows = [...districts].sort((a, b) => b.delivered - a.delivered);
  for (const { code, delivered, waiting } of rows) {
    const tile = document.querySelector<HTMLElement>(`[data-district="${code}"]`);
    const row = document.querySelector<HTMLElement>(`[data-record="${code}"]`);
    if (!tile || !row) continue;
    tile.dataset.level = String(levelOf(delivered, largest));
    find('b', tile).textContent = figure(delivered);
    find('[data-column="delivered"]', row).textContent = figure(delivered);
    find('[data-column="waiting"]', row).textContent = figure(waiting);
    row.parentElement?.append(row);
  }
}

/**
 * The file is first written when something is counted, and what is not in the bucket reads as refused (403): a
 * programme that has just opened has all its figures, and they are 0.
 */
const isNotYetThere = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 403 || error.status === 404);

const nothingYet = (): PublicNumbers => ({
  asOf: new Date().toISOString(),
  ...{ received: 0, erased: 0, refurbished: 0, delivered: 0, waiting: 0, months: [] },
  districts: [...document.querySelectorAll<HTMLElement>('[data-district]')].map(({ dataset }) => ({
    code: dataset.district ?? '',
    delivered: 0,
    waiting: 0,
  })),
});

markPhases(words.phases, todayIn(words.timeZone));
call<PublicNumbers>('/data/stats.json')
  .catch((error) => {
    if (isNotYetThere(error)) return nothingYet();
    throw error;
  })
  .then(
    (numbers) => {
      showProgress(numbers);
      showMonths(numbers);
      showDistricts(numbers);
    },
    () => {
      caption.textContent = words.failed;
    },
  );
