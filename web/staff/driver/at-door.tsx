import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { go, withQuery } from '../core/router.ts';
import { t } from '../core/words.ts';
import { wrongControls } from '../form/check.ts';
import type { Form, Values } from '../form/form.ts';
import { Trouble } from '../form/trouble.tsx';
import type { FieldProblem } from '../problem.ts';
import { dropDraft } from './kept-form.ts';

interface Props<V extends Values> {
  form: Form<V>;
  title: string;
  lead: string;
  submit: string;
  danger?: boolean;
  /** What the browser cannot check. */
  check: (values: V) => FieldProblem[];
  /** Makes it a deed of this phone; nothing waits for the network. */
  done: (values: V) => Promise<void>;
  children: ComponentChildren;
}

/** A form at the door: as large as a thumb, kept on the phone, and done as soon as it is safe there. */
export function AtDoor<V extends Values>(props: Props<V>): VNode {
  const { form, title, lead, submit, danger, check, done, children } = props;
  const send = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    form.problem.value = undefined;
    const wrong = [...wrongControls(event.currentTarget), ...check(form.values.value)];
    form.wrong.value = [...new Map(wrong.map((one) => [one.path, one])).values()];
    if (wrong.length > 0) return;
    if (!(await form.send((values) => done(values)))) return;
    await dropDraft(form.id);
    go(withQuery({ do: undefined }), 'replace');
  };
  return (
    <form class="card at-door" noValidate id={form.id} onSubmit={send} aria-labelledby={`${form.id}-title`}>
      <h2 id={`${form.id}-title`}>{title}</h2>
      <Trouble form={form} />
      <p class="deed-lead">{lead}</p>
      {children}
      <div class="door-deeds">
        <Button
          type="submit"
          size="large"
          variant={danger ? 'danger' : 'primary'}
          aria-disabled={form.busy.value}
        >
          {submit}
        </Button>
        <Button variant="quiet" onClick={() => go(withQuery({ do: undefined }), 'replace')}>
          {t('staff.form.later')}
        </Button>
      </div>
    </form>
  );
}
