import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { places } from '../core/places.ts';
import { client, may } from '../core/session.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import { intentFor, type KeptIntent } from '../intent.ts';
import { useRecord } from '../page/record.tsx';
import { Status } from '../page/status.tsx';
import { asProblem } from '../problem.ts';
import type { Route } from './route.tsx';

type Stop = Route['order'][number];
const keyOf = ({ deliveries }: Stop) => deliveries.map(({ id }) => id).join();

/** A list with one line moved up or down. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const next = [...list];
  const [line] = next.splice(from, 1);
  if (line !== undefined) next.splice(from + by, 0, line);
  return next;
}

/** The doors of a route; while it is planned the office moves them by hand, and takes out what cannot go. */
export function Order({ route }: { route: Route }): VNode {
  const record = useRecord();
  const wanted = useSignal<readonly Stop[] | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const intent = useSignal<KeptIntent | undefined>(undefined);
  const mayMove = route.moves.includes('reorder') && may('changeRoute');
  const stops = wanted.value ?? route.order;
  const change = (next: readonly Stop[]) => {
    wanted.value = next;
    problem.value = undefined;
  };
  const save = async () => {
    const deliveries = stops.flatMap((stop) => stop.deliveries.map(({ id }) => id));
    const body = { deliveries, version: route.version };
    intent.value = intentFor(intent.value, body);
    try {
      await client.write('changeRoute', { params: { id: route.id }, body }, intent.value.key);
      await record.reload();
      wanted.value = undefined;
      record.say(t('routes.order.saved'));
    } catch (error) {
      problem.value = asProblem(error).code;
    }
  };
  return (
    <>
      <ol class="route-order">
        {stops.map((stop, i) => (
          <li key={keyOf(stop)}>
            <StopLine stop={stop} number={i + 1} />
            {mayMove && (
              <div class="route-moves">
                <Button
                  variant="secondary"
                  size="small"
                  disabled={i === 0}
                  onClick={() => change(moved(stops, i, -1))}
                >
                  {t('routes.order.up', { number: i + 1 })}
                </Button>
                <Button
                  variant="secondary"
                  size="small"
                  disabled={i === stops.length - 1}
                  onClick={() => change(moved(stops, i, 1))}
                >
                  {t('routes.order.down', { number: i + 1 })}
                </Button>
                {stops.length > 1 && (
                  <Button
                    variant="quiet"
                    size="small"
                    onClick={() => change(stops.filter((one) => one !== stop))}
                  >
                    {t('routes.order.out', { number: i + 1 })}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {problem.value && (
        <p class="wrong" role="alert">
          {errorText(problem.value)}
        </p>
      )}
      {wanted.value && (
        <div class="button-row">
          <Button onClick={save}>{t('routes.order.save')}</Button>
          <Button
            variant="secondary"
            onClick={() => {
              wanted.value = undefined;
              problem.value = undefined;
            }}
          >
            {t('routes.order.undo')}
          </Button>
        </div>
      )}
    </>
  );
}

function StopLine({ stop, number }: { stop: Stop; number: number }): VNode {
  return (
    <div class="route-stop">
      <span class="door-number" aria-hidden="true">
        {number}
      </span>
      <div>
        <p>{nameOf('staff.slots', stop.slot)}</p>
        <ul class="plain-list">
          {stop.deliveries.map(({ id, assetNumber, status, failedBecause }) => (
            <li key={id}>
              <a class="code" href={places.delivery(id)}>
                {assetNumber}
              </a>{' '}
              {status !== 'BOOKED' && <Status of="delivery" status={status} />}
              {failedBecause && <span class="note"> {nameOf('deliveries.failures', failedBecause)}</span>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
