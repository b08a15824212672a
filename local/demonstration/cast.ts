import type { SpecimenDevice } from '../../functions/devices/readers/specimen.ts';

/** Made-up givers, applicants and machines. Names, numbers and addresses belong to nobody (example domains, 0000 lines). */
export interface Giver {
  readonly kind: 'person' | 'business' | 'corporation';
  readonly organisation?: string;
  readonly name: string;
  readonly district: string;
  readonly postcode: string;
  readonly street: string;
  readonly computers: number;
  readonly laptops?: number;
  /** What the giver wishes to become of it. */
  readonly earmark?: {
    readonly district?: string;
    readonly group?: string;
    readonly use?: string;
    readonly recipient?: string;
  };
}

/** The partners and citizens whose PCs have arrived, in the order in which they gave. */
export const GIVERS: readonly Giver[] = [
  {
    kind: 'corporation',
    organisation: '삼성SDS',
    name: '정나래',
    district: '11710',
    postcode: '05510',
    street: '올림픽로35길 125',
    computers: 10,
    laptops: 2,
  },
  {
    kind: 'corporation',
    organisation: 'LG CNS',
    name: '윤해든',
    district: '11500',
    postcode: '07795',
    street: '마곡중앙8로 71',
    computers: 9,
  },
  {
    kind: 'corporation',
    organisation: '우리은행',
    name: '백온유',
    district: '11140',
    postcode: '04632',
    street: '소공로 51',
    computers: 8,
  },
  { kind: 'person', name: '김하늘', district: '11530', postcode: '08209', street: '공원로 41', computers: 1 },
  {
    kind: 'business',
    organisation: '한빛건축사사무소',
    name: '문가람',
    district: '11650',
    postcode: '06628',
    street: '서초대로 396',
    computers: 4,
    laptops: 1,
  },
  {
    kind: 'person',
    name: '이도담',
    district: '11350',
    postcode: '01689',
    street: '노해로 437',
    computers: 1,
    laptops: 1,
  },
  {
    kind: 'corporation',
    organisation: 'KT',
    name: '서지안',
    district: '11110',
    postcode: '03155',
    street: '종로3길 33',
    computers: 9,
  },
  {
    kind: 'corporation',
    organisation: '다음',
    name: '강바다',
    district: '11680',
    postcode: '06246',
    street: '테헤란로 142',
    computers: 6,
    laptops: 2,
  },
  {
    kind: 'person',
    name: '최새봄',
    district: '11440',
    postcode: '03925',
    street: '월드컵북로 396',
    computers: 2,
  },
  {
    kind: 'business',
    organisation: '솔바람출판사',
    name: '오누리',
    district: '11410',
    postcode: '03736',
    street: '연희로 248',
    computers: 4,
  },
];

/** Offers that are still on their way to the Chest, with the state each is left in. */
export const OPEN_OFFERS: readonly (Giver & {
  readonly left:
    | 'OFFERED'
    | 'SCREENED'
    | 'COLLECTION_BOOKED'
    | 'DECLINED'
    | 'RECEIVED'
    | 'CHANGE_ASKED'
    | 'EARMARK'
    | 'VALUED';
})[] = [
  {
    kind: 'person',
    name: '박노을',
    district: '11740',
    postcode: '05397',
    street: '성내로 25',
    computers: 2,
    left: 'OFFERED',
    earmark: { district: '11740', group: 'CHILD_CENTRE', use: '방과 후 온라인 수업' },
  },
  {
    kind: 'person',
    name: '류보람',
    district: '11590',
    postcode: '06927',
    street: '장승배기로 161',
    computers: 1,
    left: 'CHANGE_ASKED',
    earmark: { recipient: '제 조카가 다니는 학원' },
  },
  {
    kind: 'person',
    name: '엄새롬',
    district: '11545',
    postcode: '08611',
    street: '시흥대로73길 70',
    computers: 1,
    left: 'EARMARK',
    earmark: { use: '우리 지역구 주민에게만' },
  },
  {
    kind: 'corporation',
    organisation: '새길테크',
    name: '민다솜',
    district: '11170',
    postcode: '04390',
    street: '녹사평대로 150',
    computers: 30,
    left: 'VALUED',
  },
  {
    kind: 'business',
    organisation: '초록세무회계',
    name: '임다온',
    district: '11560',
    postcode: '07260',
    street: '당산로 123',
    computers: 5,
    left: 'OFFERED',
  },
  {
    kind: 'person',
    name: '한사랑',
    district: '11305',
    postcode: '01071',
    street: '도봉로89길 13',
    computers: 1,
    left: 'SCREENED',
  },
  {
    kind: 'corporation',
    organisation: '한강물류',
    name: '조은별',
    district: '11200',
    postcode: '04750',
    street: '고산자로 270',
    computers: 12,
    left: 'SCREENED',
  },
  {
    kind: 'person',
    name: '신이슬',
    district: '11620',
    postcode: '08832',
    street: '관악로 145',
    computers: 1,
    left: 'COLLECTION_BOOKED',
  },
  {
    kind: 'person',
    name: '유한결',
    district: '11230',
    postcode: '02565',
    street: '천호대로 145',
    computers: 1,
    left: 'DECLINED',
  },
  {
    kind: 'business',
    organisation: '별마루학원',
    name: '노아름',
    district: '11380',
    postcode: '03384',
    street: '은평로 195',
    computers: 3,
    left: 'RECEIVED',
  },
];

