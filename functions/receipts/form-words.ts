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

/** Nobody is asked for a registration number in this service (개인정보 보호법 §24의2: every service works without). */
export const NOT_GIVEN = '미기재(수집하지 않음)';
export const NONE = '해당 없음';
export const CERTIFIED = '위와 같이 기부금을 기부받았음을 증명합니다.';
export const SPECIMEN = {
  mark: '견본',
  note: '시범 운영 중에 만든 견본입니다. 세액공제 등 증빙으로 쓸 수 없습니다.',
} as const;
export const NOTES = [
  '유형 코드: 10 특례기부금, 40 일반기부금, 41 종교단체 일반기부금, 42 우리사주조합 기부금',
  '현물 기부의 금액은 시가 또는 장부가액으로 평가한 것입니다.',
  '이 영수증의 번호는 발급 단체와 연도별로 빠짐없이 이어집니다.',
] as const;
