import type {
  PublicDecision,
  PublicDecisions,
  PublicDecisionYear,
} from '../../../functions/committees/contract.ts';

const plan: PublicDecision = {
  number: '2026-배분-02',
  committee: 'ALLOTMENT_SUBCOMMITTEE',
  day: '2026-11-03',
  kind: 'PLAN',
  outcome: 'APPROVED',
  legalBasis: 'CHEST',
  computers: 46,
  districts: [
    { code: '11305', computers: 16 },
    { code: '11530', computers: 30 },
  ],
  categories: [
    { code: 'BASIC_LIVELIHOOD', computers: 30 },
    { code: 'CHILD_CENTRE', computers: 12 },
  ],
  other: 4,
  overriddenBy: '2026-운영-01',
};

/** `/data/decisions.json`: a plan, and another committee that set it aside. */
export const decisions: PublicDecisions = {
  asOf: '2026-11-23T09:00:00.000Z',
  years: ['2027', '2026'],
  decisions: [
    {
      ...{ number: '2026-운영-01', committee: 'STEERING', day: '2026-11-17', kind: 'OVERRIDE' },
      ...{ outcome: 'APPROVED', computers: 0, districts: [], categories: [], other: 0 },
      overrides: '2026-배분-02',
    },
    plan,
  ],
};

export const decisionsOf2026: PublicDecisionYear = {
  year: '2026',
  decisions: [
    ...decisions.decisions,
    { ...plan, number: '2026-배분-01', day: '2026-10-06', outcome: 'REJECTED' },
  ],
};
