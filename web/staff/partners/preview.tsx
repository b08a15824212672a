import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { Select } from '../../components/select/select.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import { newIntent } from '../intent.ts';
import { Card } from '../page/facts.tsx';
import { itemName } from '../page/items.ts';
import { useRecord } from '../page/record.tsx';
import { LoadFailed, Rows } from '../page/states.tsx';
import { asProblem, type Problem } from '../problem.ts';
import type { PartnerList } from './list.tsx';
import { PAGE, Pager } from './pager.tsx';
import { number } from './partners.tsx';

type Row = AnswerOf<'previewList'>['items'][number];
const SHOWN = ['all', 'doubtful', 'refused'] as const;
/** The contract's largest page: all doubtful lines of the largest list in ten calls. */
const ALL = 500;

/** Every row as it would be imported: accepted, doubtful with why, refused with line and reason. */
export function Preview({ list }: { list: PartnerList }): VNode {
  const counts = list.counts ?? { rows: 0, accepted: 0, doubtful: 0, refused: 0 };
  const first = counts.refused > 0 ? 'refused' : counts.doubtful > 0 ? 'doubtful' : 'all';
  const show = useSignal<(typeof SHOWN)[number]>(first);
  const from = useSignal(0);
  /** Doubtful lines that are taken in; without a word none is. */
  const included = useSignal<ReadonlySet<number>>(new Set());
  const unknownAs = useSignal('');
  const loaded = useLoad(`${list.id} ${list.history.length} ${show.value} ${from.value}`, () =>
    client.read('previewList', {
      params: { id: list.id },
      query: { show: show.value, from: from.value, limit: PAGE },
    }),
  );
  const page = loaded.data.value;
  return (
    <Card id="preview" title={t('partners.preview.title')}>
      <p class="preview-counts">
        {t('partners.preview.counts', {
          rows: number(counts.rows),
          accepted: number(counts.accepted),
          doubtful: number(counts.doubtful),
          refused: number(counts.refused),
        })}
      </p>
      {counts.refused > 0 && (
        <Notification
          tone="error"
          title={t('partners.preview.refusedTitle', { count: number(counts.refused) })}
        >
          <p>{t('partners.preview.refused')}</p>
        </Notification>
      )}
      <fieldset class="preview-filter">
        <legend class="visually-hidden">{t('partners.preview.show')}</legend>
        {SHOWN.map((one) => (
          <Button
            variant={one === show.value ? 'primary' : 'secondary'}
            size="small"
            aria-pressed={one === show.value}
            onClick={() => {
              show.value = one;
              from.value = 0;
            }}
          >
            {t(`partners.preview.${one === 'refused' ? 'refusedLines' : one}`, {
              count: number(one === 'all' ? counts.rows : counts[one]),
            })}
          </Button>
        ))}
      </fieldset>
      {counts.doubtful > 0 && counts.refused === 0 && <Take list={list} included={included} />}
      {loaded.problem.value && <LoadFailed problem={loaded.problem.value} retry={loaded.reload} />}
      {!page && !loaded.problem.value && <Rows />}
      {page && <PreviewTable rows={page.items} included={included} decides={counts.refused === 0} />}
      {page && <Pager from={from} page={page} />}
      {counts.refused === 0 && may('beginImport') && (
        <Begin list={list} included={included.value} unknownAs={unknownAs} counts={counts} />
      )}
    </Card>
  );
}

type Chosen = { value: ReadonlySet<number> };

/** All doubtful lines at once: taken in, or left out. */
function Take({ list, included }: { list: PartnerList; included: Chosen }): VNode {
  const all = async () => {
    const lines: number[] = [];
    for (let from: number | undefined = 0; from !== undefined; ) {
      const page: AnswerOf<'previewList'> = await client.read('previewList', {
        params: { id: list.id },
        query: { show: 'doubtful', from, limit: ALL },
      });
      lines.push(...page.items.map(({ line }) => line));
      from = page.next;
    }
    included.value = new Set(lines);
  };
  return (
    <div class="button-row">
      <Button variant="quiet" size="small" onClick={all}>
        {t('partners.preview.takeAll')}
      </Button>
      <Button
        variant="quiet"
        size="small"
        onClick={() => {
          included.value = new Set();
        }}
      >
        {t('partners.preview.leaveAll')}
      </Button>
      <span aria-live="polite">{t('partners.preview.taken', { count: number(included.value.size) })}</span>
    </div>
  );
}

