import type { Receipt } from './domain.ts';

/** The fixed words of the statutory form; which version is in force is a value of the city pack to be confirmed. */
export const TITLE = '기부금 영수증';

/** 소득세법 시행규칙 별지 제45호의2서식 for persons and businesses, 법인세법 시행규칙 별지 제63호의3서식 for corporations. */
export const FORM: Readonly<
  Record<Receipt['giverKind'], { reference: string; giver: string; number: string; request: string }>
> = {
  person: {
    reference: '■ 소득세법 시행규칙 [별지 제45호의2서식]',
    giver: '성명(법인명)',
    number: '주민등록번호\n(사업자등록번호)',
    request:
      '「소득세법」 제34조, 「조세특례제한법」 제58조ㆍ제76조ㆍ제88조의4 및 「법인세법」 제24조에 따른 기부금을 위와 같이 기부하였음을 증명하여 주시기 바랍니다.',
  },
  business: {
    reference: '■ 소득세법 시행규칙 [별지 제45호의2서식]',
    giver: '성명(법인명)',
    number: '주민등록번호\n(사업자등록번호)',
    request:
      '「소득세법」 제34조, 「조세특례제한법」 제58조ㆍ제76조ㆍ제88조의4 및 「법인세법」 제24조에 따른 기부금을 위와 같이 기부하였음을 증명하여 주시기 바랍니다.',
  },
  corporation: {
    reference: '■ 법인세법 시행규칙 [별지 제63호의3서식]',
    giver: '법인명',
    number: '사업자등록번호',
    request: '「법인세법」 제24조에 따른 기부금을 위와 같이 기부하였음을 증명하여 주시기 바랍니다.',
  },
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  desktop: '데스크톱 컴퓨터',
  laptop: '노트북 컴퓨터',
  'all-in-one': '일체형 컴퓨터',
  monitor: '모니터',
  tablet: '태블릿 컴퓨터',
  printer: '프린터',
};

/** 소득세법 §34②1, 법인세법 §24②1 (특례), ③1 (일반); 10 to 42 as the form's own notes list them. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  '10': '특례기부금',
  '40': '일반기부금',
  '41': '종교단체 일반기부금',
  '42': '우리사주조합 기부금',
};

/** The giver gave no number: it is asked for only where a receipt for tax is wanted (개인정보 보호법 §24의2). */
export const NOT_GIVEN = '미기재';
export const NONE = '해당 없음';
/** Goods or money (❹ 구분), and what stands where money has no item. */
export const FORM_WORDS = { 'in-kind': '현물', money: '금전' } as const;
export const MONEY = { none: '-', money: '기부금', points: '기부금(포인트)' } as const;
/** 사회복지공동모금회법 §18: an anonymous gift's receipt names nobody and is kept by the Chest. */
export const ANONYMOUS = {
  name: '무명(익명)',
  address: '기재하지 않음',
  note: '익명 기부: 이 영수증은 모금회가 보관합니다.',
};
export const CERTIFIED = '위와 같이 기부금을 기부받았음을 증명합니다.';
export const SPECIMEN = {
  mark: '견본',
  note: '시범 운영 중에 만든 견본입니다. 세액공제 등 증빙으로 쓸 수 없습니다.',
} as const;
/** What a receipt that is no first paper says of itself: across the page, and in a line above the form. */
export const MARKS = {
  void: { mark: '취소', note: (day: string) => `${day} 취소된 영수증입니다. 증빙으로 쓸 수 없습니다.` },
  copy: {
    mark: '사본',
    note: (day: string, copy: number) =>
      `재출력 ${copy}번째 사본 (${day} 출력). 원본과 중복하여 쓸 수 없습니다.`,
  },
  electronic: {
    mark: '전자발급 확인용',
    note: '이 영수증은 전자로 발급합니다. 이 출력물은 전자발급 확인용이며 증빙으로 쓸 수 없습니다.',
  },
} as const;
/** 2026-000017호를 대신하여 다시 발급 */
export const REPLACES = (number: string): string => `${number}호를 대신하여 다시 발급`;
/** Under a paper on which 〓 stands for characters that the faces do not have. */
export const MISSING = (codes: string): string => `〓 표시는 글꼴에 없는 글자입니다: ${codes}`;
const VALUED = '현물 기부의 금액은 시가 또는 장부가액으로 평가한 것입니다.';
/** What stands small at the foot; money was not valued by anybody. */
export const NOTES = (form: Receipt['form']): string[] => [
  '유형 코드: 10 특례기부금, 40 일반기부금, 41 종교단체 일반기부금, 42 우리사주조합 기부금',
  ...(form === 'in-kind' ? [VALUED] : []),
  '이 영수증의 번호는 발급 단체와 연도별로 빠짐없이 이어집니다.',
];
