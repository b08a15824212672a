import * as z from 'zod';
import { GROUPS } from './actor.ts';
import { LEGAL_BASES } from './city.ts';
import { AllotmentPack } from './city-allotment.ts';
import { CommitteePack, PublicationPack } from './city-committees.ts';
import { DeliveriesPack } from './city-deliveries.ts';
import { EligibilityPack, Elsewhere, OrganisationsPack } from './city-eligibility.ts';
import { EarmarksPack, OfficeHoldersPack, ValuationPack } from './city-gifts.ts';
import { FeePack, FundPack, PointsPack } from './city-money.ts';
import { PortalsPack } from './city-portals.ts';

/** A text in each of the city's languages; the first language of the pack is the one people meet first. */
export const Words = z.record(z.string(), z.string().min(1));
const Day = z.iso.date();

/** What a column of the issue statement (기부금영수증 발급명세서) can hold: one row a receipt, void ones too. */
export const STATEMENT_FIELDS = [
  'number',
  'issuedOn',
  'givenOn',
  'giverKind',
  'name',
  'registrationNumber',
  'address',
  'typeCode',
  'form',
  'items',
  'quantity',
  'amount',
  'voidedAmount',
  'state',
  'voidedOn',
  'replaces',
  'medium',
] as const;
/** … of the summary (기부금영수증 발급합계표): one row for each kind of giver, type and form, and one for all. */
export const SUMMARY_FIELDS = [
  'giverKind',
  'typeCode',
  'form',
  'issued',
  'issuedAmount',
  'voided',
  'voidedAmount',
  'valid',
  'validAmount',
] as const;
/** … of the per-donor statement (기부자별 발급명세): one row a valid receipt, donor after donor. */
export const DONOR_FIELDS = [
  'donor',
  'name',
  'registrationNumber',
  'address',
  'givenOn',
  'number',
  'typeCode',
  'form',
  'items',
  'quantity',
  'amount',
  'donorCount',
  'donorTotal',
] as const;

export const District = z.object({
  /** Administrative code (행정표준코드) and Statistics Korea's: they collide, so both are always named. */
  code: z.string().min(1),
  statisticsCode: z.string().min(1),
  name: Words,
  short: Words,
  /** Place on the tile map. */
  column: z.int().min(0),
  row: z.int().min(0),
  pilot: z.boolean().default(false),
});

export const Phase = z.object({
  id: z.string(),
  kind: z.enum(['organisation', 'household']),
  opensOn: Day,
  closesOn: Day,
  /** Administrative codes; empty = every district. */
  districts: z.array(z.string()).default([]),
  name: Words,
});