export interface Organisation {
  readonly name: string;
  readonly kind: 'WELFARE_FACILITY' | 'CHILD_CENTRE' | 'NON_PROFIT';
  readonly contact: string;
  readonly district: string;
  readonly postcode: string;
  readonly street: string;
  readonly computers: number;
  readonly purpose: string;
  readonly people: number;
}

/** Organisations of phase 1, in the order in which they applied. */
export const ORGANISATIONS: readonly Organisation[] = [
  {
    name: '구로햇살지역아동센터',
    kind: 'CHILD_CENTRE',
    contact: '고은솔',
    district: '11530',
    postcode: '08307',
    street: '구로중앙로 89',
    computers: 4,
    purpose: '방과 후 아이들의 숙제와 코딩 수업에 씁니다.',
    people: 28,
  },
  {
    name: '강동어울림복지관',
    kind: 'WELFARE_FACILITY',
    contact: '배슬기',
    district: '11740',
    postcode: '05328',
    street: '양재대로 1458',
    computers: 3,
    purpose: '어르신 정보화 교실을 엽니다.',
    people: 60,
  },
  {
    name: '강북푸른꿈센터',
    kind: 'CHILD_CENTRE',
    contact: '차여름',
    district: '11305',
    postcode: '01151',
    street: '한천로 1012',
    computers: 3,
    purpose: '중학생 온라인 학습실을 만듭니다.',
    people: 22,
  },
  {
    name: '노원함께사는집',
    kind: 'WELFARE_FACILITY',
    contact: '도한별',
    district: '11350',
    postcode: '01757',
    street: '동일로 1335',
    computers: 2,
    purpose: '장애인 자립 훈련과 구직 활동에 씁니다.',
    people: 15,
  },
  {
    name: '은평다문화이음',
    kind: 'NON_PROFIT',
    contact: '라온하',
    district: '11380',
    postcode: '03312',
    street: '진관2로 29',
    computers: 2,
    purpose: '이주 여성의 한국어 온라인 수업에 씁니다.',
    people: 34,
  },
  {
    name: '마포나눔터',
    kind: 'NON_PROFIT',
    contact: '마루한',
    district: '11440',
    postcode: '04087',
    street: '토정로 31',
    computers: 2,
    purpose: '동네 어르신이 영상 통화를 배우는 자리를 엽니다.',
    people: 40,
  },
  {
    name: '관악두드림센터',
    kind: 'WELFARE_FACILITY',
    contact: '사랑비',
    district: '11620',
    postcode: '08754',
    street: '신림로 301',
    computers: 3,
    purpose: '자립 준비 청년의 이력서 쓰기와 자격증 공부에 씁니다.',
    people: 18,
  },
  {
    name: '중랑새싹지역아동센터',
    kind: 'CHILD_CENTRE',
    contact: '아라찬',
    district: '11260',
    postcode: '02058',
    street: '신내로 201',
    computers: 3,
    purpose: '아이들의 온라인 수업에 씁니다.',
    people: 25,
  },
];

export interface Household {
  readonly name: string;
  readonly birthDate: string;
  readonly category: string;
  readonly district: string;
  readonly postcode: string;
  readonly street: string;
  readonly size: number;
  readonly laptop?: boolean;
  readonly screenReader?: boolean;
}

