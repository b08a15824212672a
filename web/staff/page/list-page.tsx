import { signal, useComputed } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { useLoad } from '../core/load.ts';
import { go, query, withQuery } from '../core/router.ts';
import { t } from '../core/words.ts';
import { asProblem } from '../problem.ts';
import { Heading } from './heading.tsx';
import { type Column, QueueTable } from './queue-table.tsx';
import { Empty, LoadFailed, Rows } from './states.tsx';
import { type Entity, statusName } from './status.tsx';

interface Page<T> {
  items: T[];
  cursor?: string | undefined;
}
interface ListProps<T> {
  title: string;
  lead?: ComponentChildren;
  entity: Entity;
  /** States that can be listed, in the order of the way; grouped when there are many. */
  groups: readonly { readonly title?: string; readonly statuses: readonly string[] }[];
  /** More that the list depends on, for reading anew. */
  scope?: string;
  read: (status: string, cursor: string | undefined) => Promise<Page<T>>;
  id: (row: T) => string;
  href?: (row: T) => string;
  columns: readonly Column<T>[];
  brief?: (row: T) => ComponentChildren;
  /** What to do when there is nothing: by state, else the same for all. */
  empty: (status: string) => string;
  above?: ComponentChildren;
}

/** Records of one kind by state: a choice of state, a table, more on demand. */
export function ListPage<T>(props: ListProps<T>): VNode {
  const { title, lead, groups, above } = props;
  const all = groups.flatMap(({ statuses }) => statuses);
  const wanted = query.value.get('status');
  const status = wanted && all.includes(wanted) ? wanted : (all[0] ?? '');
  return (
    <>
      <div class="page-head">
        <Heading>{title}</Heading>
        {lead}
      </div>
      {above}
      <StatusChoice {...props} status={status} />
      <StatusRows key={`${status} ${props.scope ?? ''}`} {...props} status={status} />
    </>
  );
}

function StatusChoice<T>({ groups, entity, status, title }: ListProps<T> & { status: string }): VNode {
  return (
    <>
      <nav class="status-choice wide-only" aria-label={t('staff.list.byStatus', { title })}>
        {groups.map((group) => (
          <div class="status-group">
            {group.title && <span class="status-group-title">{group.title}</span>}
            <ul>
              {group.statuses.map((one) => (
                <li>
                  <a href={withQuery({ status: one })} aria-current={one === status ? 'page' : undefined}>
                    {statusName(entity, one)}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <label class="narrow-only status-select">
        <span>{t('staff.list.status')}</span>
        <select
          class="input select"
          value={status}
          onChange={(event) => go(withQuery({ status: event.currentTarget.value }))}
        >
          {groups.map((group) => {
            const options = group.statuses.map((one) => (
              <option value={one} selected={one === status}>
                {statusName(entity, one)}
              </option>
            ));
            return group.title ? <optgroup label={group.title}>{options}</optgroup> : options;
          })}
        </select>
      </label>
    </>
  );
}

function StatusRows<T>(props: ListProps<T> & { status: string }): VNode {
  const { entity, status, scope, read, columns, id, href, brief, empty } = props;
  const first = useLoad(`${entity} ${status} ${scope ?? ''}`, () => read(status, undefined));
  const more = useMemo(() => signal<Page<T>[]>([]), [first]);
  const rows = useComputed(() => [first.data.value, ...more.value].flatMap((page) => page?.items ?? []));
  const problem = first.problem.value;
  if (problem) return <LoadFailed problem={problem} retry={first.reload} />;
  if (!first.data.value) return <Rows />;
  if (rows.value.length === 0) return <Empty>{empty(status)}</Empty>;
  const cursor = (more.value.at(-1) ?? first.data.value).cursor;
  const onMore = async () => {
    try {
      more.value = [...more.value, await read(status, cursor)];
    } catch (error) {
      first.problem.value = asProblem(error);
    }
  };
  return (
    <section class="sheet" aria-label={statusName(entity, status)}>
      <QueueTable
        caption={`${props.title} · ${statusName(entity, status)}`}
        {...{ rows: rows.value, id, columns }}
        {...(href && { href })}
        {...(brief && { brief })}
      />
      <footer class="sheet-foot">
        <span>
          {cursor
            ? t('staff.list.countMore', { count: rows.value.length })
            : t('staff.list.count', { count: rows.value.length })}
        </span>
        {cursor && (
          <Button variant="secondary" size="small" onClick={onMore}>
            {t('staff.list.more')}
          </Button>
        )}
      </footer>
    </section>
  );
}