/** `SAME_TAG:12` → `12번째 줄과 관리번호가 같아요`. */
export function whyText(code: string, field?: string): string {
  const [name = '', line = ''] = code.split(':');
  const words = nameOf('partners.why', name, { line });
  return field ? `${nameOf('partners.fields', field)}: ${words}` : words;
}

function PreviewTable({
  rows,
  included,
  decides,
}: {
  rows: readonly Row[];
  included: Chosen;
  decides: boolean;
}): VNode {
  if (rows.length === 0) return <p class="none">{t('partners.preview.none')}</p>;
  const toggle = (line: number, on: boolean) => {
    const next = new Set(included.value);
    if (on) next.add(line);
    else next.delete(line);
    included.value = next;
  };
  return (
    <table class="queue preview">
      <caption class="visually-hidden">{t('partners.preview.title')}</caption>
      <thead>
        <tr>
          <th scope="col" class="numeric">
            {t('partners.col.line')}
          </th>
          <th scope="col">{t('partners.col.machine')}</th>
          <th scope="col">{t('partners.col.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line} class={`row-${row.verdict}`}>
            <th scope="row" class="numeric">
              {row.line}
            </th>
            <td>
              <strong>{row.tag ?? row.serial ?? ''}</strong>{' '}
              {[row.kind !== 'unknown' && row.kind && itemName(row.kind), row.name]
                .filter(Boolean)
                .join(' · ')}
              {(row.quantity ?? 1) > 1 && ` · ${t('partners.units', { count: number(row.quantity ?? 1) })}`}
            </td>
            <td>
              <span class="verdict">{nameOf('partners.verdicts', row.verdict)}</span>
              {row.why.map((code) => (
                <span class="row-why">
                  {whyText(code, row.field)}
                  {code === 'KNOWN_ALREADY' && row.known && (
                    <>
                      {' '}
                      <a
                        href={
                          may('readDevice') ? places.device(row.known.device) : places.list(row.known.list)
                        }
                      >
                        {t('partners.preview.seeKnown')}
                      </a>
                    </>
                  )}
                </span>
              ))}
              {decides && row.verdict === 'doubtful' && (
                <label class="row-take">
                  <input
                    type="checkbox"
                    checked={included.value.has(row.line)}
                    onChange={(event) => toggle(row.line, event.currentTarget.checked)}
                  />
                  {t('partners.preview.take')}
                  <span class="visually-hidden"> {t('partners.preview.ofLine', { line: row.line })}</span>
                </label>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BeginProps {
  list: PartnerList;
  included: ReadonlySet<number>;
  unknownAs: { value: string };
  counts: NonNullable<PartnerList['counts']>;
}

/** The decision: what is imported, and that it is. */
function Begin({ list, included, unknownAs, counts }: BeginProps): VNode {
  const record = useRecord();
  const busy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const begin = async () => {
    if (busy.value) return;
    busy.value = true;
    try {
      const kind = unknownAs.value as 'desktop' | '';
      const body = { include: [...included], ...(kind ? { unknownAs: kind } : {}) };
      await client.write('beginImport', { params: { id: list.id }, body }, newIntent());
      await record.reload();
    } catch (error) {
      problem.value = asProblem(error);
      busy.value = false;
    }
  };
  const rows = counts.accepted + included.size;
  return (
    <div class="begin">
      {(problem.value?.code === 'KIND_NEEDED' || unknownAs.value !== '') && (
        <Select
          id="unknown-as"
          label={t('partners.preview.unknownAs')}
          empty={t('staff.form.choose')}
          value={unknownAs.value}
          choices={['desktop', 'laptop', 'all-in-one', 'tablet'].map((value) => ({
            value,
            label: itemName(value),
          }))}
          onChange={(event) => {
            unknownAs.value = event.currentTarget.value;
          }}
        />
      )}
      {problem.value && (
        <Notification tone="error" live title={t('staff.form.notTaken')}>
          <p>{errorText(problem.value.code)}</p>
        </Notification>
      )}
      <Button size="large" aria-disabled={busy.value} onClick={begin} data-deed="begin">
        {busy.value ? t('staff.form.sending') : t('partners.preview.begin', { count: number(rows) })}
      </Button>
      <p class="note">{t('partners.preview.beginNote')}</p>
    </div>
  );
}
