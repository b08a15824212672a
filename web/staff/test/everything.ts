import { type Answers, Refusal } from './fake-office.ts';
import * as records from './records.ts';
import * as plans from './records-allotments.ts';
import * as committeeRecords from './records-committees.ts';
import * as driverRecords from './records-driver.ts';
import * as eligibilityRecords from './records-eligibility.ts';
import * as fundRecords from './records-fund.ts';
import * as grantRecords from './records-grants.ts';
import * as moneyRecords from './records-money.ts';
import { overview } from './records-overview.ts';

const status = (query: URLSearchParams) => query.get('status') as never;

/** An office where everything has something in it. */
export const everything = (groups: readonly string[], district?: string): Answers => ({
  readStaff: () => ({ id: 'me', groups: [...groups], ...(district ? { district } : {}) }),
  enterStaff: () => ({ id: 'me' }),
  // One colleague is known by name, others are not.
  readColleagues: ({ query }) => ({
    items: (query.get('ids') ?? '')
      .split(',')
      .filter((id) => id === 'colleague-7f3a')
      .map((id) => ({ id, name: '정동료' })),
  }),
  readOverview: () => overview,
  listDonations: ({ query }) => records.donations(status(query), Number(query.get('limit') ?? 7)),
  readDonation: () => records.donation,
  listDevices: ({ query }) => records.devices(status(query), Number(query.get('limit') ?? 6)),
  readDevice: ({ params }) => ({
    ...records.device,
    id: params.id ?? '',
    assetNumber: `SH-26-${params.id?.slice(-5)}`,
  }),
  findDevice: () => ({ id: records.ids.device }),
  listApplications: ({ query }) => records.applications(status(query)),
  readApplication: () => records.application,
  listAllotments: ({ query }) => plans.allotments(status(query)),
  readAllotment: () => plans.allotment,
  listAllotmentLines: () => ({ items: plans.allotmentLines }),
  readAllotmentLine: ({ params }) => plans.lineOf(Number(params.n)),
  listDeviceChoices: () => plans.deviceChoices,
  listCommittees: () => committeeRecords.committees,
  listMeetings: ({ query }) => committeeRecords.meetings(status(query)),
  readMeeting: () => committeeRecords.meeting,
  readItem: ({ params }) => (params.n === '3' ? committeeRecords.overrideItem : committeeRecords.item),
  listItemLines: () => committeeRecords.itemLines,
  listDecisions: () => committeeRecords.decisions,
  listUnpublished: () => committeeRecords.unpublished,
  readEligibility: () => eligibilityRecords.eligibility,
  listOfficers: () => ({ items: ['me', 'colleague-7f3a', 'colleague-1b2c'] }),
  listOrganisations: ({ query }) => eligibilityRecords.organisations(status(query)),
  readOrganisation: () => eligibilityRecords.organisation,
  listDeliveries: ({ query }) => records.deliveries(status(query)),
  readDelivery: () => records.delivery,
  readMyRoutes: () => ({ day: driverRecords.route().day, items: [driverRecords.route()] }),
  readRouteSheet: () => driverRecords.sheet(),
  listRoutes: ({ query }) => driverRecords.routes(status(query)),
  readRoute: () => driverRecords.officeRoute,
  readSlots: () => driverRecords.slots,
  listCalls: () => driverRecords.calls,
  listDrivers: () => ({ items: [{ id: 'driver-1', name: '노배송' }] }),
  listPledges: () => ({ items: [] }),
  listReceipts: () => records.receipts,
  readReceipt: () => records.oneReceipt,
  readReceiptYear: () => records.receiptYear,
  readAccounts: () => moneyRecords.accounts,
  listGrants: ({ query }) => grantRecords.grants(status(query)),
  readGrant: () => grantRecords.grant,
  listRuns: () => grantRecords.runs,
  readRun: ({ params }) =>
    params.month === grantRecords.runMonth ? grantRecords.run : new Refusal(404, 'NOT_FOUND'),
  previewRun: () => grantRecords.preview,
  listRunLines: () => grantRecords.runLines,
  listTransfers: () => moneyRecords.transfers,
  listReports: () => moneyRecords.reports,
  readReport: () => moneyRecords.oneReport,
  findMember: () => moneyRecords.pointsMember,
  readSurvey: () => moneyRecords.survey,
  listEntries: ({ query }) => fundRecords.entries(query.get('status') ?? ''),
  readEntry: ({ params }) => fundRecords.entryOf(params.id ?? ''),
  listStatements: () => fundRecords.statements,
  readStatement: () => fundRecords.statement(),
  previewStatement: () => fundRecords.preview,
  readPurposes: () => fundRecords.purposes,
  readReconciliation: () => fundRecords.reconciliation,
  listGifts: () => fundRecords.gifts,
  readGift: () => fundRecords.gift,
  readContact: () => records.contact,
  listEvents: ({ query }) => (query.get('record') ? { items: [] } : records.journal),
  exportEvents: () => ({
    id: 'aud_1',
    lines: 5,
    file: { url: '/staff/nothing.csv', expiresAt: records.daysAgo(-1) },
  }),
  listEscalations: ({ query }) => ({
    items:
      query.get('step') === 'check'
        ? [{ device: records.ids.device, step: 'check', round: 1, lateSince: records.daysAgo(4) }]
        : [],
  }),
});
