import type { AgendaItem } from './domain.ts';

/** The minutes are an official record in Korean, as the statutory papers are. */
export const TITLE = '회의록';
export const HEADS = {
  when: '일시',
  where: '장소',
  presiding: '의장',
  members: '재적 위원',
  present: '출석 위원',
  absent: '결석 위원',
  rules: '근거',
  attendance: '출석',
  seat: '자리',
  name: '이름',
  state: '출결',
  subject: '안건',
  text: '내용',
  plan: '배분 계획',
  districts: '자치구별',
  hearing: '의견 청취',
  papers: '자료',
  recused: '제척·회피',
  quorum: '의사정족수',
  vote: '표결',
  ballots: '위원별 표결',
  result: '결과',
  number: '결정번호',
  basis: '법적 근거',
  note: '덧붙인 말',
} as const;

export const CHAIR = '위원장';
export const STATES = { present: '출석', absent: '결석' } as const;
export const NOBODY = '없음';
export const NO_ITEMS = '상정된 안건이 없었음';
export const BECAUSE = { INTEREST: '제척(이해관계)', DECLARED: '회피(본인 신청)' } as const;
export const VOTE_WORDS = { FOR: '찬성', AGAINST: '반대', ABSTAIN: '기권' } as const;
export const ABOUT: Readonly<Record<AgendaItem['about'], string>> = {
  PLAN: '배분 계획 심의',
  OVERRIDE: '다른 위원회 결정의 변경',
  MATTER: '기타 안건',
};
export const OUTCOMES: Readonly<Record<AgendaItem['status'], string>> = {
  WAITING: '심의하지 않음',
  VOTING: '표결 중',
  APPROVED: '가결',
  REJECTED: '부결',
  DEFERRED: '다음 회의로 미룸',
  DROPPED: '상정을 거둠',
};
export const DROPPED: Readonly<Record<string, string>> = {
  PLAN_WITHDRAWN: '계획이 철회됨',
  PLAN_CHANGED: '계획이 바뀜',
  NOT_NEEDED: '심의할 필요가 없어짐',
  ENTERED_WRONGLY: '잘못 올린 안건',
};
export const BY_CHAIR = '가부동수로 의장이 결정함';

/** `배분분과실행위원회 2026년 제3차 회의` */
export const meetingName = (committee: string, year: string, number: number): string =>
  `${committee} ${year}년 제${number}차 회의`;
export const people = (count: number): string => `${count}명`;
export const machines = (count: number): string => `${count}대`;
export const quorumLine = (base: number, needed: number, present: number): string =>
  `재적 ${base}명, 의결에 필요한 위원 ${needed}명, 이 안건의 출석 위원 ${present}명`;
export const voteLine = (forIt: number, against: number, abstain: number): string =>
  `찬성 ${forIt}명, 반대 ${against}명, 기권 ${abstain}명`;
export const overrideLine = (number: string): string => `결정 ${number}의 변경`;
export const hearingLine = (day: string, committee: string, name: string, statement: string): string =>
  `${day}, ${committee} 위원장 ${name}: ${statement}`;
export const SOURCE_HEARING = '사회복지공동모금회법 제13조제5항';
export const CLOSING = '위 회의의 내용을 사실대로 적어 회의록을 남깁니다.';
export const SIGNED = {
  presiding: (name: string) => `의장  ${name}  (서명)`,
  secretary: '간사               (서명)',
};