/** Households of phase 2, in the pilot districts. */
export const HOUSEHOLDS: readonly Household[] = [
  {
    name: '장미리내',
    birthDate: '1958-03-11',
    category: 'BASIC_LIVELIHOOD',
    district: '11530',
    postcode: '08300',
    street: '구로동로 150',
    size: 1,
  },
  {
    name: '전소담',
    birthDate: '1984-07-02',
    category: 'ONE_PARENT',
    district: '11530',
    postcode: '08254',
    street: '고척로 60',
    size: 3,
  },
  {
    name: '홍가온',
    birthDate: '1991-12-24',
    category: 'DISABLED',
    district: '11740',
    postcode: '05276',
    street: '동남로 892',
    size: 2,
    screenReader: true,
  },
  {
    name: '남시내',
    birthDate: '1979-01-30',
    category: 'NEAR_POOR',
    district: '11740',
    postcode: '05372',
    street: '풍성로 161',
    size: 4,
  },
  {
    name: '표미르',
    birthDate: '2005-05-19',
    category: 'LEAVING_CARE',
    district: '11305',
    postcode: '01112',
    street: '삼양로 419',
    size: 1,
    laptop: true,
  },
  {
    name: '하늬바람',
    birthDate: '1988-09-09',
    category: 'MULTICULTURAL',
    district: '11305',
    postcode: '01040',
    street: '덕릉로 73',
    size: 4,
  },
  {
    name: '구름달',
    birthDate: '1949-06-25',
    category: 'VETERAN',
    district: '11530',
    postcode: '08212',
    street: '경인로 661',
    size: 2,
  },
  {
    name: '온새미',
    birthDate: '1995-04-15',
    category: 'NORTH_KOREAN_REFUGEE',
    district: '11740',
    postcode: '05398',
    street: '올림픽로 664',
    size: 1,
  },
  {
    name: '해찬솔',
    birthDate: '1982-11-03',
    category: 'BASIC_LIVELIHOOD',
    district: '11305',
    postcode: '01097',
    street: '도봉로 358',
    size: 3,
  },
  {
    name: '가람슬',
    birthDate: '2001-02-18',
    category: 'DISABLED',
    district: '11530',
    postcode: '08278',
    street: '디지털로 245',
    size: 1,
  },
  {
    name: '여울목',
    birthDate: '1967-08-21',
    category: 'BASIC_LIVELIHOOD',
    district: '11740',
    postcode: '05224',
    street: '아리수로 419',
    size: 2,
  },
  {
    name: '초아름',
    birthDate: '1990-10-07',
    category: 'ONE_PARENT',
    district: '11305',
    postcode: '01173',
    street: '오현로 145',
    size: 2,
  },
  // Waits for the first district officer whom the sign-in page lists.
  {
    name: '하늘빛나',
    birthDate: '1973-05-08',
    category: 'NEAR_POOR',
    district: '11530',
    postcode: '08340',
    street: '개봉로 92',
    size: 3,
  },
];

const MACHINES = [
  {
    maker: 'Samsung Electronics',
    model: 'DB400T6A',
    chassis: 'desktop',
    cpu: 'Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz',
    memoryMB: 8192,
  },
  {
    maker: 'LG Electronics',
    model: 'B55DV',
    chassis: 'desktop',
    cpu: 'Intel(R) Core(TM) i3-7100 CPU @ 3.90GHz',
    memoryMB: 8192,
  },
  {
    maker: 'HP',
    model: 'ProDesk 400 G4 SFF',
    chassis: 'desktop',
    cpu: 'Intel(R) Core(TM) i5-7500 CPU @ 3.40GHz',
    memoryMB: 16384,
  },
  {
    maker: 'TRIGEM',
    model: 'AVERATEC DT',
    chassis: 'desktop',
    cpu: 'Intel(R) Pentium(R) CPU G4560 @ 3.50GHz',
    memoryMB: 4096,
  },
  {
    maker: 'Dell Inc.',
    model: 'OptiPlex 3050',
    chassis: 'desktop',
    cpu: 'Intel(R) Core(TM) i5-8400 CPU @ 2.80GHz',
    memoryMB: 8192,
  },
] as const;
const LAPTOPS = [
  {
    maker: 'LG Electronics',
    model: '15Z970-G',
    chassis: 'laptop',
    cpu: 'Intel(R) Core(TM) i5-7200U CPU @ 2.50GHz',
    memoryMB: 8192,
  },
  {
    maker: 'Samsung Electronics',
    model: '500R5K',
    chassis: 'laptop',
    cpu: 'Intel(R) Core(TM) i5-6200U CPU @ 2.30GHz',
    memoryMB: 8192,
  },
] as const;
const DRIVES = [
  { model: 'Samsung SSD 860 EVO 250GB', sizeGB: 250, type: 'ssd' },
  { model: 'ST500DM002-1BD142', sizeGB: 500, type: 'hdd' },
  { model: 'WDC WD10EZEX-08WN4A0', sizeGB: 1000, type: 'hdd' },
  { model: 'SK hynix SC308 SATA 256GB', sizeGB: 256, type: 'ssd' },
] as const;

/** The i-th machine of the demonstration; every fifth has a second drive. */
export function machine(i: number, laptop: boolean): SpecimenDevice {
  const body = laptop ? LAPTOPS[i % LAPTOPS.length] : MACHINES[i % MACHINES.length];
  const drive = (n: number) => ({
    ...(DRIVES[(i + n) % DRIVES.length] as (typeof DRIVES)[number]),
    serial: `DEMO${String(i * 2 + n).padStart(6, '0')}`,
  });
  return {
    ...(body as (typeof MACHINES)[number]),
    serial: `DEMOPC${String(i).padStart(5, '0')}`,
    drives: i % 5 === 4 && !laptop ? [drive(0), drive(1)] : [drive(0)],
  };
}
