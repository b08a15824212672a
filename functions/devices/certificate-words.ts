/** A label in Korean with its English beneath it. */
export type Label = readonly [ko: string, en: string];
export const label = ([ko, en]: Label): string => `${ko}\n${en}`;
/** The same on one line, for values. */
export const said = ([ko, en]: Label): string => `${ko} (${en})`;

export const TITLE: Label = ['자료 삭제 확인서', 'Certificate of data erasure'];

export const WORDS = {
  device: ['기기', 'Device'],
  assetNumber: ['자산번호', 'Asset number'],
  makerModel: ['제조사 · 모델', 'Maker and model'],
  kind: ['종류', 'Kind'],
  received: ['입고일', 'Received on'],
  erased: ['삭제 완료일', 'Erased on'],
  drive: ['저장장치', 'Drive'],
  model: ['모델', 'Model'],
  serial: ['일련번호', 'Serial number'],
  size: ['용량', 'Size'],
  method: ['삭제 방법', 'Method'],
  passes: ['덮어쓰기 횟수', 'Passes'],
  verified: ['검증', 'Verification'],
  hiddenArea: ['숨은 영역', 'Hidden areas'],
  operator: ['작업자 번호', 'Operator id'],
  time: ['작업 시각', 'Time'],
  verdict: ['판정', 'Verdict'],
  witness: ['입회자', 'Witness'],
} as const satisfies Record<string, Label>;

export const KINDS = {
  desktop: ['데스크톱 컴퓨터', 'desktop'],
  laptop: ['노트북 컴퓨터', 'laptop'],
  'all-in-one': ['일체형 컴퓨터', 'all-in-one'],
  tablet: ['태블릿 컴퓨터', 'tablet'],
} as const satisfies Record<string, Label>;

export const VERDICTS = {
  erased: ['삭제됨', 'erased'],
  destroyed: ['파기됨', 'destroyed'],
} as const satisfies Record<string, Label>;

export const VERIFIED = {
  yes: ['전체를 다시 읽어 확인함', 'read back in full'],
  byDrive: ['저장장치 자체 명령으로 수행', "by the drive's own command"],
} as const satisfies Record<string, Label>;

export const HIDDEN = {
  none: ['없음', 'none'],
  detected: ['있음', 'detected'],
  unknown: ['알 수 없음', 'unknown'],
} as const satisfies Record<string, Label>;

export const DESTROYED_BY = {
  degauss: ['자기 소거', 'degaussed'],
  shred: ['분쇄', 'shredded'],
  drill: ['천공', 'drilled'],
} as const satisfies Record<string, Label>;

export const NO_DRIVES: Label = [
  '이 기기에는 저장장치가 없습니다.',
  'This device holds no drive; stated by the operator named below.',
];

/** NIST SP 800-88 Rev. 1, §4.8 and appendix G: a certificate names each medium, its method, verification and operator. */
export const STATEMENT: Label = [
  '위 기기에서 확인된 모든 저장장치의 자료를 아래와 같이 삭제하거나 파기하였음을 확인합니다.',
  'All drives found in the device above were erased or destroyed as stated below (NIST SP 800-88).',
];

export const UNKNOWN: Label = ['알 수 없음', 'unknown'];
