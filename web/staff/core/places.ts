/** Where the app lives; CloudFront serves its page for every unknown address below. */
export const HOME = '/staff/';

/** The addresses of the app's pages. */
export const places = {
  today: HOME,
  donations: `${HOME}donations`,
  donation: (id: string) => `${HOME}donations/${id}`,
  labels: (ids: readonly string[]) => `${HOME}labels?ids=${ids.join(',')}`,
  workshop: `${HOME}devices`,
  devices: (status: string) => `${HOME}devices?status=${status}`,
  device: (id: string) => `${HOME}devices/${id}`,
  /** What the QR code of a label says. */
  asset: (assetNumber: string) => `${HOME}a/${assetNumber}`,
  applications: `${HOME}applications`,
  application: (id: string) => `${HOME}applications/${id}`,
  allotments: `${HOME}allotments`,
  suggestion: `${HOME}allotments/suggestion`,
  allotment: (id: string) => `${HOME}allotments/${id}`,
  deliveries: `${HOME}deliveries`,
  delivery: (id: string) => `${HOME}deliveries/${id}`,
  booking: (device: string) => `${HOME}deliveries/new?device=${device}`,
  receipts: `${HOME}receipts`,
  partners: `${HOME}partners`,
  newPledge: `${HOME}partners/new`,
  pledge: (id: string) => `${HOME}partners/${id}`,
  list: (id: string) => `${HOME}lists/${id}`,
  listLabels: (id: string) => `${HOME}labels?list=${id}`,
  money: `${HOME}money`,
  transfers: `${HOME}money/ledger`,
  ledgerReports: `${HOME}money/reports`,
  points: `${HOME}points`,
  audit: `${HOME}audit`,
  trail: (record: string) => `${HOME}audit?record=${encodeURIComponent(record)}`,
  receipt: ({ year, number }: { year: string; number: number }) => `${HOME}receipts/${year}/${number}`,
  receiptYear: (year: string) => `${HOME}receipts/${year}`,
} as const;
