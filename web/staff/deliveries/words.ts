/** The contract's words of the deliveries, without shipping its schemas; a test compares them. */
export const HANDOVER = ['installed', 'starts', 'internet', 'explained', 'warrantyGiven'] as const;
export type HandoverItem = (typeof HANDOVER)[number];
/** What must be true at a hand-over; an internet line may come later. */
export const MUST_BE_TRUE = ['installed', 'starts', 'explained', 'warrantyGiven'] as const;
export const FAILURES = ['NOBODY_HOME', 'REFUSED', 'ADDRESS_WRONG', 'DEVICE_FAULTY', 'OTHER'] as const;
export const SIGNATURES = ['drawn', 'typed', 'none'] as const;
export const UNSIGNED = ['NO_CONSENT', 'CANNOT_SIGN'] as const;
