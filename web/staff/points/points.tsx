import { moneyCity } from 'ithope:city-money';
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import type { AnswerOf } from '../contracts.ts';
import { useLoad } from '../core/load.ts';
import { client, may } from '../core/session.ts';
import { dayOf, dayText } from '../core/time.ts';
import { inWords, t } from '../core/words.ts';
import { ChoiceField, DayField, TextField } from '../form/bind.tsx';
import { useForm } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import { Card, Facts } from '../page/facts.tsx';
import { Heading } from '../page/heading.tsx';
import { QueueTable } from '../page/queue-table.tsx';
import { Show } from '../page/states.tsx';

/** Members are numbers here: a member is found, an activity confirmed, the survey read; nobody is named. */
export function Points(): VNode {
  return (
    <>
      <div class="page-head">
        <Heading>{t('points.title')}</Heading>
      </div>
      <p class="page-lead">{t('points.lead')}</p>
      {may('creditActivity') && <Credit />}
      <Find />
      {may('readSurvey') && <Survey />}
    </>
  );
}

function Credit(): VNode {
  const said = useMemo(() => signal(''), []);
  const form = useForm('points-credit', {
    initial: {
      member: '',
      activity: moneyCity.activities[0]?.code ?? '',
      day: dayOf(),
      count: '1',
      evidence: '',
    },
    fieldOf: {
      MEMBER_UNKNOWN: 'member',
      ACTIVITY_IN_FUTURE: 'day',
      ACTIVITY_TOO_OLD: 'day',
      ACTIVITY_LIMIT: 'count',
      EARNED_BEFORE: 'activity',
      ACTIVITY_UNKNOWN: 'activity',
    },
  });
  const send = async (event: Event) => {
    event.preventDefault();
    said.value = '';
    let told = '';
    const taken = await form.send(async ({ member, activity, day, count, evidence }, intent) => {
      const body = { member, activity, day, count: Number(count), evidence };
      const { number, points } = await client.write('creditActivity', { body }, intent);
      told = t('points.credit.done', { number, points: points.toLocaleString() });
    });
    if (taken) said.value = told;
  };
  return (
    <Card id="credit" title={t('points.credit.title')}>
      <p class="note">{t('points.credit.lead')}</p>
      <div role="status">{said.value && <p class="said">{said.value}</p>}</div>
      <form noValidate id={form.id} onSubmit={send}>
        <Trouble form={form} />
        <TextField
          form={form}
          name="member"
          label={t('points.find.number')}
          hint={t('points.find.hint')}
          required
          width={14}
          max={14}
        />
        <ChoiceField
          form={form}
          name="activity"
          label={t('points.credit.activity')}
          required
          choices={moneyCity.activities.map(({ code, name, points }) => ({
            value: code,
            label: inWords(name),
            hint: t('points.worth', { points: points.toLocaleString() }),
          }))}
        />
        <DayField form={form} name="day" label={t('points.credit.day')} required max={dayOf()} />
        <TextField form={form} name="count" label={t('points.credit.count')} required numeric width={4} />
        <TextField
          form={form}
          name="evidence"
          label={t('points.credit.evidence')}
          hint={t('points.credit.evidenceHint')}
          required
          max={100}
        />
        <div class="button-row">
          <Button type="submit" aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : t('points.credit.submit')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Find(): VNode {
  const found = useMemo(() => signal<AnswerOf<'findMember'> | undefined>(undefined), []);
  const form = useForm('points-find', { initial: { number: '' }, fieldOf: { NOT_FOUND: 'number' } });
  const look = async (event: Event) => {
    event.preventDefault();
    found.value = undefined;
    await form.send(async ({ number }) => {
      found.value = await client.read('findMember', { params: { reference: number } });
    });
  };
  return (
    <Card id="find" title={t('points.find.title')}>
      <form noValidate id={form.id} onSubmit={look}>
        <Trouble form={form} />
        <TextField
          form={form}
          name="number"
          label={t('points.find.number')}
          hint={t('points.find.hint')}
          required
          width={14}
          max={14}
        />
        <div class="button-row">
          <Button type="submit" variant="secondary" aria-disabled={form.busy.value}>
            {t('points.find.go')}
          </Button>
        </div>
      </form>
      <div role="status">
        {found.value && (
          <Facts
            rows={[
              [t('points.find.number'), <span class="code">{found.value.number}</span>],
              [t('points.find.joined'), dayText(dayOf(found.value.joinedAt))],
              [t('points.find.balance'), t('points.worth', { points: found.value.balance.toLocaleString() })],
            ]}
          />
        )}
      </div>
    </Card>
  );
}

function Survey(): VNode {
  const loaded = useLoad('survey', () => client.read('readSurvey', {}));
  return (
    <Card id="survey" title={t('points.survey.title')}>
      <Show of={loaded}>
        {({ answered, questions }) => (
          <>
            <p>{t('points.survey.answered', { count: answered })}</p>
            {moneyCity.survey.map(({ code, question, answers }) => {
              const counts = questions.find((one) => one.code === code)?.answers ?? [];
              return (
                <section>
                  <h3>{inWords(question)}</h3>
                  <QueueTable
                    caption={inWords(question)}
                    rows={answers}
                    id={(answer) => answer.code}
                    columns={[
                      { title: t('points.survey.answer'), cell: ({ name }) => inWords(name) },
                      {
                        title: t('points.survey.count'),
                        cell: (answer) => counts.find((one) => one.code === answer.code)?.count ?? 0,
                        numeric: true,
                      },
                    ]}
                  />
                </section>
              );
            })}
          </>
        )}
      </Show>
    </Card>
  );
}
