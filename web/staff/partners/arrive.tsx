import type { VNode } from 'preact';
import { Select } from '../../components/select/select.tsx';
import type { AnswerOf, RequestFor } from '../contracts.ts';
import { client, may } from '../core/session.ts';
import { nameOf, t } from '../core/words.ts';
import { ChoiceField, fieldId, ManyField, NoteField, TextField } from '../form/bind.tsx';
import { Deed } from '../form/deed.tsx';
import { Card } from '../page/facts.tsx';
import { itemName } from '../page/items.ts';
import type { PartnerList } from './list.tsx';
import { number } from './partners.tsx';
import { Work } from './progress.tsx';

const REASONS = ['DAMAGED', 'NOT_ON_LIST', 'TOO_OLD', 'PARTS_MISSING', 'OTHER'] as const;
const CAME = ['all', 'except', 'only'] as const;
type Extra = 'monitor' | 'printer';
type Body = RequestFor<'beginArrival'>['body'];

/** `12, 15-18 20` or one a line → `12 15 16 17 18 20`; ranges only of line numbers. */
export function namesIn(text: string, by: 'line' | 'tag'): string[] {
  const words = text.split(by === 'line' ? /[\s,;]+/ : /[\n,;]+/).map((word) => word.trim());
  return words.filter(Boolean).flatMap((word) => {
    const [, from = '', to = ''] = (by === 'line' && /^(\d+)\s*[-~–]\s*(\d+)$/.exec(word)) || [];
    const [a, b] = [Number(from), Number(to)];
    if (!from || b < a || b - a > 5_000) return [word];
    return Array.from({ length: b - a + 1 }, (_, i) => String(a + i));
  });
}

/** A delivery: what came of what is still out, and what is rejected. */
export function Arrive({ list }: { list: PartnerList }): VNode {
  const { id, outstanding } = list;
  const extras = list.items.filter(({ kind }) => kind === 'monitor' || kind === 'printer');
  return (
    <Deed
      name="arrive"
      title={t('partners.moves.arrive')}
      lead={t('partners.arrive.lead', { count: number(outstanding) })}
      submit={t('partners.arrive.submit')}
      wide
      initial={{
        came: 'all' as (typeof CAME)[number],
        by: 'line' as 'line' | 'tag',
        lines: '',
        rejected: '',
        reason: '' as '' | (typeof REASONS)[number],
        monitor: '',
        printer: '',
        last: [] as string[],
      }}
      fieldOf={{ NOTHING_CHOSEN: 'lines' }}
      check={({ came, lines, rejected, reason }) => [
        ...(came !== 'all' && lines.trim() === '' ? [{ path: 'lines', code: 'REQUIRED' }] : []),
        ...(rejected.trim() !== '' && reason === '' ? [{ path: 'reason', code: 'REQUIRED' }] : []),
      ]}
      send={async ({ came, by, lines, rejected, reason, last, ...counts }, intent) => {
        const body: Body = {
          ...{ came, by, last: last.length > 0 },
          lines: came === 'all' ? [] : namesIn(lines, by),
          rejected: namesIn(rejected, by).map((line) => ({ line, reason: reason || 'OTHER' })),
          extras: extras.flatMap(({ kind }) => {
            const count = Number(counts[kind as Extra] ?? '');
            return count > 0 ? [{ kind, count }] : [];
          }),
        };
        const { of }: AnswerOf<'beginArrival'> = await client.write(
          'beginArrival',
          { params: { id }, body },
          intent,
        );
        return t('partners.arrive.begun', { count: number(of) });
      }}
    >
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="came"
            label={t('partners.arrive.came')}
            required
            choices={CAME.map((value) => ({ value, label: t(`partners.arrive.${value}`) }))}
          />
          <ChoiceField
            form={form}
            name="by"
            row
            label={t('partners.arrive.by')}
            required
            choices={(['line', 'tag'] as const).map((value) => ({
              value,
              label: t(`partners.arrive.by_${value}`),
            }))}
          />
          {form.values.value.came !== 'all' && (
            <NoteField
              form={form}
              name="lines"
              label={t(
                form.values.value.came === 'only' ? 'partners.arrive.onlyThese' : 'partners.arrive.notThese',
              )}
              hint={t('partners.arrive.linesHint')}
              required
            />
          )}
          <NoteField
            form={form}
            name="rejected"
            label={t('partners.arrive.rejected')}
            hint={t('partners.arrive.rejectedHint')}
          />
          {form.values.value.rejected.trim() !== '' && (
            <Select
              id={fieldId(form, 'reason')}
              name="reason"
              label={t('staff.labels.reason')}
              empty={t('staff.form.choose')}
              value={form.values.value.reason}
              choices={REASONS.map((value) => ({ value, label: nameOf('partners.rejections', value) }))}
              onChange={(event) => form.set('reason', event.currentTarget.value as (typeof REASONS)[number])}
            />
          )}
          {extras.map(({ kind, count }) => (
            <TextField
              form={form}
              name={kind as Extra}
              label={t('partners.arrive.extra', { kind: itemName(kind), count: number(count) })}
              suffix={t('staff.items.unit')}
              width={4}
              numeric
            />
          ))}
          <ManyField
            form={form}
            name="last"
            label={t('partners.arrive.rest')}
            choices={[{ value: 'yes', label: t('partners.arrive.last') }]}
          />
        </>
      )}
    </Deed>
  );
}

/** A delivery that is being recorded. */
export function Arrival({ list: { id, arrival } }: { list: PartnerList }): VNode | null {
  if (!arrival) return null;
  const params = { id };
  return (
    <Card id="arriving" title={t('partners.arriving.title')}>
      <p class="note">{t('partners.arriving.lead')}</p>
      {may('continueArrival') && (
        <Work
          label={t('partners.arriving.title')}
          done={arrival.done}
          of={arrival.of}
          goOn={async (intent) => {
            const step = await client.write('continueArrival', { params, body: {} }, intent);
            // The answer counts the list's PCs; whether this delivery is done, the list itself says.
            const now = await client.read('readPartnerList', { params });
            return {
              ...step,
              done: now.arrival?.done ?? arrival.of,
              of: arrival.of,
              status: now.arrival ? 'ARRIVING' : now.status,
            };
          }}
          over={(step) => step.status !== 'ARRIVING'}
          said={() => t('partners.arriving.done')}
        />
      )}
    </Card>
  );
}
