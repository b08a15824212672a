import type { AssetKind } from './asset.ts';

type Known = Exclude<AssetKind, 'unknown'>;

/** Words that name the kind, wherever they stand in the cell. */
const SURE: Readonly<Record<Known, RegExp>> = {
  'all-in-one': /일체형|올인원|all.?in.?one|\baio\b|\bimac\b|아이맥/,
  laptop:
    /노트북|랩탑|랩톱|넷북|울트라북|notebook|laptop|netbook|ultrabook|chromebook|크롬북|macbook|맥북|portable/,
  tablet: /태블릿|타블렛|테블릿|아이패드|갤럭시\s?탭|tablet|\bipad\b|galaxy tab/,
  monitor: /모니터|디스플레이|monitor|\blcd\b|\bdisplay\b/,
  printer: /프린터|프린트기|복합기|printer|\bmfp\b|multifunction/,
  desktop:
    /데스크톱|데스크탑|데스크|desktop|워크스테이션|workstation|\btower\b|타워|미니\s?pc|mini.?pc|\bsff\b|microtower/,
};
/** Words that mean a desktop only when nothing surer stands beside them: `노트북 컴퓨터` is none. */
const COMPUTER = /컴퓨터|본체|\bp\.?c\b|피씨|computer|^pc|pc$/;
/** What belongs to a machine and is none: `노트북 가방`, `docking station`. */
const BESIDE =
  /가방|거치대|받침|스탠드|케이블|어댑터|아답터|충전기|배터리|도킹|마우스|키보드|케이스|부품|메모리|서버|\bbag\b|stand\b|cable|adapter|adaptor|charger|battery|dock|mouse|keyboard|\bcase\b|\bparts?\b|server|switch|router|phone/;
/** Product lines that are made as one kind only. */
const LINES: readonly (readonly [RegExp, Known])[] = [
  [
    /macbook|thinkpad|latitude|elitebook|probook|zbook|ideapad|vivobook|zenbook|\bgram\b|그램|toughbook|갤럭시북|galaxy book/,
    'laptop',
  ],
  [
    /optiplex|thinkcentre|elitedesk|prodesk|esprimo|veriton|mac mini|ideacentre|vostro 3[0-9]{3} (?:sff|mt)/,
    'desktop',
  ],
  [/\bimac\b/, 'all-in-one'],
  [/\bipad\b|galaxy tab|갤럭시\s?탭|surface go/, 'tablet'],
];

/** The kind that a cell names; undefined when it names none of ours, or two. */
export function kindOf(cell: string): Known | undefined {
  const words = cell.normalize('NFKC').toLowerCase();
  if (BESIDE.test(words)) return undefined;
  const sure = (Object.keys(SURE) as Known[]).filter((kind) => SURE[kind].test(words));
  if (sure.length > 1) return undefined;
  return sure[0] ?? (COMPUTER.test(words) ? 'desktop' : undefined);
}

/** What the model lets one guess; a person still has to say so. */
export function kindOfModel(model: string): Known | undefined {
  const words = model.normalize('NFKC').toLowerCase();
  return LINES.find(([line]) => line.test(words))?.[1];
}
