import type { AnswerOf } from '../contracts.ts';
import { application, daysAgo, ids } from './records.ts';

const day = (days: number): string => daysAgo(days).slice(0, 10);
export const eligibilityIds = {
  organisation: 'org_01KAS000000000000000000001',
  statusProof: 'doc_01KAS000000000000000000001',
  abstract: 'doc_01KAS000000000000000000002',
} as const;

/** What an officer decides on: one paper here, one destroyed, one missing; it may be the household of another. */
export const eligibility: AnswerOf<'readEligibility'> = {
  id: ids.application,
  officer: 'colleague-7f3a',
  documents: [
    {
      id: eligibilityIds.statusProof,
      code: 'STATUS_PROOF',
      type: 'image/jpeg',
      bytes: 1_420_000,
      addedAt: daysAgo(2),
    },
    {
      id: eligibilityIds.abstract,
      code: 'RESIDENT_ABSTRACT',
      type: 'application/pdf',
      bytes: 88_000,
      addedAt: daysAgo(99),
      destroyedAt: daysAgo(1),
    },
  ],
  missing: ['RESIDENT_ABSTRACT'],
  doubts: [
    { by: 'DWELLING', reference: '7K3M9QX24W', district: '11740' },
    { by: 'PHONE', reference: '4HTR2ZB810', district: '11530' },
  ],
  secondBecause: ['DOUBTS'],
  secondEvidence: ['VISIT'],
  decidedBefore: false,
};
/** Another officer has confirmed it. */
export const secondCheck = {
  application: {
    ...application,
    status: 'SECOND_CHECK' as const,
    moves: ['requestDocuments', 'confirmSecond', 'refuse', 'withdraw'],
  },
  eligibility: { ...eligibility, evidence: 'VISIT' as const },
};
/** Refused, and the applicant says something against it. */
export const appealed = {
  application: {
    ...application,
    status: 'APPEALED' as const,
    refusedBecause: 'NOT_IN_CATEGORY',
    moves: ['allowAppeal', 'dismissAppeal', 'withdraw'],
  },
  eligibility: {
    ...eligibility,
    secondBecause: [],
    doubts: [],
    appeal: { at: daysAgo(1), words: '지난달에 한부모가족 증명서를 새로 받았습니다.\n다시 봐 주세요.' },
  },
};
export const refused = {
  application: { ...application, status: 'INELIGIBLE' as const, moves: ['appeal'] },
  eligibility: { ...eligibility, appealUntil: day(-40) },
};
/** An organisation's, whose certificate has not been given yet. */
export const uncertified = {
  application: {
    ...application,
    kind: 'organisation' as const,
    organisation: '구로햇살센터',
    category: 'CHILD_CENTRE',
    computers: 5,
  },
  eligibility: {
    ...eligibility,
    documents: [],
    doubts: [],
    secondBecause: [],
    organisation: { id: eligibilityIds.organisation, certified: false },
  },
};

const organisationLine = (n: number, status: AnswerOf<'listOrganisations'>['items'][number]['status']) => ({
  id: `org_01KAS00000000000000000000${n}`,
  name: ['구로햇살센터', '다문화가족 한울타리', '푸른꿈 지역아동센터와 함께하는 사람들'][n % 3] ?? '',
  kind: 'CHILD_CENTRE',
  district: '11530',
  status,
  ...(status === 'APPLIED' ? {} : { certifiedUntil: day(-20 * n) }),
  since: daysAgo(n * 2),
});
export const organisations = (status: AnswerOf<'listOrganisations'>['items'][number]['status']) => ({
  items: [1, 2, 3].map((n) => organisationLine(n, status)),
});
export const organisation: AnswerOf<'readOrganisation'> = {
  ...organisationLine(1, 'CERTIFIED'),
  registrationNumber: '1138201234',
  personId: ids.person,
  certifiedFrom: day(345),
  applications: [ids.application],
  renewable: true,
  moves: ['renew', 'refuse'],
  history: [
    { at: daysAgo(350), type: 'organisation.apply', by: { kind: 'anonymous' } },
    { at: daysAgo(345), type: 'organisation.certify', by: { kind: 'staff', id: 'colleague-7f3a' } },
    { at: daysAgo(4), type: 'organisation.remind', by: { kind: 'system' } },
  ],
};
