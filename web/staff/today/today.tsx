import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Icon } from '../../components/icon/icon.tsx';
import { useLoad } from '../core/load.ts';
import { may, person } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { language, t } from '../core/words.ts';
import { Heading } from '../page/heading.tsx';
import { Empty, LoadFailed, Rows } from '../page/states.tsx';
import { Scan } from '../workshop/scan.tsx';
import { Escalations } from './escalations.tsx';
import { escalationSteps, ownQueues } from './own-queues.ts';
import type { Queue } from './queues.tsx';

/** Home: what waits for this person, what is late, the field for the scanner. */
export function Today(): VNode {
  const queues = useMemo(ownQueues, [person.value, language.value]);
  const steps = escalationSteps();
  const loaded = useLoad(queues.map(({ id }) => id).join(), () =>
    Promise.all(queues.map(async (queue) => ({ queue, ...(await queue.read()) }))),
  );
  const full = loaded.data.value?.filter(({ lines }) => lines.length > 0);
  return (
    <>
      <div class="page-head">
        <Heading>{t('staff.today.title')}</Heading>
        <p class="page-lead">{dayText(dayOf())}</p>
      </div>
      {may('findDevice') && may('startErasure') && <Scan />}
      {steps.length > 0 && <Escalations steps={steps} />}
      {loaded.problem.value && <LoadFailed problem={loaded.problem.value} retry={loaded.reload} />}
      {!full && !loaded.problem.value && <Rows count={8} />}
      {full?.length === 0 && (
        <Empty>{t(queues.length === 0 ? 'staff.today.reader' : 'staff.today.nothing')}</Empty>
      )}
      <div class="queues">
        {full?.map(({ queue, lines, more }) => (
          <QueueCard queue={queue} lines={lines} more={more} />
        ))}
      </div>
    </>
  );
}

type CardProps = { queue: Queue } & Awaited<ReturnType<Queue['read']>>;

function QueueCard({ queue, lines, more }: CardProps): VNode {
  return (
    <section class="queue-card" aria-labelledby={queue.id}>
      <h2 id={queue.id}>
        <a href={queue.href}>
          <span class="queue-area">{queue.area}</span>
          {queue.title}
          <span class="queue-count">
            {t(more ? 'staff.today.countMore' : 'staff.today.count', { count: lines.length })}
          </span>
          <Icon name="arrow" />
        </a>
      </h2>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <a class="code" href={line.href}>
              {line.name}
            </a>
            <span class="queue-about">{line.about}</span>
            {line.wait}
          </li>
        ))}
      </ul>
    </section>
  );
}
