import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { places } from '../core/places.ts';
import { go } from '../core/router.ts';
import { client } from '../core/session.ts';
import { errorText, nameOf, t } from '../core/words.ts';
import { useForm } from '../form/form.ts';
import { PlanLine } from './plan-line.tsx';
import type { Suggested } from './suggestion.tsx';

type Line = Suggested['lines'][number];
interface Values extends Readonly<Record<string, unknown>> {
  /** Devices whose line was taken out. */
  readonly out: readonly string[];
  /** Device → application, where a person chose another. */
  readonly other: Readonly<Record<string, string>>;
  /** Device → reason in own words. */
  readonly why: Readonly<Record<string, string>>;
}

/** The suggested lines: each can be left out, given to another application, or explained. */
export function Plan({ suggested, reload }: { suggested: Suggested; reload: () => Promise<void> }): VNode {
  const form = useForm<Values>('plan', { initial: { out: [], other: {}, why: {} } });
  const { out, other, why } = form.values.value;
  const kept = suggested.lines.filter(({ device }) => !out.includes(device));
  const applicationOf = (line: Line) => other[line.device] ?? line.application;
  const reasonOf = (line: Line) => why[line.device] ?? nameOf('allotments.why', line.why);
  const problem = form.problem.value;
  const propose = async () => {
    let plan = '';
    const taken = await form.send(async (_, intent) => {
      const lines = kept.map((line) => ({
        device: line.device,
        application: applicationOf(line),
        why: reasonOf(line).trim(),
      }));
      plan = (await client.write('proposeAllotment', { body: { lines } }, intent)).id;
    });
    if (taken) go(places.allotment(plan));
  };
  return (
    <>
      {problem && (
        <Notification tone="error" title={t('allotments.suggestion.notProposed')} live>
          <p>{errorText(problem.code)}</p>
          <Button
            variant="secondary"
            size="small"
            onClick={async () => {
              await reload();
              form.problem.value = undefined;
            }}
          >
            {t('allotments.suggestion.again')}
          </Button>
        </Notification>
      )}
      <ol class="plan">
        {suggested.lines.map((line) => (
          <PlanLine
            key={line.device}
            line={line}
            all={suggested.lines}
            out={out.includes(line.device)}
            application={applicationOf(line)}
            reason={reasonOf(line)}
            toggle={() =>
              form.set(
                'out',
                out.includes(line.device) ? out.filter((one) => one !== line.device) : [...out, line.device],
              )
            }
            choose={(application) => form.set('other', { ...other, [line.device]: application })}
            explain={(text) => form.set('why', { ...why, [line.device]: text })}
          />
        ))}
      </ol>
      <div class="bar">
        <p>{t('allotments.suggestion.count', { count: kept.length })}</p>
        <Button aria-disabled={form.busy.value} disabled={kept.length === 0} onClick={propose}>
          {t('allotments.suggestion.propose')}
        </Button>
      </div>
      <p class="note">{t('allotments.suggestion.reserves')}</p>
    </>
  );
}