export const City = z.object({
  id: z.string(),
  name: Words,
  programme: Words,
  owner: Words,
  languages: z.array(z.string().min(2)).min(1),
  /** In which people may be written to; the site and the staff app speak `languages` (functions/notices/languages.ts). */
  messageLanguages: z.array(z.object({ code: z.string().min(2), name: z.string().min(1) })).min(1),
  timeZone: z.string(),
  currency: z.object({ code: z.string().length(3), minorDigits: z.int().min(0) }),
  region: z.string(),
  districtCodeSystem: z.string(),
  districts: z.array(District).min(1),
  phases: z.array(Phase),
  /** Who may apply as a household; codes with words. */
  householdCategories: z.array(z.object({ code: z.string(), name: Words })),
  organisationKinds: z.array(z.object({ code: z.string(), name: Words })),
  /** In which a PC's system can be set up, ISO 639; the first is what nobody has to ask for. */
  systemLanguages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
  eligibility: EligibilityPack,
  organisations: OrganisationsPack,
  elsewhere: Elsewhere,
  allotment: AllotmentPack,
  target: z.object({ computers: z.int().min(1), by: Day }),
  partners: z.array(
    z.object({
      id: z.string().max(40),
      name: Words,
      role: Words,
      /** Pledges PCs in bulk: only such a partner has pledges, lists and staff accounts of its own. */
      givesComputers: z.boolean().optional(),
    }),
  ),
  legalBases: z.array(z.object({ code: z.enum(LEGAL_BASES), name: Words, source: z.string() })),
  /** Who accepts gifts and issues receipts. Values marked (confirm) in domain-facts.md stay here, not in code. */
  receiptIssuer: z.object({
    id: z.string(),
    name: Words,
    registrationNumber: z.string(),
    branch: Words,
    address: Words,
    legalBasis: z.string(),
    typeCode: z.string(),
    representative: z.string(),
    assetPrefix: z.string(),
    /** ₩. An issuer whose receipts of the counted year reach it must issue electronically (소득세법 §160의3④, 법인세법 §112의2④). */
    electronicFrom: z.int().min(1),
    /** Whose total counts: the year before the receipt's, or the receipt's own so far. */
    electronicBasis: z.enum(['previous-year', 'same-year']),
    /** Month and day of the next year by which what is due electronically is issued. */
    electronicBy: z.string().regex(/^\d{2}-\d{2}$/),
    /** Values the programme's lawyers have not confirmed: while any is named here, papers are marked as specimens. */
    toConfirm: z.array(z.string()),
  }),
  valuation: ValuationPack,
  earmarks: EarmarksPack,
  officeHolders: OfficeHoldersPack,
  fund: FundPack,
  fees: FeePack,
  points: PointsPack,
  committees: z.array(CommitteePack).min(1),
  /** When, and how finely, decisions are published. */
  decisions: PublicationPack,
  /** How long a giver's registration number waits for a receipt; with one it is kept as long as the receipt. */
  registrationNumbers: z.object({
    daysWithoutReceipt: z.int().min(1),
    source: z.string(),
  }),
  /** Years from the day of issue for which records are kept (소득세법 §160의3②, 공익법인법). */
  retention: z.object({
    receiptYears: z.int().min(1),
    statementYears: z.int().min(1),
    bookYears: z.int().min(1),
  }),
  /** The columns of the files for the tax office, in the filing's order; `source` names its form. */
  filing: z.object({
    source: z.string(),
    statement: z.array(z.object({ field: z.enum(STATEMENT_FIELDS), title: z.string().min(1) })).min(1),
    summary: z.array(z.object({ field: z.enum(SUMMARY_FIELDS), title: z.string().min(1) })).min(1),
    donors: z.array(z.object({ field: z.enum(DONOR_FIELDS), title: z.string().min(1) })).min(1),
  }),
  /** Where devices are erased and repaired; it signs the erasure certificate. */
  repairCentre: Words,
  erasure: z.object({ minimumPasses: z.int().min(1), acceptedMethods: z.array(z.string()) }),
  /** Days within which each step of the delivery workflow should be done before the lead hears of it. */
  deadlines: z.object({
    erasure: z.int(),
    destruction: z.int(),
    check: z.int(),
    allotment: z.int(),
    delivery: z.int(),
  }),
  /** Days within which a step of the office should be done: `applications.SUBMITTED` → 7. A queue by day is due on its day. */
  office: z.object({ due: z.record(z.string().regex(/^[a-z]+\.\w+$/), z.int().min(0)) }),
  household: z.object({ yearsBetween: z.int().min(0) }),
  deliveries: DeliveriesPack,
  warrantyMonths: z.int().min(0),
  contact: z.object({
    phone: z.string(),
    phoneHours: Words,
    email: z.string(),
    address: Words,
    postcode: z.string(),
  }),
  mail: z.object({ from: z.string() }),
  /** Sender of text messages as registered with AWS End User Messaging, and the country it is registered in. */
  text: z.object({ sender: z.string(), country: z.string().length(2) }),
  /** The gap that the programme set out to narrow: published figures with their source. */
  gap: z.object({ year: z.int(), underprivileged: z.number(), everyone: z.number(), source: Words }),
  portals: PortalsPack,
  /** Made-up people for the demonstration on one machine; never deployed. */
  demonstrationStaff: z.array(
    z.object({
      username: z.string(),
      name: Words,
      email: z.string(),
      groups: z.array(z.enum(GROUPS)),
      district: z.string().optional(),
      partner: z.string().optional(),
    }),
  ),
});
export type City = z.output<typeof City>;
