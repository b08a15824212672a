import { signal, useComputed } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { query } from '../core/router.ts';
import { client } from '../core/session.ts';
import { t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { Empty, LoadFailed, Rows } from '../page/states.tsx';
import { asProblem } from '../problem.ts';
import { type Asked, askedIn } from './asked.ts';
import { Filters } from './filters.tsx';
import { Lines } from './lines.tsx';
import { TakeOut } from './take-out.tsx';

type Page = AnswerOf<'listEvents'>;

/** Who did what when, on any record: the question lives in the address. */
export function Audit(): VNode {
  const asked = askedIn(query.value);
  return (
    <>
      <div class="page-head">
        <Heading>{t('audit.title')}</Heading>
      </div>
      <p class="page-lead audit-lead">{t('audit.lead')}</p>
      <Found key={JSON.stringify(asked)} asked={asked} />
    </>
  );
}

function Found({ asked }: { asked: Asked }): VNode {
  const read = (cursor?: string) => client.read('listEvents', { query: { ...asked, cursor } });
  const first = useLoad(JSON.stringify(asked), () => read());
  const more = useMemo(() => signal<readonly Page[]>([]), [first]);
  const rows = useComputed(() => [first.data.value, ...more.value].flatMap((page) => page?.items ?? []));
  const problem = first.problem.value;
  const pages = first.data.value && [first.data.value, ...more.value];
  const cursor = pages?.at(-1)?.cursor;
  const onMore = async () => {
    try {
      more.value = [...more.value, await read(cursor)];
    } catch (error) {
      first.problem.value = asProblem(error);
    }
  };
  const goOn = cursor && (
    <Button variant="secondary" size="small" onClick={onMore}>
      {pages?.at(-1)?.items.length === 0 ? t('audit.goOn') : t('staff.list.more')}
    </Button>
  );
  return (
    <>
      <Filters asked={asked} wrong={problem?.fields ?? []} />
      {problem && <LoadFailed problem={problem} retry={first.reload} />}
      {!problem && !pages && <Rows />}
      {!problem && pages && rows.value.length === 0 && (
        <>
          <Empty>{t(cursor ? 'audit.noneYet' : 'audit.none')}</Empty>
          {goOn}
        </>
      )}
      {!problem && pages && rows.value.length > 0 && (
        <>
          <TakeOut asked={asked} />
          <section class="sheet" aria-label={t('audit.results')}>
            <Lines lines={rows.value} asked={asked} />
            <footer class="sheet-foot">
              <span>{t(cursor ? 'audit.shown' : 'staff.list.count', { count: rows.value.length })}</span>
              {goOn}
            </footer>
          </section>
        </>
      )}
    </>
  );
}
