import { places } from '../core/places.ts';
import { may } from '../core/session.ts';
import { t } from '../core/words.ts';
import type { Step } from '../page/record-page.tsx';

/** While its receipt is void: correct the giver, then open the receipt to issue it again. */
export const correctionSteps = (voided: { year: string; number: number } | undefined): Step[] =>
  voided && may('correctContact')
    ? [
        {
          deed: 'openReceipt',
          href: places.receipt(voided),
          label: t('staff.donations.moves.openReceipt'),
          main: true,
        },
        { deed: 'correctContact', label: t('staff.donations.moves.correctContact') },
      ]
    : [];
