/** What the hand-over paper says, in each language that the papers are written in. */
export interface HandoverWords {
  readonly title: string;
  readonly reference: string;
  readonly recipient: string;
  readonly district: string;
  readonly plannedDay: string;
  readonly doneDay: string;
  readonly slots: Readonly<Record<'morning' | 'afternoon', string>>;
  readonly device: string;
  readonly assetNumber: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'desktop' | 'laptop' | 'all-in-one' | 'tablet', string>>;
  readonly maker: string;
  readonly system: string;
  readonly warranty: string;
  readonly until: (day: string, months: number) => string;
  readonly helpline: string;
  readonly checks: string;
  readonly items: Readonly<
    Record<'installed' | 'starts' | 'internet' | 'explained' | 'warrantyGiven', string>
  >;
  readonly yes: string;
  readonly no: string;
  readonly kept: string;
  readonly keeps: (months: number, days: number) => string;
  readonly byRecipient: string;
  readonly byCrew: string;
  readonly sign: string;
  readonly signed: Readonly<Record<'drawn' | 'typed' | 'none', string>>;
  readonly unknown: string;
}

const ko: HandoverWords = {
  title: 'PC 인수증',
  reference: '접수번호',
  recipient: '받는 분',
  district: '자치구',
  plannedDay: '찾아가는 날',
  doneDay: '전달한 때',
  slots: { morning: '오전', afternoon: '오후' },
  device: '기기',
  assetNumber: '관리번호',
  kind: '종류',
  kinds: {
    desktop: '데스크톱 컴퓨터',
    laptop: '노트북 컴퓨터',
    'all-in-one': '일체형 컴퓨터',
    tablet: '태블릿 컴퓨터',
  },
  maker: '제조사 · 모델',
  system: '운영체제',
  warranty: '무상 수리',
  until: (day, months) => `${day}까지 (전달한 날부터 ${months}개월)`,
  helpline: '도움 전화',
  checks: '설치 확인',
  items: {
    installed: '원하는 자리에 설치했습니다',
    starts: '켜지고 로그인됩니다',
    internet: '인터넷 연결을 확인했습니다',
    explained: '쓰는 법과 도움 전화를 설명했습니다',
    warrantyGiven: '무상 수리를 안내했습니다',
  },
  yes: '예',
  no: '아니요',
  kept: '보관하는 것',
  keeps: (months, days) =>
    `서명은 ${months}개월, 설치 사진은 ${days}일 동안 보관한 뒤 파기합니다. 원하지 않으시면 받거나 찍지 않으며, PC를 받으시는 데에는 아무 영향이 없습니다.`,
  byRecipient: '받는 분',
  byCrew: '전달한 사람',
  sign: '(서명)',
  signed: { drawn: '화면에 서명함', typed: '이름을 적음', none: '서명을 보관하지 않음' },
  unknown: '알 수 없음',
};

const en: HandoverWords = {
  title: 'Hand-over of a PC',
  reference: 'Reference',
  recipient: 'Recipient',
  district: 'District',
  plannedDay: 'Day of the visit',
  doneDay: 'Handed over',
  slots: { morning: 'morning', afternoon: 'afternoon' },
  device: 'Device',
  assetNumber: 'Asset number',
  kind: 'Kind',
  kinds: {
    desktop: 'desktop computer',
    laptop: 'laptop computer',
    'all-in-one': 'all-in-one computer',
    tablet: 'tablet computer',
  },
  maker: 'Maker and model',
  system: 'Operating system',
  warranty: 'Free repair',
  until: (day, months) => `until ${day} (${months} months from the hand-over)`,
  helpline: 'Help by phone',
  checks: 'Installation',
  items: {
    installed: 'Installed where it was wanted',
    starts: 'Starts and can be signed in to',
    internet: 'Connection to the internet checked',
    explained: 'Use and the help line explained',
    warrantyGiven: 'Free repair explained',
  },
  yes: 'yes',
  no: 'no',
  kept: 'What is kept',
  keeps: (months, days) =>
    `The signature is kept for ${months} months and photos of the installation for ${days} days, then destroyed. If you do not want that, none is taken; you receive the PC all the same.`,
  byRecipient: 'Recipient',
  byCrew: 'Handed over by',
  sign: '(signature)',
  signed: { drawn: 'signed on the screen', typed: 'name written', none: 'no signature kept' },
  unknown: 'unknown',
};

/** In the reader's language where the papers have it, else in Korean. */
export const handoverWords = (language: string): HandoverWords => (language === 'en' ? en : ko);
