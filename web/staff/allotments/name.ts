import { t } from '../core/words.ts';

/** The short name of a plan: the end of its id. */
export const planName = (id: string): string => t('allotments.plan', { name: id.slice(-5) });
