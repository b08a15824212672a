import type { PageContext } from '../context.ts';
import { appointmentWordsOf } from './application-words.ts';

/** Words that the page of the link needs; all in the page, because whoever comes here needs them. */
export function appointmentDataOf(context: PageContext) {
  const { t, texts } = context;
  const { errors, ...words } = appointmentWordsOf(context);
  return {
    ...words,
    errors: { ...texts.common.errors, ...errors },
    sentences: { slot: { REQUIRED: words.slotRequired } },
    errorPrefix: t.common.errorPrefix,
    sending: t.common.sending,
  };
}
export type AppointmentData = ReturnType<typeof appointmentDataOf>;
