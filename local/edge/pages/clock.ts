import { escapeHtml, menu, page } from './layout.ts';

const HOUR = 3_600_000;
const STEPS = [
  { ms: HOUR, ko: '1시간 후', en: '+1 hour' },
  { ms: 24 * HOUR, ko: '하루 후', en: '+1 day' },
  { ms: 7 * 24 * HOUR, ko: '일주일 후', en: '+7 days' },
  { ms: 30 * 24 * HOUR, ko: '30일 후', en: '+30 days' },
] as const;

/** The clock: the time as the system sees it, and buttons that move it. */
export function clockPage(now: string, ahead: string): string {
  const buttons = STEPS.map(
    ({ ms, ko, en }) => `<button name="ms" value="${ms}">${ko} <small lang="en">${en}</small></button>`,
  );
  return page(
    '시계 · Clock',
    `${menu('clock')}<main><h1>시계 <small lang="en">Clock</small></h1>
<article><time class="big">${escapeHtml(now)}</time><small>${escapeHtml(ahead)}</small></article>
<p>시간을 앞으로 옮기면 마감과 만료가 그만큼 다가옵니다. 되돌릴 수는 없습니다.<br>
<small lang="en">Moving time forward brings deadlines and expiries nearer. It cannot be moved back.</small></p>
<form method="post" action="/_local/clock/advance" class="row">${buttons.join('\n')}</form></main>`,
  );
}

/** `3일 4시간 빠름 · 3 d 4 h ahead of this machine`. */
export function aheadWords(offsetMs: number): string {
  if (Math.abs(offsetMs) < 60_000) return '이 컴퓨터의 시계와 같음 · same as this machine';
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const words = (day: string, hour: string, minute: string) =>
    [
      [days, day],
      [hours, hour],
      [rest, minute],
    ]
      .filter(([count]) => count !== 0)
      .map(([count, unit]) => `${count}${unit}`)
      .join(' ');
  return offsetMs > 0
    ? `이 컴퓨터보다 ${words('일', '시간', '분')} 빠름 · ${words(' d', ' h', ' min')} ahead`
    : `이 컴퓨터보다 ${words('일', '시간', '분')} 느림 · ${words(' d', ' h', ' min')} behind`;
}
