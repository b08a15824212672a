import type { VNode } from 'preact';

/** Line drawings on a grid of 24, drawn for this project. */
const drawings = {
  alert: 'M12 3.5 2.5 20h19L12 3.5Z M12 10v4.5 M12 17.3v.2',
  arrow: 'M5 12h14 M13 6l6 6-6 6',
  back: 'M19 12H5 M11 6l-6 6 6 6',
  bank: 'M3.5 9.5 12 4l8.5 5.5 M4.5 9.5h15 M6.5 12.5v5 M12 12.5v5 M17.5 12.5v5 M4 20h16',
  box: 'M3.5 8 12 3.5 20.5 8v8.5L12 20.5l-8.5-4V8Z M3.5 8l8.5 4 8.5-4 M12 12v8.5',
  building: 'M5 20.5V4h9v16.5 M14 9.5h5v11 M3 20.5h18 M8 8h3 M8 12h3 M8 16h3',
  calendar: 'M4 6h16v14H4V6Z M4 10.5h16 M8 3.5V7 M16 3.5V7',
  check: 'M4.5 12.5 10 18 19.5 7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z M12 7.5V12l3 2.5',
  close: 'M6 6l12 12 M18 6 6 18',
  desktop: 'M3.5 4.5h17v11h-17v-11Z M12 15.5v4 M8 19.5h8',
  document: 'M6 3.5h8l4 4v13H6v-17Z M14 3.5v4h4 M9 12h6 M9 16h6',
  download: 'M12 4v11 M7 10.5l5 5 5-5 M4.5 20h15',
  dot: 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  erase: 'M12 3.5 5 6v5.5c0 4 2.8 7.3 7 9 4.2-1.7 7-5 7-9V6l-7-2.5Z M8.7 12l2.4 2.4 4.2-4.6',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z M3.5 12h17 M12 3.5c5 5.4 5 11.6 0 17-5-5.4-5-11.6 0-17Z',
  hands: 'M12 20S4 15.4 4 9.7A4.2 4.2 0 0 1 12 7.5a4.2 4.2 0 0 1 8 2.2C20 15.4 12 20 12 20Z',
  home: 'M3.5 11.5 12 4l8.5 7.5 M6 9.5V20h12V9.5 M10 20v-5.5h4V20',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z M12 11v5.5 M12 7.6v.2',
  laptop: 'M5.5 5.5h13v9.5h-13V5.5Z M2.5 18.5h19',
  mail: 'M3.5 5.5h17v13h-17v-13Z M3.5 6.5 12 13l8.5-6.5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  phone:
    'M6 3.5h3.5l1.5 4.5-2.2 1.7a12 12 0 0 0 5.5 5.5L16 13l4.5 1.5V18c0 1.5-1 2.5-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6 3.5 4.5 4.5 3.5 6 3.5Z',
  print: 'M7 8V3.5h10V8 M7 17H4V8h16v9h-3 M7 13.5h10v7H7v-7Z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z M15.5 15.5 20.5 20.5',
  tablet: 'M6.5 3.5h11v17h-11v-17Z M11 17.5h2',
  tools:
    'M14.5 6.5a4.2 4.2 0 0 1 5.3-2.6l-2.6 2.6 1 2.3 2.4 1 0-.1a4.2 4.2 0 0 1-6 2.4L7.5 19.6a2 2 0 0 1-3-3l7.3-7.1a4.2 4.2 0 0 1 2.7-3Z',
  truck:
    'M2.5 6h11.5v10.5H2.5V6Z M14 9.5h4l3.5 3.5v3.5H14 M6.5 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z M17.5 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside words; it says nothing that the words do not, so it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
