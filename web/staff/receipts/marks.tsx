import type { VNode } from 'preact';
import { StatusTag } from '../../components/status-tag/status-tag.tsx';
import { t } from '../core/words.ts';

interface Marked {
  readonly void?: unknown;
  readonly anonymous?: true | undefined;
  readonly medium: 'paper' | 'electronic';
}

/** What a receipt is beside valid: void first, for nothing else counts then. */
export function ReceiptState({ receipt }: { receipt: Marked }): VNode {
  if (receipt.void) return <StatusTag meaning="stopped">{t('receipts.void')}</StatusTag>;
  if (receipt.anonymous) return <StatusTag meaning="neutral">{t('receipts.anonymous')}</StatusTag>;
  if (receipt.medium === 'electronic')
    return <StatusTag meaning="moving">{t('receipts.electronic')}</StatusTag>;
  return <StatusTag meaning="done">{t('receipts.valid')}</StatusTag>;
}
